/**
 * Stale reads: the engine, which counts while it runs, finds what its plain model finds in the history afterwards,
 * whoever replicates how; and where a key behaves as if there were one copy of it, there are none.
 */
import { assert, describe, expect, test } from 'vitest';
import { simulate } from '../../src/sim/simulate.js';
import type { History, HistoryOperation } from '../../src/sim/record/history.js';
import type { Report } from '../../src/sim/report.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { listStaleReads } from '../model/naive-stale-reads.js';
import { contextScenario } from '../support/context-scenario.js';
import { everythingScenario } from '../support/everything-scenario.js';
import { overlappingQuorums, quorumScenario } from '../support/quorum-scenario.js';
import { randomScenario } from '../support/random-scenario.js';
import { connect, constant, ms, scenario } from '../support/scenario.js';
import { roamingSessions, token } from '../support/session-scenario.js';
import { raftSpec, shippingSpec } from '../support/single-leader-specs.js';
import { storageScenario } from '../support/storage-scenario.js';

/** One leader that crashes, and three regions that write and read. */
function ledScenario(n: number, replication: Scenario['replication']): Scenario {
  const mix = { write: 0.4, read: 0.5, delete: 0.1 };
  return {
    ...scenario({
      seed: `led ${n}`,
      durationUs: 2000 * ms,
      regions: ['a', 'b', 'c'].map((name) => ({ name, clientLatencyUs: ms })),
      topology: connect('mesh', 3, { latency: constant(20 * ms) }),
      workload: {
        keys: { count: 8, choose: { kind: 'uniform' } },
        clients: [0, 1, 2].map((region) => ({ region, ratePerS: 40, arrivals: 'poisson' as const, mix })),
      },
      faults: [{ kind: 'crash', atUs: (500 + 10 * n) * ms, untilUs: 1500 * ms, region: 0 }],
    }),
    replication,
  };
}

const worlds: readonly (readonly [name: string, runs: number, of: (n: number) => Scenario, least: number])[] = [
  ['several leaders', 60, randomScenario, 100],
  ['several leaders and all that may befall them', 40, everythingScenario, 50],
  ['siblings and contexts', 30, contextScenario, 20],
  ['quorums', 40, quorumScenario, 10],
  ['sessions at followers', 4, (n) => roamingSessions({ schedule: n, sessions: 60, reads: token('writes'), faults: 3 }), 50],
  ['the log of one leader, read anywhere', 8, (n) => ledScenario(n, shippingSpec({ reads: 'local' })), 20],
  ['shared storage', 8, storageScenario, 0],
];

describe.each(worlds)('with %s', (_name, runs, of, least) => {
  const finished = Array.from({ length: runs }, (_, n) => finish(of(n)));

  test('as many reads are stale as in the history, and the first is one of them', () => {
    let found = 0;
    for (const { report, history } of finished) {
      const { staleReads, firstStaleRead } = report.clients;
      if (staleReads === null) continue;
      const stale = listStaleReads(history);
      expect([report.scenario, staleReads]).toEqual([report.scenario, stale.length]);
      const isFirst = ({ key, invokedAtUs }: HistoryOperation): boolean =>
        key === firstStaleRead?.key && invokedAtUs === Math.round(firstStaleRead.atMs * 1000);
      expect([report.scenario, stale.some(isFirst)]).toEqual([report.scenario, stale.length > 0]);
      found += stale.length;
    }
    expect(found).toBeGreaterThanOrEqual(least);
  });

  test('where every key is linearizable, none is stale', () => {
    for (const { report } of finished) {
      const { linearizable, staleReads } = report.clients;
      if (linearizable === 'holds') expect([report.scenario, staleReads ?? 0]).toEqual([report.scenario, 0]);
    }
  });
});

test.each<readonly [string, number, (n: number) => Scenario]>([
  ['Raft reads linearizably', 8, (n) => ledScenario(n, raftSpec({ reads: 'linearizable' }))],
  ['every read meets every write', 30, overlappingQuorums],
])('where %s, no read is stale', (_name, runs, of) => {
  let reads = 0;
  for (let n = 0; n < runs; n++) {
    const { clients, scenario: name } = simulate(of(n)).report;
    reads += clients.read.count;
    expect([name, clients.staleReads ?? 0]).toEqual([name, 0]);
  }
  expect(reads).toBeGreaterThan(200);
});

test.each<readonly [string, (operation: HistoryOperation) => HistoryOperation]>([
  ['the time of the read’s answer', (one) => (one.f === 'read' ? { ...one, invokedAtUs: one.answeredAtUs } : one)],
  ['the time when writes were sent', (one) => (one.f === 'read' ? one : { ...one, answeredAtUs: one.invokedAtUs })],
  ['the time when writes were answered', (one) => (one.f === 'read' ? one : { ...one, invokedAtUs: one.answeredAtUs })],
])('a counter that goes by %s would be found out', (_name, change) => {
  const differs = Array.from({ length: 30 }, (_, n) => finish(randomScenario(n))).some(({ report, history }) => {
    const changed = { ...history, operations: history.operations.map(change) };
    return report.clients.staleReads !== null && listStaleReads(changed).length !== report.clients.staleReads;
  });
  expect(differs).toBe(true);
});

function finish(world: Scenario): { readonly report: Report; readonly history: History } {
  const { report, history } = simulate(world, { logsRequests: true });
  assert(history !== undefined);
  return { report, history: history.history };
}
