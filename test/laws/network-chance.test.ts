/** Two strategies under one seed meet the same workload and the same network, event by event. */
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { ClientGroup, ConflictRules, Scenario } from '../../src/sim/scenario.js';
import { randomScenario } from '../support/random-scenario.js';
import { connect, ms, scenario } from '../support/scenario.js';
import { runTraced } from '../support/traced-run.js';

const scenarios = Array.from({ length: 60 }, (_, i) => randomScenario(3000 + i));
const strategies: readonly Partial<ConflictRules>[] = [
  { resolve: 'siblings', detect: 'version-vector' },
  { resolve: 'arrival', detect: 'timestamp' },
  { resolve: 'fww', detect: 'version-vector' },
];

describe.each(strategies)('last-write-wins and %j under one seed', (rules) => {
  test('accept the same writes at the same moments with the same stamps', () => {
    let accepted = 0;
    for (const each of scenarios) {
      const [one, two] = bothTraces(each, rules);
      expect(pick(two, 'accept'), each.name).toEqual(pick(one, 'accept'));
      accepted += pick(one, 'accept').length;
    }
    expect(accepted).toBeGreaterThan(3000);
  });

  test('send, lose and receive the same messages at the same moments', () => {
    for (const each of scenarios) {
      const [one, two] = bothTraces(each, rules);
      for (const kind of ['send', 'receive', 'drop', 'refuse', 'acknowledge'] as const) {
        expect(pick(two, kind), each.name).toEqual(pick(one, kind));
      }
    }
  });
});

test('clients of another region change neither what one region sends nor how long it takes', () => {
  const mix = { write: 1, read: 0, delete: 0 };
  const from = (region: number): ClientGroup => {
    return { region, ratePerS: 100, arrivals: 'poisson', mix };
  };
  const latency = { kind: 'uniform', minUs: 0, maxUs: 80 * ms } as const;
  const topology = connect('mesh', 3, { latency, loss: 0.2, transport: 'datagram' });
  const regions = ['a', 'b', 'c'];
  const sentByA = (clients: readonly ClientGroup[]): readonly object[] => {
    const run = runTraced(scenario({ regions, topology, workload: { clients } }));
    const order = run.all('accept').filter(({ replica }) => replica === 'a');
    const nthOf = new Map(order.map(({ write }, i) => [write, i]));
    return [...run.all('send'), ...run.all('receive'), ...run.all('drop')]
      .filter((event) => event.from === 'a')
      .map((event) => ({ ...event, writes: event.writes.map((write) => nthOf.get(write)) }));
  };
  const alone = sentByA([from(0)]);
  expect(alone.length).toBeGreaterThan(200);
  expect(sentByA([from(1), from(0), from(2)])).toEqual(alone);
});

function bothTraces(
  each: Scenario,
  rules: Partial<ConflictRules>,
): readonly [readonly TraceEvent[], readonly TraceEvent[]] {
  const under = (conflicts: Partial<ConflictRules>): readonly TraceEvent[] =>
    runTraced({ ...each, conflicts: { ...each.conflicts, ...conflicts } }).events;
  return [under({ resolve: 'lww', detect: 'version-vector' }), under(rules)];
}

/** The events of a kind, without what the strategy decided. */
function pick(events: readonly TraceEvent[], kind: TraceEvent['kind']): readonly object[] {
  return events
    .filter((event) => event.kind === kind)
    .map((event) => (event.kind === 'accept' ? { ...event, holds: null } : event));
}
