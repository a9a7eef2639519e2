import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/sim/scenario.js';
import { connect, constant, link, ms, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

describe('a crash', () => {
  const crash: Fault = { kind: 'crash', atUs: 100 * ms, untilUs: 500 * ms, region: 0 };

  test('keeps the disk: what was accepted is sent after the restart', () => {
    const run = runTraced(
      scenario({
        replication: { batch: { everyUs: 50 * ms, max: 100 } },
        workload: { script: [write(80 * ms, 0, 'x', 'A')] },
        faults: [crash],
      }),
    );
    expect(run.all('send').map(({ atUs }) => atUs)).toEqual([500 * ms]);
    expect(run.report).toMatchObject({ fates: { visible: 1 }, convergence: { verdict: 'holds' } });
  });

  test('of the receiver takes with it what it had not applied; that is sent again', () => {
    const run = runTraced(
      scenario({
        regions: [{ name: 'a', node: { applyUs: 30 * ms } }, 'b'],
        workload: { script: [write(80 * ms, 1, 'x', 'A')] },
        faults: [crash],
      }),
    );
    expect(run.all('receive').map(({ atUs }) => atUs)).toEqual([90 * ms, 510 * ms]);
    expect(run.all('apply')).toMatchObject([{ atUs: 540 * ms, replica: 'a', outcome: 'stored' }]);
  });

  test('leaves its followers without news until the restart', () => {
    const followers = { count: 1, latency: constant(5 * ms) };
    const run = runTraced(
      scenario({
        regions: [{ name: 'a', followers }, 'b'],
        workload: { script: [write(98 * ms, 0, 'x', 'A')] },
        faults: [crash],
      }),
    );
    expect(run.all('apply').find(({ replica }) => replica === 'a/1')?.atUs).toBe(505 * ms);
  });

  test('of the receiver makes nobody wait afterwards for what it had begun to apply', () => {
    const run = runTraced(
      scenario({
        regions: [{ name: 'a', node: { applyUs: 1000 * ms } }, 'b', 'c'],
        workload: { script: [write(80 * ms, 1, 'x', 'A'), write(80 * ms, 1, 'y', 'B')] },
        faults: [crash],
      }),
    );
    const atA = run.all('apply').filter(({ replica }) => replica === 'a');
    expect(atA.map(({ atUs }) => atUs)).toEqual([1510 * ms, 2510 * ms]);
  });

  test('of the receiver loses a datagram that it was about to apply', () => {
    const run = runTraced(
      scenario({
        regions: [{ name: 'a', node: { applyUs: 30 * ms } }, 'b'],
        topology: connect('mesh', 2, { transport: 'datagram' }),
        workload: { script: [write(80 * ms, 1, 'x', 'A')] },
        faults: [crash],
      }),
    );
    expect(run.all('receive').map(({ atUs }) => atUs)).toEqual([90 * ms]);
    expect(run.all('apply')).toEqual([]);
    expect(run.all('drop')).toMatchObject([{ to: 'a', writes: [0], reason: 'datagram-lost' }]);
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'queue', everywhere: false }]);
    expect(run.report.backlog.byLink.map(({ dropped }) => dropped)).toEqual([0, 1]);
  });

  test('of the sender keeps what it had not sent: datagrams too wait for the restart', () => {
    const run = runTraced(
      scenario({
        topology: connect('mesh', 2, { transport: 'datagram' }),
        replication: { batch: { everyUs: 50 * ms, max: 100 } },
        workload: { script: [write(80 * ms, 0, 'x', 'A')] },
        faults: [crash],
      }),
    );
    expect(run.all('send').map(({ atUs }) => atUs)).toEqual([500 * ms]);
    expect(run.report).toMatchObject({ fates: { visible: 1 }, convergence: { verdict: 'holds' } });
  });

  test('that overlaps another lasts until both have ended', () => {
    const second: Fault = { kind: 'crash', atUs: 200 * ms, untilUs: 900 * ms, region: 0 };
    const script = [600, 950].map((at) => write(at * ms, 0, 'x', `at ${at}`));
    const { report } = runTraced(scenario({ workload: { script }, faults: [crash, second] }));
    expect(report.writes).toMatchObject({ unavailable: 1, acknowledged: 1 });
  });

  test('that never ends leaves the verdict unknown', () => {
    const { report } = runTraced(scenario({ faults: [{ ...crash, untilUs: null }] }));
    expect(report).toMatchObject({ settled: true, convergence: { verdict: 'unknown' } });
  });
});

describe('a region that leaves', () => {
  const leaving = (atUs: number): Fault => ({ kind: 'leave', atUs, region: 1, bridges: [] });

  test('takes with it what nobody else has: lost to the disk, everywhere', () => {
    const workload = { script: [write(98 * ms, 1, 'x', 'A')] };
    const faults = [leaving(100 * ms)];
    const { report, lostWrites } = runTraced(scenario({ workload, faults }));
    expect(lostWrites).toMatchObject([{ write: 0, cause: 'disk', everywhere: true }]);
    expect(report.convergence.verdict).toBe('holds');
  });

  test('is no survivor, and nothing is owed to it', () => {
    const followers = { count: 2, latency: constant(ms) };
    const { report } = runTraced(
      scenario({
        regions: ['a', { name: 'b', followers }, 'c'],
        workload: { script: [write(200 * ms, 0, 'x', 'A'), write(300 * ms, 1, 'x', 'B')] },
        faults: [leaving(100 * ms)],
      }),
    );
    expect(report.writes).toMatchObject({ acknowledged: 1, unavailable: 1 });
    expect(report.fates).toMatchObject({ visible: 1, pending: 0 });
    expect(report.finalValues[0].replicas.map(({ replica }) => replica)).toEqual(['a', 'c']);
    expect(report).toMatchObject({ lag: { open: 0 }, convergence: { verdict: 'holds' } });
  });

  test('does not come back when a crash that it had before ends', () => {
    const crash: Fault = { kind: 'crash', atUs: 50 * ms, untilUs: 300 * ms, region: 1 };
    const script = [write(400 * ms, 1, 'x', 'A')];
    const run = runTraced(scenario({ workload: { script }, faults: [crash, leaving(100 * ms)] }));
    expect(run.all('restart')).toEqual([]);
    expect(run.report.writes).toMatchObject({ acknowledged: 0, unavailable: 1 });
  });

  test('drops what was queued for it', () => {
    const cut: Fault = { kind: 'partition', atUs: 0, untilUs: 50 * ms, cuts: [[0, 1]] };
    const script = [10, 20, 30].map((at) => write(at * ms, 0, 'x', `at ${at}`));
    const faults = [cut, leaving(40 * ms)];
    const { report } = runTraced(scenario({ workload: { script }, faults }));
    expect(report.backlog.byLink[0]).toMatchObject({ peakWrites: 3, dropped: 3 });
  });

  test('leaves a ring closed by its bridge, which takes over what was not acknowledged', () => {
    const bridges = [link(0, 2)];
    const run = runTraced(
      scenario({
        regions: ['a', 'b', 'c', 'd'],
        topology: connect('ring', 4),
        workload: { script: [write(95 * ms, 0, 'x', 'A'), write(200 * ms, 0, 'y', 'B')] },
        faults: [{ kind: 'leave', atUs: 100 * ms, region: 1, bridges }],
      }),
    );
    const overBridge = run.all('send').filter(({ from, to }) => from === 'a' && to === 'c');
    expect(overBridge.map(({ writes }) => writes)).toEqual([[0], [1]]);
    expect(run.report).toMatchObject({ fates: { visible: 2 }, convergence: { verdict: 'holds' } });
  });
});

describe('a bridge', () => {
  test('over which nothing went before carries all that its leader has', () => {
    const links = [link(0, 1), link(1, 0), link(1, 2), link(2, 1)];
    const bridges = [link(0, 3)];
    const run = runTraced(
      scenario({
        regions: ['a', 'b', 'c', 'd'],
        topology: { kind: 'links', forward: true, links },
        workload: { script: [write(0, 0, 'x', 'A'), write(5 * ms, 0, 'y', 'B')] },
        faults: [{ kind: 'leave', atUs: 100 * ms, region: 2, bridges }],
      }),
    );
    const overBridge = run.all('send').filter(({ to }) => to === 'd');
    expect(overBridge.map(({ atUs, writes }) => [atUs, ...writes])).toEqual([
      [100 * ms, 0],
      [100 * ms, 1],
    ]);
    expect(run.report).toMatchObject({ fates: { visible: 2 }, convergence: { verdict: 'holds' } });
  });
});

describe('a clock step', () => {
  test('moves the stamps of one region from then on', () => {
    const step: Fault = { kind: 'clock-step', atUs: 100 * ms, region: 0, byUs: -70 * ms };
    const script = [50, 150].flatMap((at) =>
      [0, 1].map((i) => write(at * ms, i, 'x', `${i} at ${at}`)),
    );
    const run = runTraced(scenario({ workload: { script }, faults: [step] }));
    expect(run.all('accept').map(({ stamp }) => stamp / ms)).toEqual([50, 50, 80, 150]);
  });
});
