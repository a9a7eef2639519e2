/** Two strategies under one seed meet the same workload and the same network, event by event. */
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { ConflictRules, Scenario } from '../../src/sim/scenario.js';
import { randomScenario } from '../support/random-scenario.js';
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
