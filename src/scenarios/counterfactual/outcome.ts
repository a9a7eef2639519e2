/** What a search asks for, and what it is told. */
import type { Fate } from '../../sim/simulate.js';
import type { Override } from '../overrides.js';

/** What came of a run with changes. */
export interface Outcome {
  readonly fingerprint: string;
  /** Of the write that it is all about; null where nobody acknowledged it. */
  readonly fate: Fate | null;
  readonly lostWrites: number;
  /** It came to rest, or the run without changes did not either. */
  readonly isSettled: boolean;
}

/** Asks for runs with changes, and is told what came of each; null where it was not run. */
export type Search<T> = Generator<readonly Override[], T, Outcome | null>;

/** Whether nobody was told that the write succeeded. */
export function isRefused({ fate, isSettled }: Outcome): boolean {
  return fate === null && isSettled;
}

/** Whether a write is there in the end, or what it did lives on in what came after it. */
export function isKept(outcome: Outcome | null): outcome is Outcome {
  if (outcome === null || !outcome.isSettled) return false;
  return outcome.fate === 'visible' || outcome.fate === 'merged' || outcome.fate === 'superseded';
}
