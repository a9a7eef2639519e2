/** Everything that explaining the losses of a run shows at one moment. */
import type { Scenario } from '../../../sim/scenario.js';
import type { ToldRun } from '../story/run-index.js';
import type { WriteStory } from '../story/write-story.js';

/** A run that is explained, and whoever looks at it. */
export interface ExplainState {
  readonly scenario: Scenario;
  /** The moment of the live view from which one came; null where there is none. */
  readonly shownUs: number | null;
  readonly stage: ExplainStage;
  readonly focus: ExplainFocus;
}

/** How far the explanation is. */
export type ExplainStage =
  | { readonly kind: 'recording'; readonly share: number; readonly events: number }
  | { readonly kind: 'too-long'; readonly events: number }
  /** Nobody wrote anything, or nobody asked about what was written. */
  | { readonly kind: 'nothing'; readonly words: string }
  | ({ readonly kind: 'told' } & ToldStage);

/** A run that has been told. */
export interface ToldStage {
  readonly told: ToldRun;
  /** What there is to choose from: losses, or keys where nothing was lost. */
  readonly items: readonly ExplainedItem[];
  readonly subject: ExplainedWrite;
  readonly whatIf: WhatIfState;
  readonly repeats: readonly RepeatLine[];
}

/** Writes that have one explanation. */
export interface ExplainedItem {
  readonly words: string;
  readonly writes: readonly number[];
  /** When the first of them was lost, or accepted where nothing is lost. */
  readonly atUs: number;
}

/** The write whose story is told. */
export interface ExplainedWrite {
  /** Its place among the items, and among the writes of that item. */
  readonly item: number;
  readonly place: number;
  readonly story: WriteStory;
  /** The step at which it was lost, by its place in the story; null where no single one did it. */
  readonly decisive: number | null;
}

/** What would have kept it. */
export type WhatIfState =
  /** It was not lost. */
  | { readonly kind: 'none' }
  | { readonly kind: 'seeking'; readonly tried: number; readonly most: number; readonly found: readonly WhatIfLine[] }
  | { readonly kind: 'done'; readonly found: readonly WhatIfLine[] }
  /** There is no document to change. */
  | { readonly kind: 'unavailable' };

/** One change that would have kept it. */
export interface WhatIfLine {
  readonly words: string;
  /** Writes that are lost with it in all. */
  readonly lostWrites: number;
  readonly command: string;
}

/** A command that does something with the same run again. */
export interface RepeatLine {
  readonly command: string;
  readonly about: string;
}

/** What the person looks at. */
export interface ExplainFocus {
  readonly panel: ExplainPanel;
  /** Selected in each panel, from 0. */
  readonly step: number;
  readonly change: number;
  readonly repeat: number;
}

/** Panels in which something can be selected, in the order of their numbers. */
export const explainPanels = ['why', 'what-if', 'losses', 'again'] as const;

/** One of them. */
export type ExplainPanel = (typeof explainPanels)[number];

/** Whether something happens after the moment of the live view. */
export function isLater({ shownUs }: Pick<ExplainState, 'shownUs'>, atUs: number): boolean {
  return shownUs !== null && atUs > shownUs;
}
