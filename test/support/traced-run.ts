/** Runs a scenario and keeps its trace, for tests that ask what happened when. */
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import type { Run, SimulateOptions } from '../../src/sim/simulate.js';

/** A kind of trace event. */
export type TraceKind = TraceEvent['kind'];

/** The trace events of one kind. */
export type TraceEventOf<K extends TraceKind> = TraceEvent & { readonly kind: K };

/** A finished run and all that happened in it. */
export interface TracedRun extends Run {
  readonly events: readonly TraceEvent[];
  /** The events of one kind, in order. */
  readonly all: <K extends TraceKind>(kind: K) => readonly TraceEventOf<K>[];
}

/** Runs a scenario to its end. */
export function runTraced(scenario: Scenario, options: SimulateOptions = {}): TracedRun {
  const events: TraceEvent[] = [];
  const run = simulate(scenario, { ...options, trace: (event) => events.push(event) });
  return { ...run, events, all: (kind) => listKind(events, kind) };
}

/** The events of one kind, in order. */
export function listKind<K extends TraceKind>(
  events: readonly TraceEvent[],
  kind: K,
): readonly TraceEventOf<K>[] {
  return events.filter((event): event is TraceEventOf<K> => event.kind === kind);
}
