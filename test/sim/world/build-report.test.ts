import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { buildReport } from '../../../src/sim/world/build-report.js';
import { World } from '../../../src/sim/world/world.js';
import { quorumScenario } from '../../support/quorum-scenario.js';
import { typedScenario } from '../../support/typed-scenario.js';
import { connect, constant, link, ms, read, remove, scenario, write } from '../../support/scenario.js';

/** More than have their times kept. */
const manyWrites = { region: 0, ratePerS: 2e11, arrivals: 'constant', mix: { write: 1, read: 0, delete: 0 } } as const;

function copiesOf({ replication }: Scenario): number {
  return replication.strategy === 'leaderless' && replication.copies.kind === 'in-all' ? replication.copies.count : 0;
}

describe('the report', () => {
  test('counts stale reads and tells the first, where there are reads of plain values and not too many writes', () => {
    const script = [write(0, 0, 'x', 'A'), write(100 * ms, 0, 'x', 'B'), read(110 * ms, 1, 'x'), read(900 * ms, 1, 'x')];
    const topology = connect('mesh', 2, { latency: constant(50 * ms) });
    const each = scenario({ regions: ['a', 'b'], topology, durationUs: 1000 * ms, workload: { script } });
    const of = (changed: Scenario) => simulate(changed).report.clients;
    expect(of(each)).toMatchObject({
      staleReads: 1,
      firstStaleRead: { client: 'client of 1', key: 'x', replica: 'b', atMs: 110, returned: ['A'], missed: 'B' },
    });
    const { workload } = each;
    expect(of({ ...each, workload: { ...workload, script: script.slice(0, 2) } })).toMatchObject({ staleReads: null, firstStaleRead: null });
    const world = new World({ ...each, durationUs: 10, workload: { ...workload, clients: [manyWrites] } });
    expect(world.staleReads).toBeNull();
    const merging = Array.from({ length: 10 }, (_, n) => of(typedScenario(n, 'or-set')));
    expect(merging.some((clients) => clients.read.count > 0)).toBe(true);
    expect(merging.map(({ staleReads }) => staleReads)).toEqual(merging.map(() => null));
  });

  test('counts acknowledged deletes that were undone, where anybody deletes', () => {
    const script = [write(0, 0, 'x', 'A'), remove(100 * ms, 0, 'x'), read(900 * ms, 1, 'x')];
    const kept = scenario({ regions: ['a', 'b'], durationUs: 1000 * ms, workload: { script } });
    expect(simulate(kept).report.clients.resurrectedDeletes).toBe(0);
    const without = { ...kept, workload: { ...kept.workload, script: script.filter(({ kind }) => kind !== 'delete') } };
    expect(simulate(without).report.clients.resurrectedDeletes).toBeNull();
  });

  test('measures lag from the durable write to each replica that learns of it', () => {
    const followers = { count: 1, latency: constant(2 * ms) };
    const links = [link(0, 1, { latency: constant(30 * ms) })];
    const { report } = simulate(
      scenario({
        regions: [{ name: 'a', followers, node: { logUs: 7 * ms } }, 'b'],
        topology: { kind: 'mesh', forward: false, links },
        workload: { script: [write(0, 0, 'x', 'A'), write(500 * ms, 0, 'x', 'B')] },
      }),
    );
    expect(report.lag).toMatchObject({
      ...{ count: 4, open: 0, p99Ms: 30, maxMs: 30 },
      byReplica: [
        { from: 'a', to: 'b', count: 2, p50Ms: 30, p95Ms: 30, p99Ms: 30, maxMs: 30 },
        { from: 'a', to: 'a/1', count: 2, p50Ms: 2, p95Ms: 2, p99Ms: 2, maxMs: 2 },
      ],
    });
    // Half of the four are 2 ms; percentiles may be 1 % off.
    expect(Math.abs((report.lag.p50Ms ?? 0) - 2)).toBeLessThanOrEqual(0.02);
  });

  test('leaves open the lag of pairs that were never reached', () => {
    const { report } = simulate(
      scenario({
        regions: ['a', 'b', 'c'],
        workload: { script: [write(100, 0, 'x', 'A')] },
        faults: [{ kind: 'crash', atUs: 0, untilUs: null, region: 2 }],
      }),
    );
    expect(report.lag).toMatchObject({ count: 1, open: 1 });
  });

  test('misses a write only where a copy is to be kept', () => {
    const counts = Array.from({ length: 40 }, (_, n) => {
      const each = quorumScenario(n);
      const isCalm = n % 2 === 0;
      const { lag } = simulate(isCalm ? { ...each, faults: [] } : each).report;
      return { isCalm, copies: copiesOf(each), nodes: each.regions.length, ...lag };
    });
    const calm = counts.filter(({ isCalm, copies, nodes, count }) => isCalm && copies < nodes && count > 0);
    expect(calm.length).toBeGreaterThan(3);
    expect(calm.filter(({ open }) => open !== 0)).toEqual([]);
    expect(counts.filter(({ open }) => open < 0)).toEqual([]);
  });

  test('counts bytes, messages and copies on each link', () => {
    const script = [0, 1, 2].map((i) => write(i, 0, 'x', `v${i}`));
    const { report } = simulate(
      scenario({
        regions: ['a', 'b', 'c'],
        replication: { batch: { everyUs: ms, max: 2 }, metadataBytes: 28 },
        workload: { script },
      }),
    );
    const busy = { bytes: 3 * 128, messages: 2, peakMbps: (3 * 128 * 8) / 1e6 };
    const idle = { bytes: 0, messages: 0, peakMbps: 0 };
    expect(report.network).toMatchObject({
      ...{ bytes: 6 * 128, messages: 4, duplicates: 0, suppressedLoops: 0 },
      ...{ writeAmplification: 2, maxHops: 1, stormStopped: 0 },
    });
    expect(report.network.byLink).toEqual([
      { from: 'a', to: 'b', ...busy },
      { from: 'a', to: 'c', ...busy },
      { from: 'b', to: 'a', ...idle },
      { from: 'b', to: 'c', ...idle },
      { from: 'c', to: 'a', ...idle },
      { from: 'c', to: 'b', ...idle },
    ]);
  });

  test('has the peak of the largest queue, in writes and in bytes', () => {
    const script = [0, 1, 2, 3].map((i) => write(i * ms, i === 3 ? 1 : 0, 'x', `v${i}`));
    const { report } = simulate(scenario({ workload: { script, payloadBytes: 50 } }));
    expect(report.backlog).toEqual({
      ...{ peakWrites: 3, peakBytes: 150, drainMs: null, outOfMemory: [] },
      byLink: [
        { from: 'a', to: 'b', peakWrites: 3, peakBytes: 150, dropped: 0 },
        { from: 'b', to: 'a', peakWrites: 1, peakBytes: 50, dropped: 0 },
      ],
    });
  });

  test('tells how long it took to converge after the last write', () => {
    const links = [link(0, 1), link(1, 0, { latency: constant(80 * ms) })];
    const topology = { kind: 'mesh', forward: false, links } as const;
    const script = [write(0, 0, 'x', 'A'), write(100 * ms, 1, 'x', 'B')];
    const { report } = simulate(scenario({ topology, workload: { script } }));
    expect(report.convergence).toEqual({
      ...{ verdict: 'holds', converged: true, divergentKeys: 0, timeToConvergeMs: 80 },
    });
  });

  test('shows what each key of the script holds in the end, replica by replica', () => {
    const { report } = simulate(
      scenario({
        regions: [{ name: 'a', followers: { count: 1, latency: constant(ms) } }, 'b'],
        conflicts: { resolve: 'siblings' },
        workload: {
          script: [
            write(0, 0, 'x', 'B'),
            write(0, 1, 'x', 'A'),
            write(50 * ms, 0, 'gone', 'G'),
            remove(60 * ms, 0, 'gone'),
          ],
        },
      }),
    );
    const everywhere = (values: readonly string[]): object =>
      ['a', 'b', 'a/1'].map((replica) => ({ replica, values }));
    expect(report.finalValues).toEqual([
      { key: 'x', replicas: everywhere(['A', 'B']) },
      { key: 'gone', replicas: everywhere([]) },
    ]);
  });

  test('counts a conflict wherever it meets, and once as a pair', () => {
    const { report } = simulate(
      scenario({
        regions: ['a', 'b', 'c'],
        topology: connect('mesh', 3),
        workload: { script: [write(0, 0, 'x', 'A'), write(0, 1, 'x', 'B')] },
      }),
    );
    expect(report.conflicts).toEqual({
      ...{ distinct: 1, concurrentPairs: 1, meetings: 3, detected: 3, missed: 0, falseAlarms: 0 },
      inversions: 0,
      byKind: { 'insert-insert': 1 },
      resolvedBy: { lww: 3 },
    });
  });

  test('leaves inversions unjudged where more than a million writes are expected', () => {
    const inversionsOf = (ratePerS: number): number | null => {
      const mix = { write: 1, read: 0, delete: 0 };
      const clients = [{ region: 0, ratePerS, arrivals: 'constant', mix } as const];
      // Judged before it runs: how many are expected decides.
      const { report } = buildReport(new World(scenario({ workload: { clients } })), false);
      return report.conflicts.inversions;
    };
    expect(inversionsOf(900_000)).toBe(0);
    expect(inversionsOf(1_000_000)).toBe(null);
  });

  test('counts as missed what timestamps cannot see', () => {
    const { report } = simulate(
      scenario({
        conflicts: { detect: 'timestamp' },
        workload: { script: [write(0, 0, 'x', 'A'), write(ms, 1, 'x', 'B')] },
      }),
    );
    expect(report.conflicts).toMatchObject({ distinct: 1, detected: 0, missed: 2 });
    expect(report.conflicts.resolvedBy).toEqual({ lww: 0 });
  });
});
