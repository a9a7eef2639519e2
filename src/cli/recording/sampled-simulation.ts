/**
 * A simulation that is looked at in even steps of its own time while somebody else drives it.
 *
 * Nobody knows beforehand how long a run takes to settle. So the steps begin at a round part of the planned duration,
 * and become twice as long, with every other look thrown away, whenever there are too many looks. Where the steps lie
 * depends on the scenario alone, not on how the run is driven. Looking changes nothing.
 */
import type { Observation } from '../../sim/observation.js';
import type { Run } from '../../sim/simulate.js';
import type { Drivable } from '../drive.js';

/** A look at a moment: of all events up to this time, and of none after it. */
export interface Sample {
  readonly atUs: number;
  readonly seen: Observation;
}

/** How to look. */
export interface SamplingOptions {
  /** Of the simulated scenario. */
  readonly durationUs: number;
  /** At most so many steps the planned duration has before any look is thrown away; default: 200. */
  readonly firstSteps?: number;
  /** Called with each look as it is taken, those too that are thrown away later. */
  readonly onLook?: (seen: Observation) => void;
}

/** Looks beyond which every other one is thrown away. */
export const mostSamples = 400;

/** Drives as the simulation inside it does. */
export class SampledSimulation implements Drivable {
  readonly #simulation: Drivable;
  #samples: Sample[] = [];
  #stepUs: number;
  #nextSampleUs = 0;
  readonly #onLook: (seen: Observation) => void;

  constructor(simulation: Drivable, { durationUs, firstSteps = 200, onLook = () => undefined }: SamplingOptions) {
    this.#simulation = simulation;
    this.#stepUs = roundStep(durationUs / firstSteps);
    this.#onLook = onLook;
  }

  /** In order of time. */
  get samples(): readonly Sample[] {
    return this.#samples;
  }

  get nowUs(): number {
    return this.#simulation.nowUs;
  }

  get nextUs(): number {
    return this.#simulation.nextUs;
  }

  runUntil(timeUs: number): void {
    while (this.#nextSampleUs <= timeUs && this.#simulation.nextUs !== Infinity) {
      this.#simulation.runUntil(this.#nextSampleUs);
      if (this.#simulation.nextUs !== Infinity) this.#look();
    }
    this.#simulation.runUntil(timeUs);
  }

  observe(atUs?: number): Observation {
    return this.#simulation.observe(atUs);
  }

  finish(): Run {
    this.runUntil(Number.MAX_SAFE_INTEGER);
    const run = this.#simulation.finish();
    const atUs = Math.round(run.report.simulatedMs * 1000);
    const earlier = this.#samples.filter((sample) => sample.atUs < atUs);
    this.#samples = [...earlier, { atUs, seen: this.#simulation.observe(atUs) }];
    return run;
  }

  #look(): void {
    const seen = this.#simulation.observe(this.#nextSampleUs);
    this.#onLook(seen);
    this.#samples.push({ atUs: this.#nextSampleUs, seen });
    if (this.#samples.length > mostSamples) {
      this.#stepUs *= 2;
      this.#samples = this.#samples.filter(({ atUs }) => atUs % this.#stepUs === 0);
      this.#nextSampleUs = (this.#samples.at(-1)?.atUs ?? 0) + this.#stepUs;
      return;
    }
    this.#nextSampleUs += this.#stepUs;
  }
}

/** The next of 1, 2, 5, 10, 20, … milliseconds. */
function roundStep(us: number): number {
  for (let unit = 1000; ; unit *= 10) {
    for (const factor of [1, 2, 5]) if (factor * unit >= us) return factor * unit;
  }
}
