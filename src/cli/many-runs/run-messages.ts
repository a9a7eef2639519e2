/** What is said between whoever wants many runs and the threads that carry them out. */
import type { Scenario } from '../../sim/scenario.js';
import type { FigureValue } from '../../scenarios/index.js';
import type { ResolverBundle } from '../open-resolver.js';

/** A scenario that is run under many seeds. */
export interface RunSubject {
  readonly scenario: Scenario;
  /** The scenario's own resolver; null where it has none. */
  readonly bundle: ResolverBundle | null;
}

/** One run to carry out. */
export interface RunOrder {
  /** By place in the list of subjects. */
  readonly subject: number;
  readonly seed: string;
}

/** What is kept of a run. */
export interface RunFigures {
  readonly fingerprint: string;
  /** One a figure that was asked for, in their order. */
  readonly values: readonly FigureValue[];
}

/** All that a thread has to know before its first order. */
export interface RunThreadSetup {
  readonly subjects: readonly RunSubject[];
  /** Names of figures. */
  readonly figures: readonly string[];
}
