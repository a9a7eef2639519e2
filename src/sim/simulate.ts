/** Build a world from a scenario, run it to rest, and judge what happened. */
import type { Observation, Losses } from './observation.js';
import type { LostWrite, TraceSink } from './record/trace.js';
import type { Report } from './report.js';
import type { Scenario } from './scenario.js';

/** What may accompany a run without changing it. */
export interface SimulateOptions {
  /** Receives every event as it happens. */
  readonly trace?: TraceSink;
}

/** A finished run. */
export interface Run {
  readonly report: Report;
  /** Every lost write, in order of its id. */
  readonly lostWrites: readonly LostWrite[];
}

/** Runs a scenario from beginning to end. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Run {
  return new Simulation(scenario, options).finish();
}

/** A run that is driven step by step. */
export class Simulation {
  constructor(_scenario: Scenario, _options: SimulateOptions = {}) {}

  /** True time of the last event that was processed. */
  get nowUs(): number { throw new Error('under construction'); }

  /** True time of the next event; Infinity once the run has come to rest or to its limit. */
  get nextUs(): number { throw new Error('under construction'); }

  /** Processes one event; false when there is none left. */
  step(): boolean { throw new Error('under construction'); }

  /** Processes every event up to and including this time. */
  runUntil(_timeUs: number): void { throw new Error('under construction'); }

  /** A look at this moment. */
  observe(): Observation { throw new Error('under construction'); }

  /** What would be lost and divergent if the run ended now. */
  losses(): Losses { throw new Error('under construction'); }

  /** Runs to the end and judges. */
  finish(): Run { throw new Error('under construction'); }
}
