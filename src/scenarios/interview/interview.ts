/**
 * An interview: a prompt, the stages of a design, what can be chosen at each, and what each choice lays over a
 * scenario. The choices make a design; a run of it is the feedback. Plain data.
 *
 * Texts speak of runs as lessons do. Names ask the run of the design, `@model` the run of the model answer;
 * `answered-in-fault.<region>` is the share of a region's writes that were sent during a fault and answered,
 * `given.<name>` is what the interviewer states, `setting.<path>` what the design's scenario says.
 */
import type { RowIdScheme } from '../../sim/scenario.js';
import type { LoadedScenario } from '../parse.js';
import type { Expression } from '../lessons/expression.js';
import type { Source } from '../lessons/lesson.js';
import type { Prose } from '../lessons/prose.js';
import type { Value } from '../lessons/value.js';
import type { Override } from '../overrides.js';

/** The stages of a design, in the order in which an interview goes through them. */
export const stages = [
  'requirements', 'estimates', 'data-model', 'topology', 'conflict-strategy', 'failure-modes', 'operations',
] as const;

/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** The run that `@model` asks. */
export const modelRun = 'model';

/** An interview that was read. */
export interface Interview {
  /** The name of its file without number and ending. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** What the interviewer says first; asks nothing but what is given and the settings. */
  readonly prompt: Prose;
  readonly given: readonly Given[];
  readonly sources: readonly Source[];
  /** The design before anything was chosen. */
  readonly base: BaseDesign;
  /** In the order of {@link stages}; each stage has at least one. */
  readonly questions: readonly InterviewQuestion[];
  /** Asked after the run, where their occasions hold. */
  readonly followUps: readonly InterviewFollowUp[];
  /** What is said about the design, where their occasions hold. */
  readonly remarks: readonly Remark[];
  readonly model: ModelAnswer;
  readonly mistakes: readonly Prose[];
}

/** A number that the interviewer states: `{given.users}`. */
export interface Given {
  readonly name: string;
  readonly value: Value;
}

/** A scenario, and its document alone: designs are laid over it. */
export interface BaseDesign {
  readonly name: string;
  /** A document that holds this scenario and no other. */
  readonly yaml: string;
  readonly loaded: LoadedScenario;
  /** The scenario's document as a value. */
  readonly settings: unknown;
}

/** A model answer, to be spoken; its texts ask the run of its own design. */
export interface ModelAnswer {
  readonly choices: readonly Chosen[];
  readonly spoken: Prose;
}

/** What is asked at a stage. */
export interface InterviewQuestion {
  readonly stage: Stage;
  /** Unique in the interview: what answers call it. */
  readonly name: string;
  readonly ask: Prose;
  readonly kind: QuestionKind;
}

/** How a question is answered. Choices alone make the design; the rest is held against it. */
export type QuestionKind =
  /** One is chosen. */
  | { readonly kind: 'choice'; readonly choices: readonly InterviewChoice[] }
  /** A number is typed and held against what the formula, over what is given and set, comes to. */
  | { readonly kind: 'estimate'; readonly number: Expression; readonly within: number; readonly formula: Prose }
  /** Free words; points that they mention are ticked off. */
  | { readonly kind: 'words'; readonly points: readonly Point[] }
  /** What will become of the design: the first of them that holds in the run is right. */
  | { readonly kind: 'prediction'; readonly outcomes: readonly Outcome[] };

/** One thing that can be chosen. */
export interface InterviewChoice {
  /** Unique in the question: what answers call it. */
  readonly name: string;
  readonly text: Prose;
  /** What it lays over the scenario. */
  readonly set: readonly Override[];
  /** What it lays over the scenario in its place beside other choices; the first that holds. */
  readonly instead: readonly { readonly chosen: readonly Demand[]; readonly set: readonly Override[] }[];
  /** How new rows are named by it, for the checklist: also beside values that no rows can stand beside; null for no matter. */
  readonly ids: RowIdScheme['kind'] | null;
  /** What the interviewer answers to it at once: a question back, not a verdict. */
  readonly reply: Prose | null;
}

/** Something worth saying, and the words by which it is noticed. */
export interface Point {
  readonly text: Prose;
  readonly words: readonly string[];
}

/** What may become of a design. */
export interface Outcome {
  readonly name: string;
  readonly text: Prose;
  /** It is right where this holds in the design's run, and of no earlier outcome. */
  readonly when: Expression;
  /** What is told whoever expected it and was wrong; null for nothing. */
  readonly because: Prose | null;
}

/** A choice as somebody made it. */
export interface Chosen {
  readonly question: string;
  readonly choice: string;
}

/** One of these choices was made at the question. */
export interface Demand {
  readonly question: string;
  readonly choices: readonly string[];
}

/** When something is said: all demands are met, and the condition holds in the design's run. */
export interface Occasion {
  readonly chosen: readonly Demand[];
  /** Null where the choices alone decide. */
  readonly when: Expression | null;
}

/** A question that depends on what was chosen and on what came of it. */
export interface InterviewFollowUp extends Occasion {
  readonly name: string;
  readonly ask: Prose;
  readonly answer: Prose;
}

/** Feedback on the design, with the figures of its run. */
export interface Remark extends Occasion {
  /** Whether it is something that the design gets right. */
  readonly isPraise: boolean;
  readonly text: Prose;
}
