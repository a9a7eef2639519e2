import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import type { Fault, Link, Scenario, TombstoneRule } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { bothWays, connect, ms, read, remove, scenario, write, type LinkSketch } from '../../support/scenario.js';

const second = 1000 * ms;

/** A row is written everywhere at 0 s and deleted at 1 s by region 0; a read keeps the run going to 30 s. */
function deleting(
  rule: TombstoneRule,
  sketch: { readonly link?: LinkSketch; readonly faults?: readonly Fault[]; readonly more?: Scenario['workload']['script'] } = {},
): Scenario {
  return scenario({
    regions: ['a', { name: 'b', followers: { count: 1, latency: { kind: 'constant', valueUs: ms } } }],
    durationUs: 30 * second,
    topology: connect('mesh', 2, sketch.link ?? {}),
    replication: { tombstones: rule, antiEntropy: { kind: 'merkle', everyUs: second, keysPerLeaf: 1 } },
    workload: {
      script: [
        write(0, 0, 'x', 'A'),
        remove(second, 0, 'x'),
        ...(sketch.more ?? []),
        read(30 * second, 0, 'x'),
      ].sort((p, q) => p.atUs - q.atUs),
    },
    faults: sketch.faults ?? [],
  });
}

const away: Fault = { kind: 'partition', atUs: 500 * ms, untilUs: 10 * second, cuts: bothWays([0, 1]) };
const datagram: Partial<Link> = { transport: 'datagram' };

describe('a tombstone', () => {
  test('that is kept for ever is held by every replica, and counted', () => {
    const { report } = simulate(deleting({ kind: 'forever' }));
    expect(report.tombstones).toEqual({ peak: 1, held: 1, collected: 0, resurrectedKeys: 0 });
    expect(report.fates).toMatchObject({ visible: 1, superseded: 1 });
  });

  test('goes from every replica at one moment, so long after the delete', () => {
    const { report, collections } = runTraced(deleting({ kind: 'grace', keepUs: 3 * second }));
    expect(collections).toEqual(['a', 'b', 'b/1'].map((replica) => ({ replica, atUs: 4 * second })));
    expect(report.tombstones).toEqual({ peak: 1, held: 0, collected: 3, resurrectedKeys: 0 });
    // Absence reflects the delete.
    expect(report.fates).toMatchObject({ visible: 1, superseded: 1, lost: 0 });
    expect(report.convergence.verdict).toBe('holds');
  });

  test('that comes when its time is over deletes what is there, and is gone at once', () => {
    const { report, collections } = runTraced(deleting({ kind: 'grace', keepUs: 3 * second }, { faults: [away] }));
    expect(collections[0]).toEqual({ replica: 'a', atUs: 4 * second });
    expect(collections.slice(1).map(({ replica }) => replica)).toEqual(['b', 'b/1']);
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([[], [], []]);
    expect(report.tombstones).toMatchObject({ held: 0, resurrectedKeys: 0 });
  });

  test('that was forgotten lets the row come back from whoever never heard of it', () => {
    const sketch = deleting({ kind: 'grace', keepUs: 3 * second }, { faults: [away], link: datagram });
    const { report, revivals } = runTraced(sketch);
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([['A'], ['A'], ['A']]);
    expect(report.tombstones).toMatchObject({ collected: 1, resurrectedKeys: 1 });
    expect(report.clients.resurrectedDeletes).toBe(1);
    expect(report.lostWrites.total).toBe(1);
    expect(revivals).toMatchObject([{ replica: 'a', write: 0, by: 1 }]);
  });

  test('that is kept long enough does not', () => {
    const { report } = simulate(deleting({ kind: 'grace', keepUs: 15 * second }, { faults: [away], link: datagram }));
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([[], [], []]);
    expect(report.tombstones).toMatchObject({ collected: 3, resurrectedKeys: 0 });
    expect(report.lostWrites.total).toBe(0);
  });

  test('waits for whoever is away, where all have to know', () => {
    const { collections } = runTraced(deleting({ kind: 'after-all-know' }, { faults: [away] }));
    expect(collections.length).toBe(3);
    for (const { atUs } of collections) expect(atUs).toBeGreaterThan(10 * second);
  });

  test('is over when the row is written anew, and what was deleted stays superseded', () => {
    const more = [write(8 * second, 1, 'x', 'B')];
    const { report } = simulate(deleting({ kind: 'grace', keepUs: 3 * second }, { more }));
    expect(report.fates).toMatchObject({ visible: 1, superseded: 2, lost: 0 });
    expect(report.tombstones).toMatchObject({ held: 0, collected: 3, resurrectedKeys: 0 });
    expect(report.conflicts.distinct).toBe(0);
  });

  test('survives a crash, and goes with a lost disk', () => {
    const crash = (disk: 'kept' | 'lost'): Fault => ({ kind: 'crash', region: 0, atUs: 2 * second, untilUs: 3 * second, disk });
    const kept = simulate(deleting({ kind: 'forever' }, { faults: [crash('kept')] })).report;
    expect(kept.tombstones).toMatchObject({ peak: 1, held: 1 });
    const lost = runTraced(deleting({ kind: 'grace', keepUs: 1500 * ms }, { faults: [crash('lost')] }));
    expect(lost.collections.map(({ replica }) => replica)).toEqual(['b', 'b/1']);
  });
});

function runTraced(each: Scenario) {
  const events: TraceEvent[] = [];
  const { report } = simulate(each, { trace: (event) => events.push(event) });
  const changes = events.filter((event) => event.kind === 'tombstone');
  const collections = changes.filter(({ change }) => change === 'collect').map(({ replica, atUs }) => ({ replica, atUs }));
  return { report, collections, revivals: changes.filter(({ change }) => change === 'revive') };
}
