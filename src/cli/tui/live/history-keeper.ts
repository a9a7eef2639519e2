/** Samples the figures of a run for sparklines, at even steps of simulated time. */
import type { History, LiveState } from '../../view/live/live-state.js';
import { appendTo } from '../../view/drawing/sparkline.js';

/** How many samples a run of its planned length gives. */
const samplesPerRun = 160;

/** Collects a sample whenever enough simulated time has passed, however fast it is played. */
export class HistoryKeeper {
  readonly #everyUs: number;
  #dueUs = 0;
  #history: History = { queues: [], written: [], conflicts: [], lost: [], divergent: [], atUs: [] };

  constructor(plannedUs: number) {
    this.#everyUs = plannedUs / samplesPerRun;
  }

  /** The samples so far. */
  get history(): History {
    return this.#history;
  }

  /** The first moment after which the next sample is wanted. */
  get dueUs(): number {
    return this.#dueUs;
  }

  /** Takes a sample of what was so before a moment. */
  add({ observation, losses }: Pick<LiveState, 'observation' | 'losses'>, beforeUs: number): void {
    this.#dueUs = beforeUs + this.#everyUs;
    const { queues, written, conflicts, lost, divergent, atUs } = this.#history;
    const { regions } = observation;
    this.#history = {
      queues: regions.map(({ backlogWrites }, index) => appendTo(queues[index] ?? [], backlogWrites)),
      written: regions.map((region, index) => appendTo(written[index] ?? [], region.written)),
      conflicts: appendTo(conflicts, observation.conflicts),
      lost: losses === null ? lost : appendTo(lost, losses.lost),
      divergent: losses === null ? divergent : appendTo(divergent, losses.divergentKeys),
      atUs: appendTo(atUs, beforeUs),
    };
  }
}
