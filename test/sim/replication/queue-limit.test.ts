import { describe, expect, test } from 'vitest';
import type { Fault, OutboxLimit, Scenario } from '../../../src/sim/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { bothWays, connect, constant, link, ms, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const cut: Fault = { kind: 'partition', atUs: 50 * ms, untilUs: 500 * ms, cuts: bothWays([0, 1]) };

describe('a queue that gives up its peer', () => {
  const limit: OutboxLimit = { kind: 'desynchronize', capacityBytes: 500, atShare: 0.8 };

  test('drops all that waits at its share of the capacity, and then each write at once', () => {
    const run = runTraced(during(limit, [100, 110, 120, 130, 140, 150]));
    expect(droppedIn(run)).toEqual([
      { atMs: 130, writes: [0, 1, 2, 3], reason: 'desynchronized' },
      { atMs: 140, writes: [4], reason: 'desynchronized' },
      { atMs: 150, writes: [5], reason: 'desynchronized' },
    ]);
    expect(run.all('desynchronize')).toMatchObject([{ atUs: 130 * ms, from: 'a', to: 'b' }]);
    expect(run.report.backlog).toMatchObject({ peakWrites: 4, peakBytes: 400 });
    expect(run.report.backlog.byLink).toMatchObject([{ dropped: 6 }, { dropped: 0 }]);
    expect(run.report.lostWrites.byCause.queue).toBe(6);
    expect(run.report.convergence).toMatchObject({ verdict: 'violated', divergentKeys: 6 });
  });

  test('takes and sends new writes once the link is connected, and never what it dropped', () => {
    const run = runTraced(during(limit, [100, 110, 120, 130, 140, 600, 700]));
    expect(run.all('resynchronize')).toMatchObject([{ atUs: 500 * ms, from: 'a', to: 'b' }]);
    expect(sentIn(run)).toEqual([{ atMs: 600, writes: [5] }, { atMs: 700, writes: [6] }]);
    expect(run.report).toMatchObject({ settled: true, fates: { visible: 2, lost: 5 } });
  });

  test('loses nothing that a later write supersedes', () => {
    const script = [100, 110, 120, 130, 600].map((at) => write(at * ms, 0, 'x', `at ${at}`));
    const { report } = runTraced(scenario({ ...limited(limit), workload: { script }, faults: [cut] }));
    expect(report.fates).toMatchObject({ lost: 0, superseded: 4, visible: 1 });
    expect(report.backlog.byLink[0].dropped).toBe(4);
  });

  test('counts the unacknowledged as dropped, but not as lost when they arrive all the same', () => {
    // 100 ms for each write: the first is on the wire when the fourth fills the queue.
    const narrow = link(0, 1, { bandwidthBps: 8000 });
    const topology = { ...connect('mesh', 2), links: [narrow, link(1, 0)] };
    const script = [0, 1, 2, 3, 4].map((at) => write(at * ms, 0, `k${at}`, 'A'));
    const run = runTraced(scenario({ ...limited(limit), topology, workload: { script } }));
    expect(droppedIn(run)).toEqual([{ atMs: 3, writes: [0, 1, 2, 3], reason: 'desynchronized' }]);
    expect(run.all('apply').map((event) => event.write)).toEqual([0, 4]);
    expect(run.lostWrites.map((lost) => lost.write)).toEqual([1, 2, 3]);
    // The link is connected, so the queue begins anew at once.
    expect(run.all('resynchronize')).toMatchObject([{ atUs: 3 * ms }]);
  });

  test('of datagrams does not drop what has left already', () => {
    const narrow = link(0, 1, { transport: 'datagram', bandwidthBps: 8000, loss: 1 });
    const topology = { ...connect('mesh', 2), links: [narrow, link(1, 0)] };
    const script = [0, 1, 2, 3].map((at) => write(at * ms, 0, `k${at}`, 'A'));
    const run = runTraced(scenario({ ...limited(limit), topology, workload: { script } }));
    expect(droppedIn(run)).toEqual([
      { atMs: 0, writes: [0], reason: 'datagram-lost' },
      { atMs: 3, writes: [1, 2, 3], reason: 'desynchronized' },
    ]);
    expect(run.report.backlog.byLink[0].dropped).toBe(4);
  });

  test('leaves it open what a peer out of reach will get', () => {
    const forGood: Fault = { ...cut, untilUs: null };
    const { report } = runTraced({ ...during(limit, [100, 110, 120, 130]), faults: [forGood] });
    expect(report).toMatchObject({ settled: true, convergence: { verdict: 'unknown' } });
  });

  test('owes its followers all the same', () => {
    const regions = [{ name: 'a', followers: { count: 1, latency: constant(ms) } }, 'b'];
    const run = runTraced({ ...during(limit, [100, 110, 120, 130, 140], { regions }) });
    const followed = run.all('apply').filter(({ replica }) => replica === 'a/1');
    expect(followed.map((event) => event.write)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('a queue that drops what does not fit', () => {
  const limit: OutboxLimit = { kind: 'drop', capacityBytes: 299 };

  test('keeps the oldest, and sends them after the heal', () => {
    const run = runTraced(during(limit, [100, 110, 120, 130, 600]));
    expect(droppedIn(run)).toEqual([
      { atMs: 120, writes: [2], reason: 'queue-full' },
      { atMs: 130, writes: [3], reason: 'queue-full' },
    ]);
    expect(sentIn(run)).toEqual([{ atMs: 500, writes: [0, 1] }, { atMs: 600, writes: [4] }]);
    expect(run.lostWrites.map(({ write, cause }) => [write, cause])).toEqual([[2, 'queue'], [3, 'queue']]);
  });

  test('passes the gaps on to the link that replaces its own', () => {
    const faults: readonly Fault[] = [
      { kind: 'partition', atUs: 0, untilUs: null, cuts: [[0, 1]] },
      { kind: 'leave', atUs: 200 * ms, region: 1, bridges: [link(0, 2)] },
    ];
    const sketch = { regions: ['a', 'b', 'c'], topology: connect('ring', 3), faults };
    const run = runTraced({ ...during(limit, [100, 110, 120, 130, 300], sketch), faults });
    const applied = run.all('apply').filter(({ replica }) => replica === 'c');
    expect(applied.map((event) => event.write)).toEqual([0, 1, 4]);
    expect(run.lostWrites.map((lost) => [lost.write, lost.cause])).toEqual([[2, 'queue'], [3, 'queue']]);
  });
});

describe('a queue that pushes back', () => {
  const limit: OutboxLimit = { kind: 'reject', capacityBytes: 200 };

  test('has clients refused while it is full, and served once its peer has answered', () => {
    const run = runTraced(during(limit, [100, 110, 120, 130, 519, 520]));
    expect(run.all('refuse').map(({ atUs, reason }) => [atUs / ms, reason])).toEqual([
      [120, 'queue-full'],
      [130, 'queue-full'],
      [519, 'queue-full'],
    ]);
    expect(run.report.writes).toMatchObject({ attempted: 6, acknowledged: 3, rejected: 3 });
    expect(run.report.clients.write.availability).toBe(0.5);
    expect(run.report).toMatchObject({ fates: { visible: 3, lost: 0 }, convergence: { verdict: 'holds' } });
  });

  test('refuses, too, what was on its way through service when it became full', () => {
    const regions = [{ name: 'a', node: { writeUs: 50 * ms, workers: 3 } }, 'b'];
    const run = runTraced(during(limit, [100, 101, 102], { regions }));
    expect(run.all('refuse').map(({ atUs }) => atUs / ms)).toEqual([152]);
  });

  test('leaves reads alone, and leaders whose queues have room', () => {
    const read = { ...write(200 * ms, 0, 'x', ''), kind: 'read', value: null } as const;
    const elsewhere = write(210 * ms, 1, 'y', 'B');
    const each = during(limit, [100, 110]);
    const script = [...each.workload.script, read, elsewhere];
    const run = runTraced({ ...each, workload: { ...each.workload, script } });
    expect(run.all('refuse')).toEqual([]);
  });

  test('takes what it has to pass on, full or not', () => {
    const topology = connect('star', 3);
    const faults: readonly Fault[] = [{ ...cut, cuts: bothWays([0, 1]) }];
    const script = [100, 110, 120, 130].map((at) => write(at * ms, 2, `k${at}`, 'A'));
    const sketch = { regions: ['hub', 'b', 'c'], topology, faults, workload: { script } };
    const { report } = runTraced(scenario({ ...limited(limit), ...sketch }));
    expect(report.backlog.peakWrites).toBe(4);
    expect(report).toMatchObject({ writes: { rejected: 0 }, fates: { lost: 0 } });
  });
});

describe('queues in memory', () => {
  const limit: OutboxLimit = { kind: 'crash', capacityBytes: 499, restartAfterUs: null };

  test('of which the sum would outgrow it kill the node, at that write', () => {
    const regions = ['a', 'b', 'c'];
    const faults: readonly Fault[] = [{ ...cut, cuts: bothWays([0, 1], [0, 2]) }];
    const run = runTraced({ ...during(limit, [100, 110, 120, 130], { regions }), faults });
    expect(run.all('out-of-memory')).toEqual([{ kind: 'out-of-memory', atUs: 120 * ms, replica: 'a' }]);
    expect(run.all('crash')).toMatchObject([{ atUs: 120 * ms, replica: 'a' }]);
    expect(droppedIn(run)).toEqual([
      { atMs: 120, writes: [0, 1, 2], reason: 'out-of-memory' },
      { atMs: 120, writes: [0, 1, 2], reason: 'out-of-memory' },
    ]);
    expect(run.report.backlog.outOfMemory).toEqual([{ replica: 'a', atMs: 120 }]);
    expect(run.report.backlog.peakBytes).toBe(200);
    expect(run.report.writes).toMatchObject({ acknowledged: 3, unavailable: 1 });
    expect(run.report.convergence.verdict).toBe('unknown');
  });

  test('are empty after a restart, while the disk has kept the writes', () => {
    const restarting: OutboxLimit = { ...limit, restartAfterUs: 200 * ms };
    const run = runTraced(during(restarting, [100, 110, 120, 130, 140, 200, 400, 600]));
    expect(run.all('restart')).toMatchObject([{ atUs: 340 * ms, replica: 'a' }]);
    expect(run.report.writes).toMatchObject({ acknowledged: 7, unavailable: 1 });
    expect(sentIn(run)).toEqual([{ atMs: 500, writes: [5] }, { atMs: 600, writes: [6] }]);
    expect(run.report.lostWrites).toMatchObject({ total: 5, everywhere: 0 });
    expect(run.report.lostWrites.byCause.queue).toBe(5);
  });

  test('go with any other crash as well', () => {
    const crash: Fault = { kind: 'crash', atUs: 200 * ms, untilUs: 300 * ms, region: 0 };
    const run = runTraced({ ...during(limit, [100, 110, 400, 600]), faults: [cut, crash] });
    expect(droppedIn(run)).toEqual([{ atMs: 200, writes: [0, 1], reason: 'crashed' }]);
    expect(sentIn(run)).toEqual([{ atMs: 500, writes: [2] }, { atMs: 600, writes: [3] }]);
    expect(run.report.backlog.outOfMemory).toEqual([]);
  });

  test('on disk survive a crash', () => {
    const crash: Fault = { kind: 'crash', atUs: 200 * ms, untilUs: 300 * ms, region: 0 };
    const onDisk: OutboxLimit = { kind: 'desynchronize', capacityBytes: 499, atShare: 1 };
    const run = runTraced({ ...during(onDisk, [100, 110]), faults: [cut, crash] });
    expect(run.report).toMatchObject({ fates: { visible: 2, lost: 0 } });
  });

  test('do not kill a node that something else has killed at the same instant', () => {
    const crash: Fault = { kind: 'crash', atUs: 140 * ms, untilUs: 300 * ms, region: 0 };
    const restarting: OutboxLimit = { ...limit, restartAfterUs: 10 * ms };
    const each = during(restarting, [100, 110, 120, 130, 140]);
    // The faults of an instant come before its requests: the fifth write finds nobody.
    const run = runTraced({ ...each, faults: [cut, crash] });
    expect(run.all('out-of-memory')).toEqual([]);
    expect(run.report.writes).toMatchObject({ acknowledged: 4, unavailable: 1 });
  });
});

/** Writes of 100 bytes at these milliseconds in `a`, each of its own key, while the way to `b` is cut. */
function during(limit: OutboxLimit, atMs: readonly number[], sketch: ScenarioSketch = {}): Scenario {
  const script = atMs.map((at, i) => write(at * ms, 0, `key ${i}`, 'A'));
  return scenario({ ...limited(limit), ...sketch, workload: { script }, faults: sketch.faults ?? [cut] });
}

function limited(limit: OutboxLimit): ScenarioSketch {
  return { replication: { batch: { max: 5 }, outbox: { limit, resumeRatePerS: null } } };
}

function droppedIn({ all }: TracedRun): readonly object[] {
  return all('drop').map(({ atUs, writes, reason }) => ({ atMs: atUs / ms, writes, reason }));
}

function sentIn({ all }: TracedRun): readonly object[] {
  return all('send').map(({ atUs, writes }) => ({ atMs: atUs / ms, writes }));
}
