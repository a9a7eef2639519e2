/** A lesson: steps that each ask for a prediction, and the runs that answer it. Plain data. */
import type { LoadedScenario } from '../parse.js';
import type { Expression } from './expression.js';
import type { Prose } from './prose.js';

/** The subjects of the shipped lessons, in the order in which they build on each other. */
export const subjects = [
  'why-multi-leader', 'life-of-a-write', 'topologies', 'conflicts', 'detection', 'resolution', 'avoidance',
  'failure-modes', 'reading-your-writes', 'failover', 'quorums', 'real-systems', 'capacity', 'mock-interview',
] as const;

/** One of {@link subjects}. */
export type Subject = (typeof subjects)[number];

/** A lesson that was read. */
export interface Lesson {
  /** The name of its file without number and ending; what commands and kept progress call it. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Null for lessons of a teacher's own. */
  readonly subject: Subject | null;
  readonly sources: readonly Source[];
  readonly steps: readonly Step[];
}

/** Where a claim about a real system stands. */
export interface Source {
  /** What `[^name]` in a text refers to. */
  readonly name: string;
  readonly title: string;
  /** Null where it has no address. */
  readonly url: string | null;
}

/** One step: a text, a question, the run that answers it, and what follows. */
export interface Step {
  /** Unique in the lesson: what answers and kept progress call it. */
  readonly name: string;
  readonly title: string;
  readonly text: Prose;
  /** The run that answers the question; its name is `this`. */
  readonly run: StepRun;
  /** Runs that texts and questions ask by name, beside the variations. */
  readonly beside: readonly StepRun[];
  readonly question: Question;
  /** What helps without giving it away; null where nothing is offered. */
  readonly hint: Prose | null;
  /** What is drawn of the run when the answer is out. */
  readonly show: Shown;
  readonly why: Prose;
  readonly variations: readonly Variation[];
  readonly say: Prose;
  readonly followUp: FollowUp;
}

/** A scenario with what the step lays over it. */
export interface StepRun {
  readonly name: string;
  readonly loaded: LoadedScenario;
  /** The scenario's document with everything that is laid over it. */
  readonly settings: unknown;
  /** The command that runs it. */
  readonly repeat: RunCommand;
}

/** What runs a scenario of a lesson again. */
export interface RunCommand {
  /** A scenario of the catalogue; null for one that stands in the lesson's own file. */
  readonly catalogue: string | null;
  readonly scenario: string;
  /** Each as `path=value`. */
  readonly set: readonly string[];
}

/** The same seed with something else changed. */
export interface Variation {
  readonly run: StepRun;
  readonly title: Prose;
  /** What comes of it; names ask the variation's own run, `@this` the step's. */
  readonly tells: Prose;
}

/** What is shown of a run beside the texts. */
export interface Shown {
  /** The key whose writes are drawn in space and time; null for none. */
  readonly key: string | null;
  /** Figures that are listed, as expressions with their wording; the same are told of every variation. */
  readonly figures: readonly { readonly written: string; readonly expression: Expression }[];
}

/** What an interviewer may ask next. */
export interface FollowUp {
  readonly ask: Prose;
  readonly answer: Prose;
}

/** What is to be predicted. */
export type Question =
  | { readonly kind: 'choice'; readonly ask: Prose; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'number';
      readonly ask: Prose;
      readonly number: Expression;
      /** How far off an answer may be, as a share of the right one. */
      readonly within: number;
    }
  | {
      readonly kind: 'order';
      readonly ask: Prose;
      readonly items: readonly { readonly text: Prose; readonly by: Expression }[];
      /** Whether the item with the least or with the most comes first. */
      readonly first: 'least' | 'most';
    };

/** One answer that can be chosen. */
export interface Choice {
  readonly text: Prose;
  /** It is right where this holds. */
  readonly when: Expression;
  /** What is told whoever chose it and was wrong; null for nothing. */
  readonly because: Prose | null;
}

/** How sure somebody is. */
export const confidences = ['guess', 'fairly', 'certain'] as const;

/** One of {@link confidences}. */
export type Confidence = (typeof confidences)[number];
