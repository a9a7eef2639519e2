import { expect, test } from 'vitest';
import { simulate } from '../../../src/sim/simulate.js';
import type { ScriptedOp } from '../../../src/sim/scenario.js';
import { load } from '../../scenarios/document-of.js';
import { ms, scenario } from '../../support/scenario.js';

const write: ScriptedOp = { atUs: 100 * ms, region: 0, client: 'alice', kind: 'write', key: 'x', value: 'A' };

function read(atMs: number, region: number, client: string): ScriptedOp {
  return { atUs: atMs * ms, region, client, kind: 'read', key: 'x', value: null };
}

function clientsOf(script: readonly ScriptedOp[], rules = {}) {
  return simulate(scenario({ workload: { script }, conflicts: rules })).report.clients;
}

test('what a session misses and what goes back is counted, one model at a time', () => {
  const sound = { readYourWrites: 0, monotonicReads: 0, monotonicWrites: 0, writesFollowReads: 0, causal: 0 };
  const early = clientsOf([write, read(105, 1, 'alice'), read(150, 1, 'alice')]);
  expect(early).toMatchObject({ linearizable: 'violated', violations: { ...sound, readYourWrites: 1, causal: 1 } });
  const back = clientsOf([write, read(104, 0, 'bob'), read(106, 1, 'bob')]);
  expect(back).toMatchObject({ linearizable: 'violated', violations: { ...sound, monotonicReads: 1, causal: 1 } });
  const patient = clientsOf([write, read(150, 1, 'alice'), read(160, 0, 'bob')]);
  expect(patient).toMatchObject({ linearizable: 'holds', violations: sound });
});

test('where nobody reads, or values are merged, nothing is said', () => {
  const unjudged = { linearizable: 'unknown', violations: { readYourWrites: null, causal: null } };
  expect(clientsOf([write])).toMatchObject(unjudged);
  expect(clientsOf([write, read(150, 1, 'alice')], { resolve: 'mv-register' })).toMatchObject(unjudged);
});

test('a judged run is the same run, and hands out no history that nobody asked for', () => {
  const each = scenario({ workload: { script: [write, read(105, 1, 'alice')] } });
  const [plain, logged] = [simulate(each), simulate(each, { logsRequests: true })];
  expect(plain.report).toEqual(logged.report);
  expect([plain.history === undefined, logged.history === undefined]).toEqual([true, false]);
});

test.each([
  ['certification', 'strategy: certification'],
  ['shared-storage', 'strategy: shared-storage'],
])('under %s the versions of a key have one order, and all guarantees are judged', (_, strategy) => {
  const { scenario: each } = load(`
duration: 2s
regions: { a: , b: , c: }
links: { default: { latency: 10ms } }
replication: { ${strategy} }
workload:
  script:
    - { at: 100ms, in: b, as: ann, write: { x: A } }
    - { at: 500ms, in: b, as: ann, write: { x: B } }
    - { at: 1s, in: c, as: bob, read: x }
    - { at: 1200ms, in: c, as: bob, write: { x: C } }
`);
  const { report, history } = simulate(each, { logsRequests: true });
  expect([...(history?.history.versionOrder ?? [])]).toEqual([['x', ['A', 'B', 'C']]]);
  expect(report.clients.violations).toMatchObject({ monotonicWrites: 0, writesFollowReads: 0 });
});
