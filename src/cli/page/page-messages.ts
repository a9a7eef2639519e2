/** What a page and the worker with the engine say to each other. */
import type { Override } from '../../scenarios/index.js';
import type { Verdict } from '../../sim/report.js';
import type { Controls, PageSubject } from './controls.js';
import type { DiagramView, Drawing, Move } from './diagram/drawing.js';

/** What a page asks of its worker, which answers in the same order. */
export type PageRequest =
  | { readonly kind: 'begin'; readonly subject: PageSubject }
  /** What can be changed. */
  | { readonly kind: 'list-controls' }
  /** Run with these changes. */
  | { readonly kind: 'run'; readonly changes: readonly Override[] }
  /** Record the last run, and write its report where that is wanted. */
  | { readonly kind: 'report'; readonly isWanted: boolean }
  /** Draw a part of the last run, once it is recorded. */
  | { readonly kind: 'draw'; readonly view: DiagramView; readonly move: Move | null };

/** What the worker answers. */
export type PageAnswer =
  | { readonly kind: 'begun'; readonly estimate: Estimate }
  | { readonly kind: 'controls'; readonly controls: Controls }
  | RanAnswer
  | ReportedAnswer
  /** The changes make no scenario that can be run; one sentence a reason. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  /** Null where the run has more events than are kept. */
  | { readonly kind: 'drawn'; readonly drawing: Drawing | null }
  /** A fault of ours. */
  | { readonly kind: 'broken'; readonly message: string };

/** A run that was made in the page. */
export interface RanAnswer {
  readonly kind: 'ran';
  readonly fingerprint: string;
  readonly verdict: Verdict;
  /** One sentence. */
  readonly summary: string;
  /** The command line that repeats it. */
  readonly command: string;
  readonly endUs: number;
}

/** The report of the last run. */
export interface ReportedAnswer {
  readonly kind: 'reported';
  /** Of the whole page. */
  readonly title: string;
  /** HTML; empty where it was not wanted. */
  readonly body: string;
}

/** How large a run will be, before it is made. */
export interface Estimate {
  readonly events: number;
  /** It takes seconds or more, and is made only when somebody asks. */
  readonly isLarge: boolean;
}
