/** Looks at lags only as often as people can read them: it costs more than other looks. */
import type { PairLag } from '../../../sim/observation.js';
import type { PlayerState } from './player.js';

/** Above this many regions there would be no room for their pairs, and no time to count them. */
const mostRegions = 24;
/** While the run goes on: frames from one look to the next. */
const framesPerLook = 10;

/** What a look goes to. */
export interface WatchedRun {
  readonly state: PlayerState;
  lags(): readonly PairLag[];
}

/** The lags that are shown. */
export class LagWatch {
  #lags: readonly PairLag[] | null = null;
  #events = -1;
  #frames = 0;

  /** Called once a frame. */
  look(run: WatchedRun): readonly PairLag[] | null {
    const { observation, playback } = run.state;
    this.#frames += 1;
    const isDue = playback.mode !== 'running' || this.#frames >= framesPerLook || this.#lags === null;
    if (!isDue || observation.events === this.#events) return this.#lags;
    this.#frames = 0;
    this.#events = observation.events;
    this.#lags = observation.regions.length > mostRegions ? null : run.lags();
    return this.#lags;
  }
}
