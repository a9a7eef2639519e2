import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/sim/scenario.js';
import { judgeNaively } from '../../model/naive-oracle.js';
import { bothWays, connect, constant, link, ms, read, scenario, write } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const loss: Fault = { kind: 'crash', atUs: 100 * ms, untilUs: 500 * ms, region: 0, disk: 'lost' };

describe('a leader that loses its disk', () => {
  test('comes back empty: what it held is missing there, and its peers send nothing again', () => {
    const run = lose({ workload: { script: [write(0, 0, 'x', 'A'), write(0, 1, 'y', 'B')] } });
    expect(held(run)).toEqual({ x: [[], ['A']], y: [[], ['B']] });
    expect(run.all('wipe')).toEqual([{ kind: 'wipe', atUs: 100 * ms, replica: 'a' }]);
    expect(run.lostWrites).toMatchObject([
      { write: 0, cause: 'disk', everywhere: false },
      { write: 1, cause: 'disk', everywhere: false },
    ]);
    expect(run.report.convergence).toMatchObject({ verdict: 'violated', divergentKeys: 2 });
  });

  test('never sends what waited in its queues: lost everywhere', () => {
    const batch = { everyUs: 50 * ms, max: 100 };
    const script = [write(80 * ms, 0, 'x', 'A')];
    const run = lose({ replication: { batch }, workload: { script } });
    expect(run.all('send')).toEqual([]);
    expect(run.all('drop')).toMatchObject([{ to: 'b', writes: [0], reason: 'disk-lost' }]);
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'disk', everywhere: true }]);
    expect(run.report.backlog.byLink).toMatchObject([{ peakWrites: 1, dropped: 1 }, { dropped: 0 }]);
    expect(run.report.settled).toBe(true);
  });

  test('loses what was in flight on a connection: nobody is left to send it again', () => {
    const run = lose({ workload: { script: [write(95 * ms, 0, 'x', 'A')] } });
    expect(run.all('send').length).toBe(1);
    expect(run.all('receive')).toEqual([]);
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'disk', everywhere: true }]);
  });

  test('loses no more than is missing: what had arrived and was not acknowledged is there', () => {
    const run = lose({ workload: { script: [write(85 * ms, 0, 'x', 'A')] } });
    expect(run.all('drop')).toMatchObject([{ to: 'b', writes: [0], reason: 'disk-lost' }]);
    expect(run.report.lostWrites).toMatchObject({ total: 1, everywhere: 0 });
    expect(held(run)).toEqual({ x: [[], ['A']] });
  });

  test('gets what was still due to it, and what others write afterwards', () => {
    const script = [write(95 * ms, 1, 'x', 'A'), write(200 * ms, 1, 'y', 'B')];
    const run = lose({ workload: { script } });
    expect(run.report.fates).toMatchObject({ visible: 2, lost: 0 });
    expect(run.report).toMatchObject({ lag: { open: 0 }, convergence: { verdict: 'holds' } });
  });

  test('has a loss made good by a later write that knew what is gone', () => {
    const script = [write(0, 1, 'x', 'A'), write(600 * ms, 1, 'x', 'B')];
    const run = lose({ workload: { script } });
    expect(run.report.fates).toMatchObject({ superseded: 1, visible: 1, lost: 0 });
    // One delivery a write: that it came to know the first one twice is no second one.
    expect(run.report.lag).toMatchObject({ count: 2, open: 0 });
  });

  test('leaves its followers what they have, and goes on from the end of its log', () => {
    const followers = { count: 1, latency: constant(5 * ms) };
    const script = [write(0, 0, 'x', 'A'), write(98 * ms, 0, 'y', 'B'), write(600 * ms, 0, 'z', 'C')];
    const run = lose({ regions: [{ name: 'a', followers }, 'b'], workload: { script } });
    expect(held(run)).toEqual({
      x: [[], ['A'], ['A']],
      y: [[], [], []],
      z: [['C'], ['C'], ['C']],
    });
    const lost = run.all('drop').filter(({ reason }) => reason === 'disk-lost');
    expect(lost.map(({ to, writes }) => [to, ...writes])).toEqual([['b', 1], ['a/1', 1]]);
  });

  test('serves as soon as it is back: a read finds nothing', () => {
    const script = [write(0, 0, 'x', 'A'), read(600 * ms, 0, 'x'), read(600 * ms, 1, 'x')];
    const { report } = lose({ workload: { script } });
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([[], ['A']]);
  });

  test('that left for good loses nothing more', () => {
    const leave: Fault = { kind: 'leave', atUs: 50 * ms, region: 0, bridges: [] };
    const script = [write(0, 0, 'x', 'A')];
    const run = runTraced(scenario({ workload: { script }, faults: [leave, loss] }));
    expect(run.all('wipe')).toEqual([]);
    expect(run.report.fates).toMatchObject({ visible: 1, lost: 0 });
  });

  test('hands no bridge what is gone', () => {
    const links = [link(0, 1), link(1, 0), link(1, 2), link(2, 1)];
    const leave: Fault = { kind: 'leave', atUs: 700 * ms, region: 2, bridges: [link(0, 3)] };
    const run = runTraced(
      scenario({
        regions: ['a', 'b', 'c', 'd'],
        topology: { kind: 'links', forward: true, links },
        workload: { script: [write(10 * ms, 0, 'x', 'A'), write(600 * ms, 0, 'y', 'B')] },
        faults: [loss, leave],
      }),
    );
    const overBridge = run.all('send').filter(({ to }) => to === 'd');
    expect(overBridge.map(({ writes }) => writes)).toEqual([[1]]);
  });

  test('remembers no id that it has seen', () => {
    const script = [write(0, 1, 'x', 'A')];
    const cut: Fault = { kind: 'partition', atUs: 15 * ms, untilUs: 90 * ms, cuts: bothWays([0, 1]) };
    // Cut before the acknowledgement is back, the write is sent to an empty leader once more.
    const early: Fault = { ...loss, atUs: 50 * ms };
    const replication = { loops: 'seen-ids' } as const;
    const run = runTraced(scenario({ replication, workload: { script }, faults: [cut, early] }));
    expect(held(run)).toEqual({ x: [['A'], ['A']] });
  });
});

describe('a write after a lost disk', () => {
  const script = [write(0, 0, 'x', 'A'), write(600 * ms, 0, 'x', 'B')];

  test('is concurrent with what its leader wrote before and knows no more', () => {
    const run = lose({ conflicts: { resolve: 'siblings' }, workload: { script } });
    expect(run.report.conflicts).toMatchObject({
      distinct: 1,
      concurrentPairs: 1,
      detected: 1,
      missed: 0,
      falseAlarms: 0,
    });
    expect(held(run)).toEqual({ x: [['B'], ['A', 'B']] });
  });

  test('is after it once its leader has learnt of it again', () => {
    const relearn = write(550 * ms, 1, 'x', 'C');
    const again = [script[0], relearn, script[1]];
    const run = lose({ conflicts: { resolve: 'siblings' }, workload: { script: again } });
    expect(run.report.conflicts).toMatchObject({ distinct: 0, concurrentPairs: 0 });
    expect(held(run)).toEqual({ x: [['B'], ['B']] });
  });

  test('of each disk has an entry of its own: after two losses all three are concurrent', () => {
    const second: Fault = { ...loss, atUs: 700 * ms, untilUs: 800 * ms };
    const sketch = scenario({
      conflicts: { resolve: 'siblings' },
      workload: { script: [...script, write(900 * ms, 0, 'x', 'C')] },
      faults: [loss, second],
    });
    const run = runTraced(sketch);
    const { resolvedBy: _, ...counts } = run.report.conflicts;
    expect(counts).toEqual(judgeNaively(run.events, sketch).conflicts);
    expect(counts).toMatchObject({ distinct: 3, concurrentPairs: 3, missed: 0, falseAlarms: 0 });
    expect(held(run)).toEqual({ x: [['C'], ['A', 'B', 'C']] });
  });

  test('still counts as its leader\'s for loop filters, names and lag', () => {
    const topology = connect('ring', 3);
    const run = lose({ regions: ['a', 'b', 'c'], topology, workload: { script: [script[1]] } });
    expect(run.all('drop')).toMatchObject([{ from: 'c', to: 'a', writes: [0], reason: 'came-home' }]);
    expect(run.report.lag.byReplica.map(({ from, to }) => `${from} ${to}`)).toEqual(['a b', 'a c']);
  });
});

describe('under causal delivery with repairs', () => {
  test.each(['1', '2', '3', '4', '5', '6'])('nobody waits for what a repair has brought, seed %s', (seed) => {
    const mix = { write: 1, read: 0, delete: 0 };
    const sketch = scenario({
      seed,
      durationUs: 10_000 * ms,
      topology: connect('mesh', 2, { latency: constant(38 * ms) }),
      replication: { order: 'causal', antiEntropy: { kind: 'merkle', everyUs: null, keysPerLeaf: 16 } },
      workload: {
        keys: { count: 200, choose: { kind: 'uniform' } },
        clients: [0, 1].map((region) => ({ region, ratePerS: 50, arrivals: 'poisson', mix })),
      },
      faults: [{ kind: 'crash', atUs: 2000 * ms, untilUs: 5000 * ms, region: 0, disk: 'lost' }],
    });
    const { report } = runTraced(sketch);
    expect(report).toMatchObject({ settled: true, convergence: { verdict: 'holds' } });
  });
});

function lose(sketch: ScenarioSketch): TracedRun {
  return runTraced(scenario({ ...sketch, faults: [loss] }));
}

/** What every replica holds of each key in the end. */
function held({ report }: TracedRun): Readonly<Record<string, readonly (readonly string[])[]>> {
  return Object.fromEntries(
    report.finalValues.map(({ key, replicas }) => [key, replicas.map(({ values }) => values)]),
  );
}
