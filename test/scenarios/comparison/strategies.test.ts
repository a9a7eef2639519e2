import { expect, test } from 'vitest';
import { strategyNames, strategyVariants } from '../../../src/scenarios/comparison/strategies.js';
import { load } from '../document-of.js';

const body = `
regions: { a: { followers: 2 }, b: {}, c: {}, d: {} }
replication: { batch: { every: 5ms }, metadata: 100B }`;

test('every strategy makes a valid scenario of a plain one, with its workload and metadata', () => {
  const { scenario } = load(body);
  const chosen = strategyVariants(strategyNames, scenario);
  expect(chosen.ok).toBe(true);
  for (const { changes } of chosen.ok ? chosen.variants : []) {
    const other = load(body, { overrides: changes }).scenario;
    expect(other.workload).toEqual(scenario.workload);
    expect(other.replication.metadataBytes).toBe(100);
  }
});

test('a scenario that is of the strategy already stays as it is written', () => {
  const { scenario } = load(body);
  const chosen = strategyVariants(['multi-leader'], scenario);
  expect(chosen).toEqual({ ok: true, variants: [{ name: 'multi-leader', changes: [] }] });
});

test('leaderless keeps three copies, and no followers', () => {
  const { scenario } = load(body);
  const chosen = strategyVariants(['leaderless'], scenario);
  const [{ changes }] = chosen.ok ? chosen.variants : [];
  const { replication, regions } = load(body, { overrides: changes }).scenario;
  expect(replication).toMatchObject({ strategy: 'leaderless', copies: { kind: 'in-all', count: 3 } });
  expect(regions.map(({ followers }) => followers.count)).toEqual([0, 0, 0, 0]);
});

test.each([
  ['single-leader', { strategy: 'single-leader', protocol: 'log-shipping', failover: { kind: 'majority' } }],
  ['raft', { strategy: 'single-leader', protocol: 'raft' }],
  ['certification', { strategy: 'certification' }],
  ['shared-storage', { strategy: 'shared-storage' }],
])('%s leaves out what only several leaders have', (name, expected) => {
  const ring = `${body}\ntopology: ring\nconflicts: { resolve: siblings }`;
  const chosen = strategyVariants([name], load(ring).scenario);
  const [{ changes }] = chosen.ok ? chosen.variants : [];
  expect(changes.map(({ path }) => path)).toEqual(['replication', 'regions.a.followers', 'topology', 'conflicts']);
  expect(load(ring, { overrides: changes }).scenario.replication).toMatchObject(expected);
  const again = strategyVariants([name], load(ring, { overrides: changes }).scenario);
  expect(again).toEqual({ ok: true, variants: [{ name, changes: [] }] });
});

test('two regions have no majority without each other, so nobody takes over', () => {
  const { scenario } = load('regions: { a: , b: }');
  const chosen = strategyVariants(['single-leader'], scenario);
  const [{ changes }] = chosen.ok ? chosen.variants : [];
  const { replication } = load('regions: { a: , b: }', { overrides: changes }).scenario;
  expect(replication).toMatchObject({ failover: { kind: 'none' } });
});

test.each([
  ['leaderles', 'did you mean "leaderless"?'],
  ['leaderless,leaderless', 'twice'],
])('--strategies %s is refused', (names, message) => {
  const chosen = strategyVariants(names.split(','), load(body).scenario);
  expect(chosen.ok ? '' : chosen.message).toContain(message);
});
