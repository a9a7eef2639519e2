/** Screens that can be opened from the live view. */
import type { LiveState } from '../../view/live/live-state.js';
import type { Screen } from '../screens/screen.js';

/** Each opens a screen at the moment that is shown; one that is absent has no key. */
export interface LiveDoors {
  /** What happened to the lost writes, and what would have kept them. */
  readonly explain?: (state: LiveState) => Screen;
  /** The newest messages as a space-time diagram. */
  readonly spaceTime?: (state: LiveState) => Screen;
  /** Begins to write the HTML report of the run; the returned function works on it, and is false when that is done. */
  readonly report?: () => (budgetMs: number) => boolean;
  /** Another course from this moment on, beside the one that was. */
  readonly whatIf?: (state: LiveState) => Screen;
}
