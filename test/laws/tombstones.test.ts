/** What collecting tombstones promises, and what it costs when it comes too soon. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Report } from '../../src/sim/report.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { judgeNaively } from '../model/naive-oracle.js';
import { listResurrectedKeys } from '../model/naive-tombstones.js';
import { tombstoneScenario, withSafeLinks } from '../support/tombstone-scenario.js';

const runsEach = 250;

interface TombstoneRun {
  readonly scenario: Scenario;
  readonly report: Report;
  readonly events: readonly TraceEvent[];
}

const safe: TombstoneRun[] = [];
const hasty: TombstoneRun[] = [];

beforeAll(() => {
  for (let n = 0; n < runsEach; n++) {
    safe.push(run(withSafeLinks(tombstoneScenario(n, { kind: 'after-all-know' }))));
    hasty.push(run(tombstoneScenario(n, { kind: 'grace', keepUs: 20_000 + 10_000 * (n % 20) })));
  }
}, 120_000);

describe('tombstones that are kept until all know', () => {
  test('are collected in most runs, and no deleted row ever comes back', () => {
    expect(safe.filter(({ report }) => counts(report).collected > 0).length).toBeGreaterThan(runsEach / 2);
    for (const { report } of safe) expect([report.scenario, counts(report).resurrectedKeys]).toEqual([report.scenario, 0]);
    for (const { report, events } of safe) expect([report.scenario, ...listResurrectedKeys(events)]).toEqual([report.scenario]);
    const revived = safe.flatMap(({ events }) => events.filter((event) => event.kind === 'tombstone' && event.change === 'revive'));
    expect(revived).toEqual([]);
  });
});

describe('tombstones that are forgotten after a while', () => {
  test('let deleted rows come back in some runs, as many as the trace shows', () => {
    let resurrected = 0;
    for (const { report, events } of hasty) {
      expect([report.scenario, counts(report).resurrectedKeys]).toEqual([report.scenario, listResurrectedKeys(events).length]);
      resurrected += counts(report).resurrectedKeys;
      const { resurrectedDeletes } = report.clients;
      // Each key has a delete that was undone, unless its client never had the answer.
      if (report.writes.indeterminate === 0) expect(resurrectedDeletes ?? 0).toBeGreaterThanOrEqual(counts(report).resurrectedKeys);
      if (counts(report).resurrectedKeys === 0) expect(resurrectedDeletes ?? 0).toBe(0);
    }
    expect(resurrected).toBeGreaterThan(10);
  });
});

describe('whenever they are forgotten', () => {
  test('every acknowledged write has one fate, and every loss one cause', () => {
    for (const { report } of [...safe, ...hasty]) {
      const { visible, superseded, merged, lost, pending } = report.fates;
      expect([report.scenario, visible + superseded + merged + lost + pending]).toEqual([report.scenario, report.writes.acknowledged]);
      const causes = Object.values(report.lostWrites.byCause).reduce((x, y) => x + y, 0);
      expect([report.scenario, causes]).toEqual([report.scenario, lost]);
    }
  });

  test('the kinds of conflicts sum to their number', () => {
    let conflicts = 0;
    for (const { report } of [...safe, ...hasty]) {
      const { byKind, distinct } = report.conflicts;
      const sum = Object.values(byKind ?? {}).reduce((x, y) => x + y, 0);
      expect([report.scenario, sum]).toEqual([report.scenario, distinct]);
      conflicts += distinct;
    }
    expect(conflicts).toBeGreaterThan(1000);
  });

  test('the naive twin finds the same fates where everything is known', () => {
    let compared = 0;
    for (const { scenario, report, events } of [...safe, ...hasty]) {
      if (report.convergence.verdict === 'unknown') continue;
      compared++;
      expect([report.scenario, judgeNaively(events, scenario).fates]).toEqual([report.scenario, report.fates]);
    }
    expect(compared).toBeGreaterThan(runsEach);
  });

  test('the lag of a write at a replica is measured once', () => {
    for (const { report } of [...safe, ...hasty]) {
      expect([report.scenario, report.lag.open >= 0]).toEqual([report.scenario, true]);
    }
  });

  test('recording it does not change a run', () => {
    for (let n = 0; n < 20; n++) {
      const scenario = tombstoneScenario(n, { kind: 'grace', keepUs: 20_000 + 10_000 * (n % 20) });
      expect(simulate(scenario).report).toEqual(hasty[n].report);
    }
  });
});

function run(scenario: Scenario): TombstoneRun {
  const events: TraceEvent[] = [];
  const { report } = simulate(scenario, { trace: (event) => events.push(event) });
  return { scenario, report, events };
}

function counts({ tombstones }: Report): NonNullable<Report['tombstones']> {
  if (tombstones === null) throw new Error('there are tombstones');
  return tombstones;
}
