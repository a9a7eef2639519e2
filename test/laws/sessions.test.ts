/**
 * Session guarantees by tokens: held against judges that know nothing of tokens, while all kinds of faults
 * go on. Without tokens the same sessions, under the same faults, see each guarantee broken; a guarantee
 * that was never in danger would not be worth much.
 */
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/sim/report.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { nearest, roamingSessions, token } from '../support/session-scenario.js';

describe('a token of what was written', { timeout: 120_000 }, () => {
  test('lets none of 10,000 roaming sessions miss its own write, whatever fails', () => {
    const sketch = { schedule: 2, sessions: 10_000, faults: 8 };
    const { clients } = simulate(roamingSessions({ ...sketch, reads: token('writes') })).report;
    expect(clients.violations.readYourWrites).toBe(0);
    expect(clients.sessions?.count).toBeGreaterThan(9_700);
    expect(clients.sessions?.tokens?.sentOn).toBeGreaterThan(1000);
    expect(clients.read.availability).toBeGreaterThan(0.8);
    const without = simulate(roamingSessions({ ...sketch, sessions: 2000, reads: nearest })).report;
    expect(without.clients.violations.readYourWrites).toBeGreaterThan(10);
  });

  test('holds back nobody who has not written', () => {
    const reports = [token('writes'), nearest].map((reads) => {
      const scenario = roamingSessions({ schedule: 1, sessions: 500, reads });
      const [group] = scenario.workload.clients;
      const readers = { ...group, mix: { write: 0, read: 1, delete: 0 } };
      return simulate({ ...scenario, workload: { ...scenario.workload, clients: [readers] } }).report;
    });
    expect(reports[0].clients.sessions?.tokens?.waits.count).toBe(0);
    expect(reports[0].clients.read).toEqual(reports[1].clients.read);
  });
});

describe('a token of what was read too', { timeout: 120_000 }, () => {
  test('never takes a session back in time, in any of eight schedules of faults', () => {
    const schedules = [3, 4, 5, 6, 7, 8, 9, 10];
    const sum = (guarded: boolean): { readonly own: number; readonly back: number } => {
      const reads = guarded ? token('reads-too') : nearest;
      const all = schedules.map((schedule) => run(roamingSessions({ schedule, sessions: 400, reads, faults: 6 })));
      return {
        own: total(all.map(({ violations }) => violations.readYourWrites)),
        back: total(all.map(({ violations }) => violations.monotonicReads)),
      };
    };
    expect(sum(true)).toEqual({ own: 0, back: 0 });
    const { own, back } = sum(false);
    expect(own).toBeGreaterThan(10);
    expect(back).toBeGreaterThan(10);
  });

  test('holds where leaders lose their disks: what nobody has any more is refused, not left out', () => {
    const scenario = roamingSessions({ schedule: 1, sessions: 1000, reads: token('reads-too') });
    const faults = [3, 7, 11].map((s, region) => ({
      kind: 'crash' as const,
      region,
      atUs: s * 1_000_000,
      untilUs: s * 1_000_000 + 500_000,
      disk: 'lost' as const,
    }));
    const { clients, lostWrites } = simulate({ ...scenario, faults }).report;
    expect(lostWrites.byCause.disk).toBeGreaterThan(0);
    expect(clients.violations.readYourWrites).toBe(0);
    expect(clients.violations.monotonicReads).toBe(0);
    expect(clients.sessions?.tokens?.refused).toBeGreaterThan(0);
  });
});

describe('a causal session', { timeout: 120_000 }, () => {
  test('has all four guarantees and causal order, in any of six schedules of faults', () => {
    const broken = { own: 0, back: 0, order: 0, follow: 0 };
    for (const schedule of [11, 12, 13, 14, 15, 16]) {
      const sketch = { schedule, sessions: 400, faults: 6 };
      const causal = roamingSessions({ ...sketch, reads: token('causal'), isCausal: true });
      expect(run(withHybridStamps(causal)).violations, `schedule ${schedule}`).toEqual({
        readYourWrites: 0,
        monotonicReads: 0,
        monotonicWrites: 0,
        writesFollowReads: 0,
        causal: 0,
      });
      const { violations } = run(withHybridStamps(roamingSessions({ ...sketch, reads: nearest })));
      broken.own += violations.readYourWrites ?? 0;
      broken.back += violations.monotonicReads ?? 0;
      broken.order += violations.monotonicWrites ?? 0;
      broken.follow += violations.writesFollowReads ?? 0;
    }
    for (const count of Object.values(broken)) expect(count).toBeGreaterThan(5);
  });
});

/** A write gets a greater stamp than all that its leader has taken in, whatever clocks say. */
function withHybridStamps(scenario: Scenario): Scenario {
  return { ...scenario, conflicts: { ...scenario.conflicts, timestamps: 'hybrid' } };
}

function run(scenario: Scenario): Report['clients'] {
  return simulate(scenario).report.clients;
}

function total(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((sum, count) => sum + (count ?? NaN), 0);
}
