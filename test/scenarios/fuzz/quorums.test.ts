import { assert, describe, expect, test } from 'vitest';
import { loadCase } from '../../../src/scenarios/fuzz/case-document.js';
import { haveSameQuorums } from '../../../src/scenarios/fuzz/quorums.js';
import type { Mapping } from '../../../src/scenarios/fuzz/test-case.js';
import type { Scenario } from '../../../src/sim/scenario.js';

function scenario(regions: Mapping, replication: Mapping): Scenario {
  const base = { duration: '1s', regions, replication, workload: { clients: [{ in: 'a', rate: '1/s' }] } };
  const loaded = loadCase('one', { base, changes: [] });
  assert(loaded !== null, `cannot run with ${JSON.stringify(replication)}`);
  return loaded.scenario;
}

/** With five regions, and without the last of them. */
function staysTheSame(replication: Mapping): boolean {
  const all: Mapping = { a: {}, b: {}, c: {}, d: {}, e: {} };
  const { e: _gone, ...fewer } = all;
  return haveSameQuorums(scenario(all, replication), scenario(fewer, replication));
}

describe('a region that goes', () => {
  test.each<Mapping>([
    { strategy: 'raft' },
    { strategy: 'certification' },
    { strategy: 'single-leader' },
    { strategy: 'single-leader', failover: 'observer', acknowledge: 'majority' },
    { strategy: 'leaderless' },
  ])('is one of those that decide: %j', (replication) => {
    expect(staysTheSame(replication)).toBe(false);
  });

  test.each<Mapping>([
    { strategy: 'multi-leader' },
    { strategy: 'shared-storage' },
    { strategy: 'single-leader', failover: 'none' },
    { strategy: 'single-leader', failover: 'observer', acknowledge: { any: 1, of: ['b', 'c'] } },
    { strategy: 'leaderless', copies: 3 },
  ])('changes no majority: %j', (replication) => {
    expect(staysTheSame(replication)).toBe(true);
  });
});

test('a datacenter counts where it is asked by itself', () => {
  const apart = { a: {}, b: {}, c: {} };
  const together = { a: { datacenter: 'eu' }, b: { datacenter: 'eu' }, c: { datacenter: 'us' } };
  const same = (write: string): boolean => {
    const replication = { strategy: 'leaderless', write };
    return haveSameQuorums(scenario(apart, replication), scenario(together, replication));
  };
  expect([same('quorum'), same('local-quorum'), same('each-quorum')]).toEqual([true, false, false]);
});
