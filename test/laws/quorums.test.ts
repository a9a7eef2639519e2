/**
 * What quorums promise. A read of R copies and a write of W share a copy where R + W > N; so with right
 * clocks, and with nobody standing in for anybody, a read never returns less than a write that was answered
 * before it was asked. Hints bring every survivor what it missed.
 */
import { assert, beforeAll, describe, expect, test } from 'vitest';
import type { HistoryOperation } from '../../src/sim/record/history.js';
import { simulate, type Run } from '../../src/sim/simulate.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { overlappingQuorums, quorumScenario } from '../support/quorum-scenario.js';

const count = 150;

interface Finished {
  readonly scenario: Scenario;
  readonly run: Run;
}

describe('in random runs without a leader', () => {
  const finished: Finished[] = [];
  beforeAll(() => {
    for (let n = 0; n < count; n++) {
      const scenario = quorumScenario(n);
      finished.push({ scenario, run: simulate(scenario) });
    }
  }, 60_000);

  test('every acknowledged write has one fate, and no copy stands where none is kept', () => {
    for (const { scenario, run } of finished) {
      const { fates, writes } = run.report;
      const sum = fates.visible + fates.superseded + fates.merged + fates.lost + fates.pending;
      expect(sum, scenario.name).toBe(writes.acknowledged);
    }
  });

  test('hints leave no copy behind, wherever disks and nodes stay', () => {
    const hinted = finished.filter(({ scenario: { replication } }) =>
      replication.strategy === 'leaderless' && replication.hints !== null,
    );
    expect(hinted.length).toBeGreaterThan(count / 4);
    const kept = hinted.filter(({ run }) => (run.report.quorums?.hintsKept ?? 0) > 0);
    expect(kept.length).toBeGreaterThan(10);
    for (const { scenario, run } of hinted) {
      if (!run.report.settled || scenario.faults.some(({ kind }) => kind === 'crash' || kind === 'outage')) continue;
      expect(run.report.convergence.verdict, scenario.name).toBe('holds');
      expect(run.report.lostWrites.byCause.queue, scenario.name).toBe(0);
    }
  });

  test('without hints, repair or anti-entropy some copy stays behind somewhere', () => {
    const bare = finished.filter(({ scenario: { replication } }) =>
      replication.strategy === 'leaderless' && replication.hints === null && replication.readRepair === 'none',
    );
    expect(bare.some(({ run }) => run.report.lostWrites.byCause.queue > 0)).toBe(true);
  });

  test('is the same run twice', () => {
    for (const { scenario, run } of finished.slice(0, 20)) {
      expect(simulate(scenario).report).toEqual(run.report);
    }
  });
});

describe('where quorums overlap', () => {
  test('no read misses a write that was answered before it was asked', () => {
    let judged = 0;
    for (let n = 0; n < count; n++) judged += countFreshReads(simulate(overlappingQuorums(n), { logsRequests: true }));
    expect(judged).toBeGreaterThan(1000);
  }, 60_000);

  test('one answer to each is too few: some read is stale', () => {
    const one = { kind: 'count', count: 1 } as const;
    const stale = Array.from({ length: 30 }, (_, n) => overlappingQuorums(n)).some((each) => {
      const { replication } = each;
      assert(replication.strategy === 'leaderless');
      const lazy = { ...each, replication: { ...replication, write: one, read: one } };
      return listStaleReads(simulate(lazy, { logsRequests: true })).length > 0;
    });
    expect(stale).toBe(true);
  }, 60_000);
});

/** How many reads there were; none may be stale. */
function countFreshReads(run: Run): number {
  expect(listStaleReads(run), run.report.scenario).toEqual([]);
  assert(run.history !== undefined);
  return run.history.history.operations.filter(({ f, outcome }) => f === 'read' && outcome === 'ok').length;
}

/** Reads that returned an earlier version than a write that was answered before they were asked. */
function listStaleReads({ history }: Run): readonly HistoryOperation[] {
  assert(history !== undefined);
  const { operations, versionOrder } = history.history;
  return operations.filter((read) => {
    if (read.f !== 'read' || read.outcome !== 'ok') return false;
    const order = versionOrder.get(read.key) ?? [];
    const placeOf = (value: unknown): number => order.findIndex((version) => version === value);
    const returned = placeOf(read.result);
    return operations.some(
      (write) =>
        write.f === 'write' &&
        write.outcome === 'ok' &&
        write.key === read.key &&
        write.answeredAt < read.invokedAt &&
        placeOf(write.value) > returned,
    );
  });
}
