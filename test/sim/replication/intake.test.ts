/** How replicated writes get in: held back, released, stopped, skipped. All links take 10 ms but one. */
import { describe, expect, test } from 'vitest';
import type { Link, ScriptedOp, Topology } from '../../../src/sim/scenario.js';
import { connect, constant, link, ms, read, remove, scenario, update, write } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const insertThenUpdate = [write(0, 0, 'x', 'A'), update(20 * ms, 1, 'x', 'B')];

describe('a write that comes too early', () => {
  test('waits for its cause, and is logged for followers only then', () => {
    const run = runMesh([write(0, 0, 'q', '?'), write(20 * ms, 1, 'a', '!')], 'causal', {
      regions: ['a', 'b', { name: 'c', followers: { count: 1, latency: constant(ms) } }],
    });
    expect(run.all('hold-back')).toMatchObject([
      { atUs: 30 * ms, replica: 'c', write: 1, key: 'a', from: 'b', waitsFor: 0 },
    ]);
    expect(run.all('release')).toMatchObject([{ atUs: 100 * ms, replica: 'c', write: 1 }]);
    expect(arrivalsAt(run, 'c/1')).toEqual(['w0 at 101', 'w1 at 101']);
  });

  test('survives the crash of its leader, and is not sent again', () => {
    const run = runMesh([write(0, 0, 'q', '?'), write(20 * ms, 1, 'a', '!')], 'causal', {
      faults: [{ kind: 'crash', atUs: 50 * ms, untilUs: 200 * ms, region: 2 }],
    });
    expect(run.all('receive').filter(({ from, to }) => from === 'b' && to === 'c').length).toBe(1);
    expect(run.all('release').map(({ write: op }) => op)).toEqual([1]);
    expect(run.report).toMatchObject({ settled: true, fates: { visible: 2 } });
  });

  test('is acknowledged when it is received', () => {
    const script = [write(0, 0, 'q', '?'), write(20 * ms, 1, 'a', '!'), write(60 * ms, 1, 'b', '-')];
    const { report } = runMesh(script, 'causal');
    const way = report.backlog.byLink.find(({ from, to }) => from === 'b' && to === 'c');
    expect(way?.peakWrites).toBe(1);
    expect(report.ordering).toMatchObject({ heldBack: 2, mostHeldBack: 2 });
  });

  test('comes in with all that waited for it, one after the other', () => {
    const script = [0, 1, 2, 3].map((i) => write(i * ms, 0, `k${i}`, 'v'));
    const slowFirst = { ...connect('mesh', 2, { transport: 'datagram' }) };
    const run = runTraced(
      scenario({
        topology: slowFirst,
        replication: { order: 'fifo' },
        workload: { keys: { count: 4, choose: { kind: 'uniform' } }, script },
        faults: [
          { kind: 'latency-spike', atUs: 0, untilUs: 500, links: [[0, 1]], addUs: 100 * ms },
        ],
      }),
    );
    expect(arrivalsAt(run, 'b')).toEqual(['w0 at 110', 'w1 at 110', 'w2 at 110', 'w3 at 110']);
    expect(run.report.ordering).toMatchObject({ heldBack: 3, mostHeldBack: 3 });
  });

  test('waits for ever when its cause is lost on the way, and the run says so', () => {
    const { report } = runTraced(
      scenario({
        topology: connect('mesh', 2, { transport: 'datagram' }),
        replication: { order: 'fifo' },
        workload: { script: [0, 1, 2].map((i) => write(i * ms, 0, 'x', `v${i}`)) },
        faults: [{ kind: 'loss', atUs: 0, untilUs: 500, links: [[0, 1]], loss: 1 }],
      }),
    );
    expect(report.settled).toBe(false);
    expect(report.unsettled).toEqual(['2 writes held back at b for a write that never came']);
    expect(report.convergence.verdict).toBe('unknown');
    expect(report.fates).toMatchObject({ lost: 0, pending: 3 });
  });

  test('keeps nobody waiting where its leader is down for good', () => {
    const { report } = runMesh([write(0, 0, 'q', '?'), write(20 * ms, 1, 'a', '!')], 'causal', {
      faults: [{ kind: 'crash', atUs: 50 * ms, untilUs: null, region: 2 }],
    });
    expect(report).toMatchObject({ settled: true, convergence: { verdict: 'unknown' } });
    expect(report.fates).toMatchObject({ lost: 0, pending: 2 });
  });

  test('counts as repeated when it comes again while it waits', () => {
    const { report } = runTraced(
      scenario({
        topology: connect('mesh', 2, { transport: 'datagram', duplicate: 1 }),
        replication: { order: 'fifo' },
        workload: { script: [write(0, 0, 'x', 'A'), write(ms, 0, 'x', 'B')] },
        faults: [
          { kind: 'latency-spike', atUs: 0, untilUs: 500, links: [[0, 1]], addUs: 100 * ms },
        ],
      }),
    );
    expect(report.network.duplicates).toBe(2);
    expect(report.ordering.heldBack).toBe(1);
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([['B'], ['B']]);
  });
});

describe('an update', () => {
  test('is refused by its own leader when there is no record, or a deleted one', () => {
    const run = runMesh(
      [update(0, 0, 'x', 'A'), write(ms, 0, 'x', 'B'), remove(2 * ms, 0, 'x'), update(3 * ms, 0, 'x', 'C')],
      null,
    );
    expect(run.report.writes).toMatchObject({ attempted: 4, acknowledged: 2, rejected: 2 });
    expect(run.all('refuse')).toMatchObject([
      { atUs: 0, operation: 'update', reason: 'no-record' },
      { atUs: 3 * ms, operation: 'update', reason: 'no-record' },
    ]);
    expect(run.report.clients.write.availability).toBe(0.5);
  });

  test('is a write like any other where its record is', () => {
    const run = runMesh([write(0, 0, 'x', 'A'), update(ms, 0, 'x', 'B')], null);
    expect(run.report.finalValues[0].replicas.map(({ values }) => values)).toEqual([['B'], ['B'], ['B']]);
    expect(run.report.fates).toMatchObject({ visible: 1, superseded: 1 });
    expect(run.all('accept').map(({ isUpdate }) => isUpdate)).toEqual([undefined, true]);
  });

  test('is held until its record is there, and its leader’s next writes behind it', () => {
    const run = runMesh([...insertThenUpdate, write(40 * ms, 1, 'y', 'C')], null);
    expect(run.all('apply-error')).toMatchObject([
      { atUs: 30 * ms, replica: 'c', write: 1, key: 'x', from: 'b', action: 'hold' },
    ]);
    expect(arrivalsAt(run, 'c')).toEqual(['w0 at 100', 'w1 at 100', 'w2 at 100']);
    expect(run.report.ordering.applyErrors).toEqual({ stopped: 0, skipped: 0, held: 1 });
  });

  test('that is held lets later writes pass where no order is asked for', () => {
    const run = runMesh([...insertThenUpdate, write(40 * ms, 1, 'y', 'C')], 'none');
    expect(arrivalsAt(run, 'c')).toEqual(['w2 at 50', 'w0 at 100', 'w1 at 100']);
  });

  test('that is held comes in when a client makes its record', () => {
    const run = runMesh([...insertThenUpdate, write(60 * ms, 2, 'x', 'C')], null);
    expect(run.all('release')).toMatchObject([{ atUs: 60 * ms, replica: 'c', write: 1 }]);
  });

  test('that is held comes in as known when a delete comes that knew of it', () => {
    const run = runMesh([...insertThenUpdate, remove(50 * ms, 1, 'x')], 'none');
    expect(run.all('apply').filter(({ replica, write: op }) => replica === 'c' && op === 1)).toMatchObject(
      [{ atUs: 60 * ms, outcome: 'known' }],
    );
    expect(run.report).toMatchObject({ settled: true, convergence: { verdict: 'holds' } });
  });

  test('that is held for ever keeps the run from settling', () => {
    const script = [write(0, 0, 'x', 'A'), remove(120 * ms, 0, 'x'), update(121 * ms, 1, 'x', 'B')];
    const { report } = runMesh(script, null);
    expect(report.settled).toBe(false);
    expect(report.unsettled).toEqual([
      '1 update held back at a for a record that never came, first w2 of x',
    ]);
    expect(report.fates.pending).toBe(1);
  });

  test('that is skipped is lost there by an apply error, and so are its followers’ copies', () => {
    const run = runMesh(insertThenUpdate, null, {
      regions: ['a', 'b', { name: 'c', followers: { count: 1, latency: constant(ms) } }],
      replication: { applyErrors: 'skip' },
    });
    expect(run.all('apply-error').map(({ atUs, replica }) => `${replica} ${atUs / ms}`)).toEqual([
      'c 30',
      'c/1 31',
    ]);
    expect(run.report.ordering.applyErrors).toEqual({ stopped: 0, skipped: 1, held: 0 });
    expect(run.lostWrites).toMatchObject([{ write: 1, cause: 'apply-error', everywhere: false }]);
    expect(run.report).toMatchObject({ settled: true, convergence: { divergentKeys: 1 } });
  });

  test('that is skipped goes on to leaders that hold its record', () => {
    const topology: Topology = {
      kind: 'links',
      forward: true,
      links: [link(0, 1), link(0, 2, { latency: constant(100 * ms) }), link(0, 3), link(1, 2), link(2, 3)],
    };
    const run = runTraced(
      scenario({
        regions: ['a', 'b', 'c', 'd'],
        topology,
        replication: { applyErrors: 'skip', loops: 'origin-tag' },
        workload: { script: [...insertThenUpdate] },
        // The insert takes the slow way to c, not the one over b.
        faults: [{ kind: 'partition', atUs: 0, untilUs: 15 * ms, cuts: [[1, 2]] }],
      }),
    );
    const errors = run.all('apply-error').map(({ replica }) => replica);
    const holds = run.report.finalValues[0].replicas.map(({ values }) => values.join());
    expect([errors, holds]).toEqual([[], ['A', 'B', 'B', 'B']]);
  });

  test('that stops an applier leaves all later writes of that link waiting, and no other link’s', () => {
    const script = [...insertThenUpdate, write(40 * ms, 1, 'y', 'C'), write(50 * ms, 0, 'z', 'D')];
    const run = runMesh(script, null, { replication: { applyErrors: 'stop' } });
    expect(arrivalsAt(run, 'c')).toEqual(['w0 at 100', 'w3 at 150']);
    expect(run.report.settled).toBe(false);
    expect(run.report.unsettled).toEqual([
      '2 writes queued from b to c (connected)',
      'the applier from b to c stopped at w1 of x, whose record is missing',
    ]);
    expect(run.report.fates).toMatchObject({ pending: 2, lost: 0, visible: 2 });
    expect(run.report.ordering.applyErrors).toEqual({ stopped: 1, skipped: 0, held: 0 });
  });

  test('that stops an applier has the writes before it in its message acknowledged', () => {
    const script = [write(0, 0, 'x', 'A'), write(20 * ms, 1, 'y', 'C'), update(20 * ms, 1, 'x', 'B')];
    const run = runMesh(script, null, {
      replication: { applyErrors: 'stop', batch: { everyUs: ms, max: 10 } },
    });
    expect(arrivalsAt(run, 'c')).toEqual(['w1 at 31', 'w0 at 101']);
    expect(run.report.unsettled[0]).toBe('1 write queued from b to c (connected)');
  });

  test('that stops an applier stays stopped through a crash and a new connection', () => {
    const run = runMesh([...insertThenUpdate, write(40 * ms, 1, 'y', 'C')], null, {
      replication: { applyErrors: 'stop' },
      faults: [{ kind: 'crash', atUs: 200 * ms, untilUs: 300 * ms, region: 2 }],
    });
    expect(arrivalsAt(run, 'c')).toEqual(['w0 at 100']);
    expect(run.report.fates.pending).toBe(2);
  });

  test('that stops an applier on a datagram link has the leader keep what follows', () => {
    const run = runMesh([...insertThenUpdate, write(40 * ms, 1, 'y', 'C')], null, {
      replication: { applyErrors: 'stop' },
      transport: 'datagram',
    });
    expect(run.report.unsettled).toEqual([
      'the applier from b to c stopped at w1 of x, whose record is missing',
    ]);
    expect(run.report.fates).toMatchObject({ pending: 2, lost: 0 });
  });

  test('that stops an applier once it is released keeps what else is released there', () => {
    const script = [
      write(0, 0, 'x', 'A'),
      write(ms, 0, 'y', 'A'),
      update(31 * ms, 1, 'x', 'B'),
      write(32 * ms, 1, 'z', 'C'),
      remove(60 * ms, 2, 'x'),
    ];
    const run = runMesh(script, 'causal', { replication: { applyErrors: 'stop' } });
    expect(run.report.ordering).toMatchObject({ heldBack: 2, applyErrors: { stopped: 1 } });
    expect(run.report.unsettled).toEqual([
      'the applier from b to c stopped at w2 of x, whose record is missing',
    ]);
    expect(arrivalsAt(run, 'c')).toEqual(['w0 at 100', 'w1 at 101']);
    // The update has lost to the delete elsewhere already; `z` is only late.
    expect(run.report.fates).toMatchObject({ pending: 1, lost: 2 });
  });
});

test('reads take no part in any of this', () => {
  const { report } = runMesh([read(0, 0, 'x'), read(ms, 1, 'x')], 'causal');
  expect(report.ordering).toEqual({
    heldBack: 0,
    mostHeldBack: 0,
    applyErrors: { stopped: 0, skipped: 0, held: 0 },
  });
});

/** Three leaders; from `a` to `c` it takes 100 ms. */
function runMesh(
  script: readonly ScriptedOp[],
  order: 'none' | 'fifo' | 'causal' | null,
  sketch: ScenarioSketch & { readonly transport?: Link['transport'] } = {},
): TracedRun {
  const { transport = 'fifo', replication, ...rest } = sketch;
  const links = connect('mesh', 3, { transport }).links.map((each) =>
    each.from === 0 && each.to === 2 ? { ...each, latency: constant(100 * ms) } : each,
  );
  return runTraced(
    scenario({
      regions: ['a', 'b', 'c'],
      topology: { kind: 'mesh', forward: false, links },
      workload: { script },
      replication: { order, ...replication },
      ...rest,
    }),
  );
}

/** When a replica first took in each write, in milliseconds. */
function arrivalsAt(run: TracedRun, replica: string): readonly string[] {
  return run
    .all('apply')
    .filter((event) => event.replica === replica)
    .map(({ write: op, atUs }) => `w${op} at ${atUs / ms}`);
}
