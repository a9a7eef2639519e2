/** A run with all that happened in it, for whoever shows or exports it whole. */
import type { Observation } from '../sim/observation.js';
import type { TraceEvent } from '../sim/record/trace.js';
import type { Report } from '../sim/report.js';
import type { Scenario } from '../sim/scenario.js';
import { Simulation } from '../sim/simulate.js';
import type { Run } from '../sim/simulate.js';
import type { ResolverModule } from './load-resolver.js';

/** A finished run, its events, and looks at it in even steps of time. */
export interface RecordedRun {
  readonly scenario: Scenario;
  readonly run: Run;
  /** Every event, in order; null where there are more than can be kept. */
  readonly trace: readonly TraceEvent[] | null;
  /** From the beginning to rest; the last one is of the end. */
  readonly samples: readonly Observation[];
}

/** How to record. */
export interface RecordOptions {
  /** The scenario's own resolver, which is opened for each run; null: none. Default: null. */
  readonly resolver?: Pick<ResolverModule, 'open'> | null;
  /** How many looks; default: 240. */
  readonly samples?: number;
  /** What the same run reported before, where that is known: it says when the end is. */
  readonly known?: Pick<Report, 'events' | 'simulatedMs'> | null;
}

/** The engine's events beyond which none is kept. */
export const mostRecordedEvents = 2_000_000;

/**
 * Runs to the end, twice: to learn when that is, unless it is known, and to look. Looking changes nothing: the run is the one that
 * `simulate` makes.
 */
export function recordRun(scenario: Scenario, { resolver = null, samples = 240, known = null }: RecordOptions = {}): RecordedRun {
  const report = known ?? new Simulation(scenario, { ...resolver?.open() }).finish().report;
  const trace: TraceEvent[] | null = report.events > mostRecordedEvents ? null : [];
  const listening = trace === null ? {} : { trace: (event: TraceEvent) => trace.push(event) };
  const simulation = new Simulation(scenario, { ...resolver?.open(), ...listening });
  const looks: Observation[] = [];
  const endUs = Math.round(report.simulatedMs * 1000);
  for (let i = 0; i < samples; i++) {
    const atUs = Math.floor((endUs * i) / samples);
    simulation.runUntil(atUs);
    looks.push(simulation.observe(atUs));
  }
  const run = simulation.finish();
  return { scenario, run, trace, samples: [...looks, simulation.observe(endUs)] };
}
