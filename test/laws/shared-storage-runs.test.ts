/** What shared storage promises a client, in whole runs under random faults: nothing acknowledged is lost. */
import { beforeAll, describe, expect, test } from 'vitest';
import { simulate, type Run } from '../../src/sim/simulate.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { storageScenario } from '../support/storage-scenario.js';

const count = Number(process.env['STORAGE_RUNS'] ?? 40);

describe('in random runs with shared storage', () => {
  const finished: { readonly scenario: Scenario; readonly run: Run }[] = [];
  beforeAll(() => {
    for (let n = 0; n < count; n++) {
      const scenario = storageScenario(n);
      finished.push({ scenario, run: simulate(scenario) });
    }
  }, 60_000);

  test('every acknowledged write has one fate, and none is lost', () => {
    for (const { scenario, run } of finished) {
      const { fates, writes } = run.report;
      expect(fates.visible + fates.superseded + fates.merged, scenario.name).toBe(writes.acknowledged);
      expect(run.lostWrites, scenario.name).toEqual([]);
    }
  });

  test('all instances come to hold the same', () => {
    for (const { scenario, run } of finished) {
      expect(run.report.unsettled, scenario.name).toEqual([]);
      expect(run.report.convergence.verdict, scenario.name).toBe('holds');
    }
  });

  test('no write is concurrent to another, whoever wrote when', () => {
    for (const { scenario, run } of finished) expect(run.report.conflicts.concurrentPairs, scenario.name).toBe(0);
  });

  test('writers are replaced, and storage nodes fill their holes', () => {
    const sum = (read: (run: Run) => number | undefined): number =>
      finished.reduce((total, { run }) => total + (read(run) ?? 0), 0);
    expect(sum(({ report }) => report.sharedStorage?.takeovers)).toBeGreaterThan(count / 2);
    expect(sum(({ report }) => report.sharedStorage?.gossiped)).toBeGreaterThan(count);
    expect(sum(({ report }) => report.writes.indeterminate)).toBeGreaterThan(count / 4);
  });

  test('the same seed repeats the same run', () => {
    for (const { scenario, run } of finished.slice(0, 5)) {
      expect(simulate(scenario).report.fingerprint).toBe(run.report.fingerprint);
    }
  });
});
