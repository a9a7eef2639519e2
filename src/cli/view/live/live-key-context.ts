/** What decides whether a key of the live view does something now. */
import type { Focus } from './live-focus.js';
import type { LiveState } from './live-state.js';

/** What decides about the keys for panels. */
export interface PanelKeyContext {
  readonly mode: Focus['mode'];
  readonly isZoomed: boolean;
  /** What moves in the focused panel. */
  readonly moves: 'events' | 'regions' | 'links' | 'replicas' | null;
  readonly canMoveUp: boolean;
  readonly canMoveDown: boolean;
  /** The log does not show the newest events, or one of them is chosen. */
  readonly isHeld: boolean;
}

/** What decides about all keys. */
export interface LiveKeyContext extends PanelKeyContext {
  readonly playback: LiveState['playback']['mode'];
  readonly isAtStart: boolean;
  readonly canGoFaster: boolean;
  readonly canGoSlower: boolean;
  readonly hasFilter: boolean;
  readonly hasMoment: boolean;
  /** A part of a key's name was typed. */
  readonly hasKeyText: boolean;
  /** A written key has it in its name. */
  readonly hasKeyMatch: boolean;
  /** Doors that are there. */
  readonly canExplain: boolean;
  readonly canDraw: boolean;
  readonly canReport: boolean;
  /** The run can be changed from here on. */
  readonly canBranch: boolean;
}
