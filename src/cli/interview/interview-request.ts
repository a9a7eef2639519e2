/** What `quarrel interview` was asked to do. */
import type { Override } from '../run-request.js';
import type { ColorTheme } from '../view/drawing/color-themes.js';

/** A request; names and paths are as the person wrote them. */
export interface InterviewRequest {
  /** The name or number of an interview, or a file; with the checklist a scenario; null for none. */
  readonly target: string | null;
  /** `list` and `checklist` stand in the place of an interview. */
  readonly task: 'talk' | 'list' | 'checklist';
  /** Each as `question=answer`. */
  readonly answers: readonly string[];
  /** Laid over the scenario of a checklist. */
  readonly overrides: readonly Override[];
  /** Where the design is to be written; null for nowhere. */
  readonly writePath: string | null;
  readonly format: InterviewFormat | null;
  readonly plain: boolean;
  readonly ascii: boolean;
  readonly theme?: ColorTheme;
  readonly recordPath?: string;
}

/** How an interview by flags, a list or a checklist is told. */
export const interviewFormats = ['text', 'json', 'markdown'] as const;

/** One of {@link interviewFormats}. */
export type InterviewFormat = (typeof interviewFormats)[number];
