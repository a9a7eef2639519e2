import { describe, expect, test } from 'vitest';
import { loadCase, readPlainScenario } from '../../../src/scenarios/fuzz/case-document.js';
import { materializeFaults } from '../../../src/scenarios/fuzz/materialize-faults.js';
import { spellOut } from '../../../src/scenarios/fuzz/spell-out.js';
import type { Change, TestCase } from '../../../src/scenarios/fuzz/test-case.js';
import { listAt, mappingAt } from '../../../src/scenarios/fuzz/test-case.js';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import type { Report } from '../../../src/sim/report.js';
import { simulate } from '../../../src/sim/simulate.js';
import { documentOf } from '../document-of.js';

function caseFrom(body: string): TestCase {
  return { base: readPlainScenario(documentOf(body), 's', []), changes: [] };
}

function run(testCase: TestCase): { readonly report: Report; readonly events: readonly TraceEvent[] } {
  const events: TraceEvent[] = [];
  const loaded = loadCase('s', testCase);
  if (loaded === null) throw new Error('the case cannot run');
  const { report } = simulate(loaded.scenario, { trace: (event) => events.push({ ...event }) });
  return { report, events };
}

const regions = 'regions: { a: {}, b: {} }\nlinks: { default: { latency: 20ms } }\nduration: 2s';

describe('clients spelt out', () => {
  test.each([
    ['writes, deletes and reads', 'lww', 'write: 50%, delete: 20%, read: 30%'],
    ['changes of a set', 'or-set', 'add: 60%, remove: 40%'],
    ['increments', 'pn-counter', 'increment: 100%'],
    ['fields', 'field-wise', 'set: 100%'],
  ])('do the same as before: %s', (_title, resolve, mix) => {
    const testCase = caseFrom(`${regions}
conflicts: { resolve: ${resolve} }
workload: { keys: { count: 3 }, clients: [{ in: all, rate: 10/s, mix: { ${mix} } }] }`);
    const before = run(testCase);
    const spelt = spellOut(testCase, before.events);
    expect(spelt.length).toBe(2);
    for (const one of spelt) {
      const { report } = run(one);
      expect(listAt(mappingAt(one.base, 'workload'), 'clients')).toEqual([]);
      expect(report.writes).toEqual(before.report.writes);
      expect(report.fates).toEqual(before.report.fates);
      expect(report.conflicts.distinct).toBe(before.report.conflicts.distinct);
    }
    expect(before.report.writes.acknowledged).toBeGreaterThan(10);
  });

  test('leave a script as it is, and take the changes of the workload with them', () => {
    const { base } = caseFrom(`${regions}
workload:
  clients: [{ in: a, rate: 5/s }]
  script: [{ at: 1s, in: b, as: bob, write: { x: B } }]`);
    const testCase: TestCase = {
      base,
      changes: [{ kind: 'rates', times: 2 }, { kind: 'clock', region: 'a', field: 'skew', value: '5ms' }],
    };
    const before = run(testCase);
    const [spelt] = spellOut(testCase, before.events);
    expect(spelt.changes).toEqual([testCase.changes[1]]);
    const script = listAt(mappingAt(spelt.base, 'workload'), 'script');
    expect(script[0]).toEqual({ at: '1s', in: 'b', as: 'bob', write: { x: 'B' } });
    expect(script.length).toBe(before.report.writes.attempted);
    expect(run(spelt).report.fates).toEqual(before.report.fates);
  });

  test('there is nothing to spell out without clients, and no word for new rows', () => {
    const scripted = caseFrom(`${regions}\nworkload: { script: [{ at: 1s, in: b, write: { x: B } }] }`);
    expect(spellOut(scripted, run(scripted).events)).toEqual([]);
    const creating = caseFrom(`${regions}\nworkload: { clients: [{ in: a, rate: 5/s, mix: { create: 100% } }] }`);
    expect(spellOut(creating, run(creating).events)).toEqual([]);
  });
});

test('what a nemesis drew does the same once a document says it', () => {
  const base = `${regions}
faults: [{ at: 100ms, until: 200ms, slow: { in: a, times: 3 } }]
nemesis: { faults: 12 }
workload: { clients: [{ in: all, rate: 20/s }] }`;
  const crash: Change = { kind: 'fault', fault: { at: '1s', until: '1.1s', crash: 'b' } };
  for (const seed of ['1', '2', '3']) {
    const testCase: TestCase = { ...caseFrom(`seed: "${seed}"\n${base}`), changes: [crash] };
    const before = run(testCase).report;
    const explicit = materializeFaults(testCase, before.faults);
    expect(explicit.base['nemesis']).toBe(undefined);
    expect(explicit.changes).toHaveLength(13);
    expect(run(explicit).report.fingerprint).toBe(before.fingerprint);
  }
});
