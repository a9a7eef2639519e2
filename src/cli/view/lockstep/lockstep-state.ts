/** Everything that runs in lockstep show at one moment. */
import type { LiveState, Playback } from '../live/live-state.js';

/** Most runs that are shown beside each other. */
export const mostLanes = 4;

/** One of the runs. */
export interface Lane {
  /** What makes it another run than the others. */
  readonly name: string;
  readonly state: Omit<LiveState, 'focus' | 'lags' | 'inspection' | 'keyChoice'>;
}

/** Runs of one scenario under one seed at one moment, and whoever watches them. */
export interface LockstepState {
  /** What they are runs of. */
  readonly title: string;
  readonly seed: string;
  readonly lanes: readonly Lane[];
  /** The moment that all of them are at. */
  readonly nowUs: number;
  /** Where the timeline ends. */
  readonly endUs: number;
  readonly mode: LockstepMode;
  readonly speed: Playback['speed'];
  readonly parting: Parting;
  /** The lane that keys are about. */
  readonly chosen: number;
}

/** How they move on. `seeking`: to a moment; `searching`: until there is a mark. */
export type LockstepMode = 'running' | 'paused' | 'seeking' | 'searching' | 'finished';

/** The first moment at which the runs are not the same. */
export type Parting =
  /** They are the same up to here, as far as has been looked. */
  | { readonly kind: 'unknown'; readonly sameUntilUs: number }
  | { readonly kind: 'never' }
  /** What each does there, in words; null where it does nothing. */
  | { readonly kind: 'found'; readonly atUs: number; readonly steps: readonly (string | null)[] };

/** Whether the runs have parted at the moment that is shown. */
export function haveParted({ parting, nowUs }: Pick<LockstepState, 'parting' | 'nowUs'>): boolean {
  return parting.kind === 'found' && nowUs >= parting.atUs;
}

/** The letter of a lane. */
export function letterOf(lane: number): string {
  return 'ABCD'.charAt(lane);
}
