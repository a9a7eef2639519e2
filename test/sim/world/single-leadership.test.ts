import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import type { Fault, LogShipping, Raft, Scenario, ScriptedOp, Workload } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { connect, constant, ms, scenario, type ScenarioSketch } from '../../support/scenario.js';
import { raftSpec, shippingSpec } from '../../support/single-leader-specs.js';

const majority = { kind: 'majority' } as const;

/** Three regions a, b and c, 10 ms apart; a leads. */
function world(replication: LogShipping | Raft, sketch: ScenarioSketch = {}): Scenario {
  const topology = connect('mesh', 3, { latency: constant(10 * ms) });
  return { ...scenario({ regions: ['a', 'b', 'c'], topology, durationUs: 6000 * ms, ...sketch }), replication };
}

function write(atMs: number, region: number, key: string, value: string): ScriptedOp {
  return { atUs: atMs * ms, region, client: `client ${String(region)}`, kind: 'write', key, value };
}

function read(atMs: number, region: number, key: string): ScriptedOp {
  return { atUs: atMs * ms, region, client: `reader ${String(region)}`, kind: 'read', key, value: null };
}

function script(...ops: readonly ScriptedOp[]): Partial<Workload> {
  return { script: ops };
}

const cutOff = (atMs: number, untilMs: number): Fault => ({
  kind: 'partition', atUs: atMs * ms, untilUs: untilMs * ms, cuts: [[0, 1], [1, 0], [0, 2], [2, 0]],
});
const crash = (atMs: number, untilMs: number | null, region = 0, disk: 'kept' | 'lost' = 'kept'): Fault => ({
  kind: 'crash', atUs: atMs * ms, untilUs: untilMs === null ? null : untilMs * ms, region, disk,
});

describe('a write', () => {
  test('goes to the leader wherever it is, and is everywhere in the end', () => {
    const { report } = simulate(world(shippingSpec(), { workload: script(write(100, 1, 'x', 'A')) }));
    // 10 ms there and 10 ms back; the asynchronous leader waits for nobody.
    expect(report.clients.write.maxMs).toBe(20);
    expect(report).toMatchObject({ settled: true, fates: { visible: 1 }, convergence: { converged: true } });
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([['A'], ['A'], ['A']]);
  });

  test('waits for a majority where that is asked for', () => {
    const { report } = simulate(world(shippingSpec({ acknowledge: majority }), { workload: script(write(100, 0, 'x', 'A')) }));
    expect(report.clients.write.maxMs).toBe(20);
  });

  test('knows of the one before it in the log, so that no two are concurrent', () => {
    const many = script(...[0, 1, 2, 3, 4].map((i) => write(500 + i, i % 3, 'x', `v${String(i)}`)));
    for (const spec of [shippingSpec(), raftSpec()]) {
      const { report } = simulate(world(spec, { workload: many }));
      expect(report.conflicts).toMatchObject({ distinct: 0, concurrentPairs: 0 });
      expect(report.fates).toMatchObject({ visible: 1, superseded: 4, lost: 0 });
    }
  });

  test('finds nobody while its way to the leader is cut, though the leader is well', () => {
    const { report } = simulate(world(shippingSpec(), {
      workload: script(write(1000, 1, 'x', 'A')),
      faults: [{ kind: 'partition', atUs: 900 * ms, untilUs: 1100 * ms, cuts: [[1, 0], [0, 1]] }],
    }));
    expect(report.writes).toMatchObject({ acknowledged: 0, unavailable: 1 });
    expect(report.leadership).toMatchObject({ failovers: 0, leader: 'a' });
  });

  test('that nobody will ever confirm is left without an answer, and the run comes to rest', () => {
    const { report } = simulate(world(shippingSpec({ acknowledge: { kind: 'synchronous' } }), {
      workload: script(write(1000, 0, 'x', 'A')),
      faults: [crash(500, null, 2)],
    }));
    expect(report).toMatchObject({ settled: true, writes: { attempted: 1, acknowledged: 0, indeterminate: 1 } });
  });
});

describe('a failover', () => {
  const lastWords = script(write(1000, 0, 'x', 'early'), write(1995, 0, 'x', 'late'), write(4000, 1, 'y', 'new'));

  test('loses what had not arrived, and the old value is there again', () => {
    const { report, lostWrites } = simulate(world(shippingSpec(), { workload: lastWords, faults: [crash(2000, 3000)] }));
    expect(lostWrites).toMatchObject([{ write: 1, cause: 'failover', everywhere: true }]);
    expect(report.leadership).toMatchObject({ failovers: 1, discarded: { rewound: 1 } });
    expect(report.finalValues.map(({ replicas }) => replicas.map(({ values }) => values[0]))).toEqual([
      ['early', 'early', 'early'],
      ['new', 'new', 'new'],
    ]);
  });

  test('loses it too where the old leader never comes back, and reflects it there alone', () => {
    const { lostWrites } = simulate(world(shippingSpec(), { workload: lastWords, faults: [crash(2000, null)] }));
    expect(lostWrites).toMatchObject([{ write: 1, cause: 'failover', everywhere: false }]);
  });

  test('leaves it pending where nobody takes over: its leader may come back', () => {
    const spec = shippingSpec({ failover: { kind: 'none' } });
    const { report } = simulate(world(spec, { workload: lastWords, faults: [crash(2000, null)] }));
    expect(report.fates).toMatchObject({ lost: 0, pending: 1 });
    expect(report.convergence.verdict).toBe('unknown');
  });

  test('is by disk where the disk is lost', () => {
    const spec = shippingSpec({ failover: { kind: 'majority', approvalUs: 0 } });
    const { report } = simulate(world(spec, { workload: lastWords, faults: [crash(2000, 3000, 0, 'lost')] }));
    expect(report.lostWrites.total).toBe(1);
    expect(report.leadership?.discarded.wiped).toBeGreaterThan(0);
    expect(report).toMatchObject({ settled: true, convergence: { converged: true } });
  });

  test('of Raft loses nothing that was acknowledged', () => {
    const { report } = simulate(world(raftSpec(), { workload: lastWords, faults: [crash(2000, 3000)] }));
    expect(report.lostWrites.total).toBe(0);
    expect(report.writes).toMatchObject({ acknowledged: 2, indeterminate: 1 });
  });
});

describe('two leaders', () => {
  const orders = script(
    write(1000, 0, 'x', 'before'), write(3000, 0, 'x', 'old'), read(3200, 0, 'x'), write(3300, 1, 'x', 'new'), read(3500, 1, 'x'), read(3600, 0, 'x'),
  );
  const unfenced = shippingSpec({
    failover: { kind: 'observer', approvalUs: 0, place: { beside: 1, latencyUs: 500 } },
    fencing: { kind: 'none' },
  });
  const split = world(unfenced, { workload: orders, faults: [cutOff(2000, 4500)] });

  test('both answer where nothing fences, and the report has both histories', () => {
    const { report } = simulate(split);
    const { leadership } = report;
    expect(leadership).toMatchObject({ mostLeaders: 2, acknowledgedStale: 1, leader: 'b' });
    expect(leadership?.reigns.map(({ leader, writes }) => [leader, writes?.map(({ value, kept }) => [value, kept])])).toEqual([
      ['a', [['before', true], ['old', false]]],
      ['b', [['new', true]]],
    ]);
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([['old'], ['new'], ['old']]);
    expect(report.clients.linearizable).toBe('violated');
  });

  test('with reads that ask a majority, only one of them answers', () => {
    const fenced = shippingSpec({ acknowledge: majority, reads: 'linearizable' });
    const { report } = simulate(world(fenced, { workload: orders, faults: [cutOff(2000, 4500)] }));
    expect(report.lostWrites.total).toBe(0);
    expect(report.clients.linearizable).toBe('holds');
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([null, ['new'], null]);
  });

  test('are never seen where the other one is switched off first; it comes back when it is switched on', () => {
    const spec = shippingSpec({ fencing: { kind: 'stonith', delayUs: 200 * ms, restartAfterUs: 1000 * ms } });
    const { report } = simulate(world(spec, { workload: orders, faults: [cutOff(2000, 3000)] }));
    expect(report.leadership).toMatchObject({ shots: 1, mostLeaders: 1, acknowledgedStale: 0 });
    expect(report).toMatchObject({ settled: true, convergence: { converged: true } });
  });
});

describe('a member whose log departs from the leader’s', () => {
  const departing = { workload: script(write(1995, 0, 'x', 'late'), write(4000, 1, 'x', 'new')), faults: [crash(2000, 3000)] };

  test('waits for a person where it does not rewind, and is pending meanwhile', () => {
    const spec = shippingSpec({ rejoin: { kind: 'refuse', copyAfterUs: null } });
    const { report } = simulate(world(spec, departing));
    expect(report.leadership).toMatchObject({ divergences: 1, discarded: { rewound: 0 } });
    expect(report.fates).toMatchObject({ lost: 1, pending: 1 });
  });

  test('has the leader’s log copied when the person comes', () => {
    const spec = shippingSpec({ rejoin: { kind: 'refuse', copyAfterUs: 5000 * ms } });
    const { report } = simulate(world(spec, departing));
    expect(report.leadership).toMatchObject({ divergences: 1, discarded: { copied: 1 } });
    expect(report).toMatchObject({ settled: true, fates: { lost: 1, pending: 0 }, convergence: { converged: true } });
  });
});

describe('reads', () => {
  const ops = script(write(1000, 0, 'x', 'A'), read(1005, 1, 'x'), read(1030, 1, 'x'));

  test('local ones are answered at once, and may be stale', () => {
    const { report } = simulate(world(shippingSpec({ reads: 'local' }), { workload: ops }));
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([[], ['A']]);
    expect(report.clients.read.maxMs).toBe(0);
  });

  test('those of the leader take the way there and back, and a linearizable one a round to a majority beside', () => {
    const atLeader = simulate(world(shippingSpec(), { workload: ops })).report;
    expect(atLeader.scriptedReads.map(({ values }) => values)).toEqual([['A'], ['A']]);
    expect(atLeader.clients.read.maxMs).toBe(20);
    const certain = simulate(world(shippingSpec({ reads: 'linearizable' }), { workload: ops })).report;
    expect(certain.clients.read.maxMs).toBe(40);
  });
});

test('clients that keep an address find nobody until they look again, or are told', () => {
  const ops = [2500, 3500, 3600].map((atMs) => write(atMs, 1, 'x', String(atMs)));
  const outcome = (followsHints: boolean): number => {
    const spec = shippingSpec({ redirect: { kind: 'cached', ttlUs: 60_000 * ms, followsHints } });
    // Back since 3 s, the old leader follows the new one and says so.
    return simulate(world(spec, { workload: script(...ops), faults: [crash(2000, 3000)] })).report.writes.acknowledged;
  };
  expect(outcome(false)).toBe(0);
  expect(outcome(true)).toBe(1);
});

test('what is recorded changes nothing, and the trace says who led', () => {
  const each = world(shippingSpec(), {
    workload: script(write(1000, 0, 'x', 'A'), write(1995, 0, 'x', 'B'), write(4000, 2, 'x', 'C')),
    faults: [crash(2000, 3000)],
  });
  const events: TraceEvent[] = [];
  const traced = simulate(each, { trace: (event) => events.push(event), logsRequests: true });
  expect(traced.report.fingerprint).toBe(simulate(each).report.fingerprint);
  const told = events.filter(({ kind }) => ['elect', 'depose', 'suspect', 'rewind'].includes(kind)).map(({ kind }) => kind);
  expect(told.filter((kind) => kind === 'elect')).toHaveLength(2);
  expect(told.filter((kind) => kind === 'rewind')).toHaveLength(1);
  expect(told).toContain('suspect');
});

test('entries cost their follower the time to apply them, and lag shows it', () => {
  const regions = ['a', 'b', 'c'].map((name) => ({ name, node: { applyUs: 2 * ms } }));
  const { report } = simulate(world(shippingSpec(), { regions, workload: script(write(1000, 0, 'x', 'A')) }));
  expect(report.lag).toMatchObject({ count: 2, open: 0, maxMs: 12 });
});
