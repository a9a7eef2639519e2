/** Screens that can be opened from the live view. */
import type { LiveState } from '../../view/live/live-state.js';
import type { Screen } from '../screens/screen.js';

/** A screen, or one whose code is loaded first. */
export type Opened = Screen | Promise<Screen>;

/** Works on a report for so many milliseconds; false when that is done. */
export type ReportWork = (budgetMs: number) => boolean;

/** Each opens a screen at the moment that is shown; one that is absent has no key. */
export interface LiveDoors {
  /** What happened to the lost writes, and what would have kept them. */
  readonly explain?: (state: LiveState) => Opened;
  /** The newest messages as a space-time diagram. */
  readonly spaceTime?: (state: LiveState) => Opened;
  /** Begins to write the HTML report of the run. */
  readonly report?: () => ReportWork | Promise<ReportWork>;
  /** Another course from this moment on, beside the one that was. */
  readonly whatIf?: (state: LiveState) => Opened;
}
