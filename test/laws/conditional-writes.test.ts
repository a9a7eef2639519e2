/**
 * What consensus promises of conditional writes: whatever the network, clocks and crashes do, as long as disks
 * stay, they take effect one after the other, each where its condition is met; and serial reads see that.
 */
import { assert, describe, expect, test } from 'vitest';
import { isScalar } from '../../src/sim/record/history.js';
import type { PaxosRules } from '../../src/sim/replication/leaderless/paxos/paxos.js';
import { simulate, type Run } from '../../src/sim/simulate.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { agreeing, conditionalScenario, type Want } from '../support/conditional-scenario.js';
import { bothWays, ms, scenario } from '../support/scenario.js';

const count = 200;

describe('amid random faults', () => {
  test('at most one booking is ever acknowledged, and every serial read agrees with it', () => {
    const runs = runAll('booking');
    for (const { report, history } of runs) {
      const { scenario, writes, clients, lostWrites } = report;
      expect(writes.acknowledged, scenario).toBeLessThanOrEqual(1);
      expect(clients.linearizable, scenario).not.toBe('violated');
      expect(lostWrites.everywhere, scenario).toBe(0);
      assert(history !== undefined);
      const { operations } = history.history;
      const seen = operations.flatMap(({ f, result }) => (f === 'read' && result !== null ? [result] : []));
      const booked = operations.flatMap(({ f, value, outcome }) =>
        f === 'cas' && outcome === 'ok' && !isScalar(value) ? [value[1]] : [],
      );
      expect(new Set([...seen, ...booked]).size, scenario).toBeLessThanOrEqual(1);
    }
    // The runs were not idle: most had a booking, some met others' proposals half done, some gave up.
    expect(runs.filter(({ report }) => report.writes.acknowledged === 1).length).toBeGreaterThan(count / 2);
    expect(sumOf(runs, 'retries')).toBeGreaterThan(count);
    expect(sumOf(runs, 'finished')).toBeGreaterThan(count / 10);
    expect(sumOf(runs, 'undecided')).toBeGreaterThan(0);
  }, 60_000);

  test('chains of changes from one value to the next are linearizable', () => {
    const runs = runAll('chain');
    for (const { report } of runs) {
      expect(report.clients.linearizable, report.scenario).not.toBe('violated');
      expect(report.lostWrites.everywhere, report.scenario).toBe(0);
    }
    expect(runs.filter(({ report }) => report.clients.linearizable === 'holds').length).toBeGreaterThan(0.8 * count);
    expect(sumOf(runs, 'applied')).toBeGreaterThan(count / 2);
  }, 60_000);

  test('every conditional write ends in exactly one way', () => {
    for (const { report } of runAll('chain').slice(0, 50)) {
      const { writes, transactions } = report;
      assert(transactions !== null);
      const asked = conditionalScenario(Number(report.scenario.split('-')[1]), 'chain').workload.script;
      expect(writes.attempted).toBe(asked.filter(({ kind }) => kind === 'write').length);
      expect(writes.rejected).toBe(transactions.unmet);
    }
  }, 60_000);
});

describe('a broken engine is noticed', () => {
  test('what an acceptor accepted is finished by the next proposer, though the acceptor crashed', () => {
    const { writes, clients, transactions } = simulate(acceptorCrashes).report;
    expect(writes).toMatchObject({ acknowledged: 1, rejected: 1 });
    expect(transactions).toMatchObject({ applied: 1, unmet: 1, finished: 1 });
    expect(clients.linearizable).toBe('holds');
  });

  test.each<[string, Partial<PaxosRules>]>([
    ['an acceptor that forgets', { crashAcceptor: (acceptor) => { acceptor.loseDisk(); } }],
    ['a proposer that does not finish what it finds', { findUnfinished: () => null }],
  ])('%s lets both have the room', (_name, paxosRules) => {
    const { writes, clients } = simulate(acceptorCrashes, { paxosRules }).report;
    expect(writes).toMatchObject({ acknowledged: 2, rejected: 0 });
    expect(clients.linearizable).toBe('violated');
  });
});

/**
 * `a` has `b` accept its booking at 1.05 s, hears that at 1.06 s, commits and answers; `b` crashes before the
 * commit is there, and `a` is out of reach from then on. All that is left of it is what `b` accepted.
 */
const acceptorCrashes: Scenario = {
  ...scenario({
    regions: ['a', 'b', 'c'],
    durationUs: 3000 * ms,
    workload: {
      script: [
        { atUs: 1000 * ms, region: 0, client: 'alice', kind: 'write', key: 'x', value: 'A', condition: { kind: 'absent' } },
        { atUs: 2000 * ms, region: 2, client: 'bob', kind: 'write', key: 'x', value: 'B', condition: { kind: 'absent' } },
        { atUs: 2500 * ms, region: 2, client: 'bob', kind: 'read', key: 'x', value: null },
      ],
    },
    faults: [
      { kind: 'partition', atUs: 0, untilUs: 2900 * ms, cuts: bothWays([0, 2]) },
      { kind: 'partition', atUs: 1065 * ms, untilUs: 2900 * ms, cuts: bothWays([0, 1]) },
      { kind: 'crash', atUs: 1065 * ms, untilUs: 1100 * ms, region: 1, disk: 'kept' },
    ],
  }),
  replication: agreeing({ nodes: 3, write: { kind: 'count', count: 1 } }),
};

function runAll(want: Want): readonly Run[] {
  return Array.from({ length: count }, (_, n) => simulate(conditionalScenario(n, want), { logsRequests: true }));
}

function sumOf(runs: readonly Run[], figure: 'applied' | 'retries' | 'finished' | 'undecided'): number {
  return runs.reduce((sum, { report }) => sum + (report.transactions?.[figure] ?? 0), 0);
}
