import { describe, expect, test } from 'vitest';
import { simulate } from '../../../src/sim/simulate.js';
import type { Resilience } from '../../../src/sim/scenario.js';
import { certifiedScenario, cutOff } from '../../support/certified-scenario.js';
import { ms, read, update, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

const stubborn: Resilience = {
  timeoutUs: 2_000 * ms,
  retries: 5,
  backoff: { baseUs: 100 * ms, times: 2, mostUs: 1_000 * ms, jitter: 'none' },
  idempotencyKeys: true,
  breaker: null,
  bulkhead: null,
};

/** A write a second in each region, of one row, all at the same moments. */
function rivals(resilience?: Resilience): ReturnType<typeof certifiedScenario> {
  const plain = certifiedScenario({ durationUs: 5_000 * ms, keys: 1 });
  const mix = { write: 1, read: 0, delete: 0 };
  const clients = [0, 1, 2].map((region) => ({
    region, ratePerS: 1, arrivals: 'constant' as const, mix, ...(resilience === undefined ? {} : { resilience }),
  }));
  return { ...plain, workload: { ...plain.workload, clients } };
}

describe('a world that certifies', () => {
  test('of writes that meet one is acknowledged, and the others have no effect on anybody', () => {
    const { report, all } = runTraced(
      certifiedScenario({
        durationUs: 2_000 * ms,
        workload: { script: [write(1_000 * ms, 1, 'x', 'mine'), write(1_005 * ms, 2, 'x', 'yours')] },
      }),
    );
    expect(report.writes).toMatchObject({ acknowledged: 1, rejected: 1, indeterminate: 0 });
    expect(all('refuse').map(({ replica, reason }) => [replica, reason])).toEqual([['c', 'certification']]);
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([['mine'], ['mine'], ['mine']]);
    expect(report.conflicts).toMatchObject({ distinct: 0, concurrentPairs: 0 });
  });

  test('who tries again commits, since by then it has seen who was first', () => {
    const { report } = simulate(rivals());
    const { report: again } = simulate(rivals(stubborn));
    expect(report.writes.rejected).toBeGreaterThan(5);
    expect(again.writes).toMatchObject({ rejected: 0, indeterminate: 0, acknowledged: again.writes.attempted });
    expect(again.certification?.committed).toBe(again.writes.acknowledged);
    expect(again.certification?.aborted).toBeGreaterThanOrEqual(report.writes.rejected);
  });

  test('an update of a row that its region has not applied finds nothing to change', () => {
    const { report, all } = runTraced(
      certifiedScenario({
        durationUs: 2_000 * ms,
        workload: {
          script: [write(500 * ms, 0, 'x', 'first'), update(505 * ms, 1, 'x', 'early'), update(1_000 * ms, 1, 'x', 'late')],
        },
      }),
    );
    expect(all('refuse').map(({ reason }) => reason)).toEqual(['no-record']);
    expect(report.finalValues[0].replicas[0].values).toEqual(['late']);
  });

  test('whoever dies with a write in its hands leaves it without an answer, and it commits all the same', () => {
    const { report } = simulate(
      certifiedScenario({
        durationUs: 3_000 * ms,
        // It is in the order 10 ms later, and its origin would hear of that after 40.
        workload: { script: [write(1_000 * ms, 1, 'x', 'left behind')] },
        faults: [{ kind: 'crash', atUs: 1_020 * ms, untilUs: 2_000 * ms, region: 1 }],
      }),
    );
    expect(report.writes).toMatchObject({ acknowledged: 0, indeterminate: 1 });
    expect(report.certification?.committed).toBe(1);
    expect(report.settled).toBe(true);
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([
      ['left behind'], ['left behind'], ['left behind'],
    ]);
  });

  test('a region that lost its disk gets the order again, and nothing is lost', () => {
    const { report } = simulate(
      certifiedScenario({
        durationUs: 5_000 * ms,
        ratePerS: 20,
        keys: 10,
        faults: [{ kind: 'crash', atUs: 2_000 * ms, untilUs: 3_000 * ms, region: 0, disk: 'lost' }],
      }),
    );
    expect(report.settled).toBe(true);
    expect(report.convergence.verdict).toBe('holds');
    expect(report.fates).toMatchObject({ lost: 0, pending: 0 });
    expect(report.certification?.elections).toBe(2);
  });

  test('a region that stays cut off is owed what the others commit, and its own writes have no answer', () => {
    const { report } = simulate(
      certifiedScenario({
        durationUs: 3_000 * ms,
        ratePerS: 10,
        keys: 1000,
        replication: { minority: 'block' },
        faults: [cutOff(2, { fromMs: 1_000, untilMs: null })],
      }),
    );
    expect(report.fates.lost).toBe(0);
    expect(report.fates.pending).toBeGreaterThan(20);
    expect(report.writes.indeterminate).toBeGreaterThan(10);
    expect(report.convergence.verdict).not.toBe('holds');
  });

  test('a synced read sees what was acknowledged before it, wherever it was written', () => {
    const wake = (reads: 'local' | 'synced') =>
      simulate(
        certifiedScenario({
          durationUs: 2_000 * ms,
          replication: { reads },
          // Acknowledged at its origin, which orders, 20 ms later; known elsewhere 10 ms after that.
          workload: { script: [write(1_000 * ms, 0, 'x', 'new'), read(1_025 * ms, 2, 'x')] },
        }),
      ).report;
    expect(wake('local')).toMatchObject({ clients: { linearizable: 'violated' } });
    expect(wake('local').scriptedReads[0].values).toEqual([]);
    expect(wake('synced')).toMatchObject({ clients: { linearizable: 'holds' } });
    expect(wake('synced').scriptedReads[0].values).toEqual(['new']);
  });

  test('recording changes nothing', () => {
    const faults = [cutOff(1, { fromMs: 1_000, untilMs: 2_000 })];
    const scenario = certifiedScenario({ durationUs: 3_000 * ms, ratePerS: 20, keys: 5, faults });
    expect(runTraced(scenario).report.fingerprint).toBe(simulate(scenario).report.fingerprint);
  });
});
