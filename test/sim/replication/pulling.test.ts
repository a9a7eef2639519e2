import { expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import { randomFaultKinds, type Fault, type PullRules } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { connect, ms, scenario, type RegionSketch, type ScenarioSketch } from '../../support/scenario.js';

/** 10 ms a link: a asks b at 100 ms, 200 ms and so on, and b sends a nothing unasked. */
const fromB: PullRules = { by: 'sequence', everyUs: 100 * ms, links: [{ from: 1, to: 0 }] };
const byClock: PullRules = { ...fromB, by: 'timestamp' };

test('nothing is sent unasked over a link that is pulled over', () => {
  const { report } = run({ pull: fromB, writes: [[120, 'B']], reads: [195, 225] });
  // Asked at 200 ms, told at 210 ms, known at 220 ms.
  expect(report.scriptedReads.map(({ values }) => values)).toEqual([[], ['B']]);
  expect(report).toMatchObject({ settled: true, convergence: { converged: true } });
  expect(report.lag.maxMs).toBeCloseTo(100, 0);
});

test('what waits to be asked for is the backlog of its link', () => {
  const { report } = run({ pull: fromB, writes: [[120, 'B'], [130, 'C'], [140, 'D']] });
  expect(report.backlog.byLink.find(({ from }) => from === 'b')).toMatchObject({ peakWrites: 3 });
});

test('a run does not end before somebody in reach has been asked', () => {
  const { report } = run({ pull: { ...fromB, everyUs: 5000 * ms }, writes: [[120, 'B']] });
  expect(report).toMatchObject({ settled: true, convergence: { converged: true } });
  expect(report.simulatedMs).toBeCloseTo(5020, 0);
});

test('who goes by a fast clock never hears of what is written between two questions', () => {
  const fast = { name: 'a', clock: { skewUs: 500 * ms } };
  const { report, lostWrites } = run({ pull: byClock, a: fast, writes: [[50, 'A'], [120, 'B']], reads: [900] });
  expect(report.scriptedReads[0].values).toEqual(['A']);
  expect(report).toMatchObject({ settled: true, convergence: { converged: false } });
  expect(lostWrites).toMatchObject([{ cause: 'queue', everywhere: false }]);
});

test('the source tells when it leaves a write out', () => {
  const fast = { name: 'a', clock: { skewUs: 500 * ms } };
  const { events, report } = run({ pull: byClock, a: fast, writes: [[50, 'A'], [120, 'B']] });
  const drops = events.filter(({ kind }) => kind === 'drop');
  expect(drops).toMatchObject([{ atUs: 210 * ms, from: 'b', to: 'a', writes: [1], reason: 'not-asked-for' }]);
  expect(report.network.pulling).toMatchObject({ writes: 1, repeated: 0, passedOver: 1 });
});

test('who goes by a slow clock is told some writes again, and takes them in once', () => {
  const slow = { name: 'a', clock: { skewUs: -250 * ms } };
  const { report, events } = run({ pull: byClock, a: slow, writes: [[50, 'A'], [120, 'B'], [900, 'C']] });
  expect(report).toMatchObject({ convergence: { converged: true }, lostWrites: { total: 0 } });
  expect(events.filter(({ kind }) => kind === 'send').length).toBeGreaterThan(3);
  expect(events.filter(({ kind }) => kind === 'apply').length).toBe(3);
});

test.each<readonly [string, Fault]>([
  ['a cut', { kind: 'partition', atUs: 205 * ms, untilUs: 450 * ms, cuts: [[0, 1], [1, 0]] }],
  ['a crash of the source', { kind: 'crash', atUs: 205 * ms, untilUs: 450 * ms, region: 1, disk: 'kept' }],
  ['a crash of the one who asks', { kind: 'crash', atUs: 215 * ms, untilUs: 450 * ms, region: 0, disk: 'kept' }],
  ['a pause of the source', { kind: 'pause', atUs: 205 * ms, untilUs: 450 * ms, region: 1 }],
])('a question that %s ends is asked again', (_what, fault) => {
  for (const pull of [fromB, byClock]) {
    const { report } = run({ pull, writes: [[120, 'B']], faults: [fault] });
    expect(report).toMatchObject({ settled: true, lostWrites: { total: 0 }, convergence: { converged: true } });
  }
});

test('what the far end of a dead link has not asked for is pending by sequence, and lost where it will not ask', () => {
  const cut: Fault = { kind: 'partition', atUs: 250 * ms, untilUs: null, cuts: [[0, 1], [1, 0]] };
  const fast = { name: 'a', clock: { skewUs: 500 * ms } };
  const writes = [[50, 'B'], [300, 'C']] as const;
  expect(run({ pull: fromB, a: fast, writes, faults: [cut] }).report.fates).toMatchObject({ pending: 1, lost: 0 });
  expect(run({ pull: byClock, a: fast, writes, faults: [cut] }).report.fates).toMatchObject({ pending: 0, lost: 1 });
});

test('by sequence everybody hears of everything, whatever the clocks and faults', () => {
  for (let seed = 0; seed < 40; seed++) {
    const { report } = simulate(roaming(`roaming ${seed}`, 'sequence'));
    expect(report, `seed ${seed}`).toMatchObject({ settled: true, lostWrites: { total: 0 }, convergence: { converged: true } });
  }
});

test('by timestamp some do not, and each acknowledged write has one fate all the same', () => {
  let lost = 0;
  for (let seed = 0; seed < 40; seed++) {
    const { fates, writes, lostWrites } = simulate(roaming(`roaming ${seed}`, 'timestamp')).report;
    expect(fates.visible + fates.superseded + fates.merged + fates.lost + fates.pending).toBe(writes.acknowledged);
    expect(lostWrites.byCause.queue).toBe(lostWrites.total);
    lost += fates.lost;
  }
  expect(lost).toBeGreaterThan(40);
});

/** Three devices around a hub, with clocks up to a second off, and faults drawn from the seed. */
function roaming(seed: string, by: PullRules['by']): ReturnType<typeof scenario> {
  const drawn = scenario({
    seed,
    durationUs: 10_000 * ms,
    regions: ['hub', ...[-1000, 0, 1000].map((skew) => ({ name: `d${skew + 1000}`, clock: { skewUs: skew * ms } }))],
    topology: connect('star', 4),
    replication: { pull: { by, everyUs: 500 * ms, links: null } },
    conflicts: { resolve: 'siblings' },
    workload: {
      keys: { count: 5, choose: { kind: 'uniform' } },
      clients: [0, 1, 2, 3].map((region) => ({ region, ratePerS: 5, arrivals: 'poisson', mix: { write: 1, read: 0, delete: 0 } })),
    },
  });
  return { ...drawn, nemesis: { faults: 6, fromUs: 0, untilUs: 9000 * ms, kinds: randomFaultKinds, swarm: true, longestUs: 2000 * ms } };
}

/** Writes of b at these milliseconds, and reads of a. */
function run(sketch: {
  readonly pull: PullRules;
  readonly a?: RegionSketch;
  readonly writes: readonly (readonly [number, string])[];
  readonly reads?: readonly number[];
  readonly faults?: readonly Fault[];
}): ReturnType<typeof simulate> & { readonly events: readonly TraceEvent[] } {
  const { pull, a = { name: 'a' }, writes, reads = [], faults = [] } = sketch;
  const script: NonNullable<ScenarioSketch['workload']>['script'] = [
    ...writes.map(([at, value]) => ({ atUs: at * ms, region: 1, client: 'w', kind: 'write', key: 'x', value } as const)),
    ...reads.map((at) => ({ atUs: at * ms, region: 0, client: 'r', kind: 'read', key: 'x', value: '' } as const)),
  ];
  const events: TraceEvent[] = [];
  const run = simulate(
    scenario({ regions: [a, 'b'], replication: { pull }, workload: { script }, faults }),
    { trace: (event) => events.push(event) },
  );
  return { ...run, events };
}
