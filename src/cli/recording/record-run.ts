/** A run with all that happened in it, for whoever shows it whole: told and looked at while it goes on, once. */
import type { Observation } from '../../sim/observation.js';
import type { TraceEvent, TraceSink } from '../../sim/record/trace.js';
import type { Scenario } from '../../sim/scenario.js';
import { Simulation } from '../../sim/simulate.js';
import type { Run } from '../../sim/simulate.js';
import type { Drivable } from '../drive.js';
import { SampledSimulation } from './sampled-simulation.js';

/** A finished run, its events, and looks at it in even steps of time. */
export interface RecordedRun {
  readonly scenario: Scenario;
  readonly run: Run;
  /** Every event, in order; null where there are more than can be kept. */
  readonly trace: readonly TraceEvent[] | null;
  /** From the beginning to rest; the last one is of the end. */
  readonly samples: readonly Observation[];
}

/** The engine's events beyond which none is kept. */
export const mostRecordedEvents = 2_000_000;

/** Records a run that somebody else drives. */
export class RunRecording {
  readonly #scenario: Scenario;
  #trace: TraceEvent[] | null = [];
  #sampled: SampledSimulation | null = null;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Takes what the simulation tells. */
  readonly hear: TraceSink = (event) => {
    this.#trace?.push(event);
  };

  /** The simulation as it is to be driven. */
  watch(simulation: Drivable): SampledSimulation {
    const { durationUs } = this.#scenario;
    const onLook = ({ events }: Observation): void => {
      // Of a run that is too long nothing is held any longer than it takes to see that.
      if (events > mostRecordedEvents) this.#trace = null;
    };
    this.#sampled = new SampledSimulation(simulation, { durationUs, firstSteps, onLook });
    return this.#sampled;
  }

  /** All of it, once the watched simulation has come to its end. */
  end(run: Run): RecordedRun {
    const trace = run.report.events > mostRecordedEvents ? null : this.#trace;
    const samples = (this.#sampled?.samples ?? []).map(({ seen }) => seen);
    return { scenario: this.#scenario, run, trace, samples };
  }
}

/** Runs a scenario that has no resolver of its own to the end, at once. It is the run that `simulate` makes. */
export function recordRun(scenario: Scenario): RecordedRun {
  const recording = new RunRecording(scenario);
  return recording.end(recording.watch(new Simulation(scenario, { trace: recording.hear })).finish());
}

/** Fine enough for curves of a run that comes to rest long before its planned end. */
const firstSteps = 800;
