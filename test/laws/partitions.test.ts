/** What a cut does to messages on their way, to those that wait, and to acknowledgements. */
import { describe, expect, test } from 'vitest';
import { Simulation } from '../../src/sim/simulate.js';
import type { Fault, Scenario } from '../../src/sim/scenario.js';
import type { ScenarioSketch } from '../support/scenario.js';
import { bothWays, connect, ms, read, scenario, write } from '../support/scenario.js';
import { runTraced } from '../support/traced-run.js';
import type { TracedRun } from '../support/traced-run.js';

const healUs = 500 * ms;

describe('what is in flight when a FIFO link is cut', () => {
  test('is sent again after the heal, and arrives once when it had not arrived', () => {
    const run = runTraced(cutAt(5 * ms, bothWays([0, 1])));
    expect(momentsOf(run, 'send')).toEqual([0, healUs]);
    expect(momentsOf(run, 'receive')).toEqual([healUs + 10 * ms]);
    expect(run.report.network.duplicates).toBe(0);
    expectAppliedOnce(run);
  });

  test('is sent again when only its acknowledgement was under way, and is applied once', () => {
    const run = runTraced(cutAt(15 * ms, bothWays([0, 1])));
    expect(momentsOf(run, 'send')).toEqual([0, healUs]);
    expect(momentsOf(run, 'receive')).toEqual([10 * ms, healUs + 10 * ms]);
    expect(run.all('apply').map(({ outcome }) => outcome)).toEqual(['stored', 'known']);
    expect(run.report.network.duplicates).toBe(1);
    expectAppliedOnce(run);
  });

  test('is not sent again when it was acknowledged before the cut', () => {
    const run = runTraced(cutAt(25 * ms, bothWays([0, 1])));
    expect(momentsOf(run, 'send')).toEqual([0]);
    expectAppliedOnce(run);
  });

  test('resumes from the last acknowledged position, in the order of the log', () => {
    const script = Array.from({ length: 8 }, (_, i) => write(i * 4 * ms, 0, `k${i}`, `v${i}`));
    const run = runTraced(cutAt(30 * ms, bothWays([0, 1]), { workload: { script } }));
    // By 30 ms the writes of 0, 4 and 8 ms had been acknowledged.
    const again = run.all('send').filter(({ atUs }) => atUs === healUs);
    expect(again.flatMap(({ writes }) => writes)).toEqual([3, 4, 5, 6, 7]);
    const news = run.all('apply').filter(({ outcome }) => outcome !== 'known');
    expect(news.map((event) => event.write)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(run.report.convergence.verdict).toBe('holds');
  });
});

describe('what is in flight when a datagram link is cut', () => {
  const topology = connect('mesh', 2, { transport: 'datagram' });

  test('is gone, and counts as lost from the queue', () => {
    const run = runTraced(cutAt(5 * ms, bothWays([0, 1]), { topology }));
    expect(momentsOf(run, 'send')).toEqual([0]);
    expect(momentsOf(run, 'receive')).toEqual([]);
    expect(run.all('drop')).toMatchObject([{ to: 'b', writes: [0], reason: 'datagram-lost' }]);
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'queue', everywhere: false }]);
    expect(run.report.backlog.byLink).toMatchObject([{ dropped: 1 }, { dropped: 0 }]);
    expect(run.report.convergence).toMatchObject({ verdict: 'violated', divergentKeys: 1 });
  });

  test('is as lost as what is sent during the cut', () => {
    const script = [0, 100, 600].map((at) => write(at * ms, 0, `at ${at}`, 'A'));
    const run = runTraced(cutAt(5 * ms, bothWays([0, 1]), { topology, workload: { script } }));
    expect(run.report.fates).toMatchObject({ lost: 2, visible: 1 });
    expect(run.report.lostWrites.byCause.queue).toBe(2);
  });

  test('is made good by a later write of that key that knew it', () => {
    const script = [write(0, 0, 'x', 'A'), write(600 * ms, 0, 'x', 'B')];
    const run = runTraced(cutAt(5 * ms, bothWays([0, 1]), { topology, workload: { script } }));
    expect(run.report.fates).toMatchObject({ lost: 0, superseded: 1, visible: 1 });
  });
});

describe('a one-way partition', () => {
  const script = [write(100 * ms, 0, 'x', 'A'), write(100 * ms, 1, 'y', 'B')];

  test('stops one direction and leaves the other', () => {
    const run = runTraced(cutAt(50 * ms, [[0, 1]], { workload: { script } }));
    const arrivals = run.all('receive').map(({ atUs, to }) => ({ atUs, to }));
    expect(arrivals).toEqual([
      { atUs: 110 * ms, to: 'a' },
      { atUs: healUs + 10 * ms, to: 'b' },
    ]);
    expect(run.all('cut')).toEqual([{ kind: 'cut', atUs: 50 * ms, from: 'a', to: 'b' }]);
    expect(run.report.fates).toMatchObject({ visible: 2 });
  });

  test('of the way back holds acknowledgements up until it heals, without sending again', () => {
    const sketch = { workload: { script: [write(100 * ms, 0, 'x', 'A')] } };
    const cut = cutAt(50 * ms, [[1, 0]], sketch);
    expect(backlogAt(cut, 130 * ms)).toBe(1);
    expect(backlogAt(cut, healUs + 5 * ms)).toBe(1);
    expect(backlogAt(cut, healUs + 10 * ms)).toBe(0);
    const run = runTraced(cut);
    expect(momentsOf(run, 'send')).toEqual([100 * ms]);
    expect(momentsOf(run, 'receive')).toEqual([110 * ms]);
    expect(run.report.network.duplicates).toBe(0);
  });

  test('of the way back makes a later break of the way there send everything again', () => {
    const faults: readonly Fault[] = [
      { kind: 'partition', atUs: 50 * ms, untilUs: 400 * ms, cuts: [[1, 0]] },
      { kind: 'partition', atUs: 200 * ms, untilUs: 300 * ms, cuts: [[0, 1]] },
    ];
    const workload = { script: [write(100 * ms, 0, 'x', 'A')] };
    const run = runTraced(scenario({ faults, workload }));
    expect(momentsOf(run, 'send')).toEqual([100 * ms, 300 * ms]);
    expect(run.report.network.duplicates).toBe(1);
    expectAppliedOnce(run);
  });
});

describe('a partition', () => {
  test('that does not end leaves writes pending and the verdict unknown', () => {
    const faults: readonly Fault[] = [
      { kind: 'partition', atUs: 0, untilUs: null, cuts: bothWays([0, 1]) },
    ];
    const workload = { script: [write(0, 0, 'x', 'A')] };
    const { report } = runTraced(scenario({ faults, workload }));
    expect(report).toMatchObject({
      settled: true,
      fates: { pending: 1, lost: 0 },
      convergence: { verdict: 'unknown', timeToConvergeMs: null },
      lag: { open: 1 },
    });
  });

  test('that overlaps another keeps a link cut until both have healed', () => {
    const faults: readonly Fault[] = [
      { kind: 'partition', atUs: 10 * ms, untilUs: 300 * ms, cuts: [[0, 1]] },
      { kind: 'partition', atUs: 20 * ms, untilUs: 200 * ms, cuts: [[0, 1]] },
    ];
    const workload = { script: [write(100 * ms, 0, 'x', 'A')] };
    const run = runTraced(scenario({ faults, workload }));
    expect(momentsOf(run, 'receive')).toEqual([310 * ms]);
  });

  test('lets its queue grow by every write, and drain after the heal', () => {
    const script = Array.from({ length: 40 }, (_, i) => write((100 + i) * ms, 0, 'x', `v${i}`));
    const { report } = runTraced(cutAt(50 * ms, bothWays([0, 1]), { workload: { script } }));
    expect(report.backlog).toMatchObject({ peakWrites: 40, peakBytes: 4000, drainMs: 20 });
    expect(report.backlog.byLink).toMatchObject([
      { from: 'a', to: 'b', peakWrites: 40, dropped: 0 },
      { from: 'b', to: 'a', peakWrites: 0, dropped: 0 },
    ]);
    expect(report.convergence.timeToConvergeMs).toBe(10);
  });
});

/** A write in `a` at 0, and a cut that heals half a second later. */
function cutAt(
  atUs: number,
  cuts: readonly (readonly [number, number])[],
  sketch: ScenarioSketch = {},
): Scenario {
  return scenario({
    faults: [{ kind: 'partition', atUs, untilUs: healUs, cuts }],
    workload: { script: [write(0, 0, 'x', 'A')] },
    ...sketch,
  });
}

function momentsOf({ all }: TracedRun, kind: 'send' | 'receive'): readonly number[] {
  return all(kind).map(({ atUs }) => atUs);
}

function expectAppliedOnce(run: TracedRun): void {
  const news = run.all('apply').filter(({ outcome }) => outcome !== 'known');
  expect(news.length).toBe(1);
  expect(run.report).toMatchObject({
    settled: true,
    fates: { visible: 1, lost: 0 },
    convergence: { verdict: 'holds' },
  });
}

/** Backlog of the first link at a moment, at which somebody reads so that something happens. */
function backlogAt(each: Scenario, atUs: number): number {
  const { workload } = each;
  const script = [...workload.script, read(atUs, 0, 'x')];
  const simulation = new Simulation({ ...each, workload: { ...workload, script } });
  simulation.runUntil(atUs);
  return simulation.observe().links[0].backlogWrites;
}
