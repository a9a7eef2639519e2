/** How far a write gets in each topology, whom a death cuts off, what stops copies that circle. */
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.js';
import type { ScenarioSketch } from '../support/scenario.js';
import { connect, link, ms, scenario, write } from '../support/scenario.js';
import { runTraced } from '../support/traced-run.js';
import type { TracedRun } from '../support/traced-run.js';

const sizes = [2, 3, 4, 5, 6, 7, 8];
const hopUs = 10 * ms;
type Shape = 'mesh' | 'star' | 'ring' | 'two-way-ring';

describe('without faults', () => {
  test.each(sizes)('a one-way ring of %d reaches all, one hop after the other', (n) => {
    for (let writer = 0; writer < n; writer++) {
      const run = writeOnce('ring', n, writer);
      const arrivals = firstArrivals(run);
      for (let hops = 1; hops < n; hops++) {
        expect(arrivals.get(`r${(writer + hops) % n}`)).toBe(hops * hopUs);
      }
      expect(run.report.network.maxHops).toBe(n - 1);
      expectEverybodyKnows(run);
    }
  });

  test.each(sizes)('a star of %d reaches all in one hop from the hub, in two from a spoke', (n) => {
    for (let writer = 0; writer < n; writer++) {
      const run = writeOnce('star', n, writer);
      const farthest = writer === 0 || n === 2 ? 1 : 2;
      expect(run.report.network.maxHops).toBe(farthest);
      expect(Math.max(...firstArrivals(run).values())).toBe(farthest * hopUs);
      expectEverybodyKnows(run);
    }
  });

  test.each(sizes)('a mesh of %d reaches all in one hop', (n) => {
    const run = writeOnce('mesh', n, n - 1);
    expect(run.report.network).toMatchObject({ maxHops: 1, writeAmplification: n - 1 });
    expect(Math.max(...firstArrivals(run).values())).toBe(hopUs);
    expectEverybodyKnows(run);
  });

  test.each(sizes)('a two-way ring of %d reaches all over the shorter way', (n) => {
    const run = writeOnce('two-way-ring', n, 1);
    expect(run.report.network.maxHops).toBe(Math.floor(n / 2));
    expect(Math.max(...firstArrivals(run).values())).toBe(Math.floor(n / 2) * hopUs);
    expectEverybodyKnows(run);
  });
});

describe('a dead node', () => {
  const n = 6;

  test('cuts every path through it in a one-way ring, and no other', () => {
    forEachPair(n, (writer, dead) => {
      const between = (dead - writer + n) % n;
      const reached = Array.from({ length: between - 1 }, (_, i) => (writer + 1 + i) % n);
      expect(whoLearns('ring', n, { writer, dead })).toEqual(nameAll(reached));
    });
  });

  test('stops a star when it is the hub, and otherwise hurts only itself', () => {
    forEachPair(n, (writer, dead) => {
      const reached = dead === 0 ? [] : others(n, writer, dead);
      expect(whoLearns('star', n, { writer, dead })).toEqual(nameAll(reached));
    });
  });

  test('hurts nobody else in a two-way ring', () => {
    forEachPair(n, (writer, dead) => {
      const learned = whoLearns('two-way-ring', n, { writer, dead });
      expect(learned).toEqual(nameAll(others(n, writer, dead)));
    });
  });

  test('hurts nobody else in a mesh', () => {
    forEachPair(n, (writer, dead) => {
      expect(whoLearns('mesh', n, { writer, dead })).toEqual(nameAll(others(n, writer, dead)));
    });
  });

  test('leaves what waits for it pending, and the verdict open', () => {
    const { report } = runTraced(deathScenario('mesh', 3, { writer: 0, dead: 2 }));
    expect(report.fates).toMatchObject({ pending: 1, lost: 0 });
    expect(report.convergence.verdict).toBe('unknown');
  });

  test('divides a two-way ring when there are two of them', () => {
    const base = deathScenario('two-way-ring', n, { writer: 0, dead: 2 });
    const second = { kind: 'crash', atUs: 0, untilUs: null, region: 4 } as const;
    const run = runTraced({ ...base, faults: [...base.faults, second] });
    expect([...firstArrivals(run).keys()].sort()).toEqual(['r1', 'r5']);
  });
});

describe('a cut link', () => {
  test('keeps its two ends apart in a mesh that does not forward, and only them', () => {
    const faults = [{ kind: 'partition', atUs: 0, untilUs: null, cuts: [[0, 2]] }] as const;
    const run = runTraced(spread('mesh', 4, 0, { faults }));
    expect([...firstArrivals(run).keys()].sort()).toEqual(['r1', 'r3']);
    expect(run.report.fates.pending).toBe(1);
  });

  test('is gone round in a mesh that forwards', () => {
    const faults = [{ kind: 'partition', atUs: 0, untilUs: null, cuts: [[0, 2]] }] as const;
    const topology = connect('mesh', 4, { forward: true });
    const replication = { loops: 'seen-ids' } as const;
    const run = runTraced(spread('mesh', 4, 0, { faults, topology, replication }));
    expect(firstArrivals(run).get('r2')).toBe(2 * hopUs);
  });
});

describe('origin tags', () => {
  test.each(['ring', 'star', 'two-way-ring'] as const)('stop every loop in a %s', (shape) => {
    for (const n of sizes) {
      for (let writer = 0; writer < n; writer++) {
        const { report } = writeOnce(shape, n, writer);
        expect(report).toMatchObject({ settled: true, network: { stormStopped: 0 } });
      }
    }
  });

  test.each(sizes.filter((n) => n > 2))('drop each write once in a ring of %d: at home', (n) => {
    const run = writeOnce('ring', n, 1);
    expect(run.report.network).toMatchObject({ suppressedLoops: 1, writeAmplification: n });
    expect(run.all('drop')).toMatchObject([{ to: 'r1', reason: 'came-home', writes: [0] }]);
  });

  test('do not stop copies that circle past their origin in a mesh of four that forwards', () => {
    const { report } = forwardOverMesh('origin-tag');
    expect(report.network.stormStopped).toBeGreaterThan(0);
    expect(report.network.duplicates).toBeGreaterThan(0);
    expect(report.settled).toBe(true);
  });

  test('let writes whose origin left a one-way ring circle until the guard ends it', () => {
    const run = leaveRing('origin-tag');
    expect(run.report.network).toMatchObject({ stormStopped: 1, suppressedLoops: 0 });
    expect(run.all('receive').length).toBe(hopLimit);
    expect(run.all('drop')).toMatchObject([{ reason: 'hop-limit', writes: [0] }]);
    expect(run.report.fates).toMatchObject({ visible: 1 });
  });
});

describe('seen ids', () => {
  test('stop every loop in a mesh that forwards', () => {
    const { report } = forwardOverMesh('seen-ids');
    expect(report.network).toMatchObject({ stormStopped: 0, maxHops: 1 });
    expect(report.network.suppressedLoops).toBeGreaterThan(0);
  });

  test('stop the writes of an origin that left a one-way ring after one round', () => {
    const run = leaveRing('seen-ids');
    expect(run.report.network).toMatchObject({ stormStopped: 0, suppressedLoops: 1 });
    expect(run.all('receive').length).toBe(4);
    expect(run.report.fates).toMatchObject({ visible: 1 });
  });
});

test('without a loop filter a write circles in a ring until the guard reports it', () => {
  for (const n of sizes.filter((size) => size > 2)) {
    const replication = { loops: 'none', hopLimit } as const;
    const run = runTraced(spread('ring', n, 0, { replication }));
    expect(run.all('receive').length).toBe(hopLimit);
    expect(run.report.network).toMatchObject({ stormStopped: 1, suppressedLoops: 0 });
    expect(run.report.network.writeAmplification).toBe(hopLimit);
    expect(run.report).toMatchObject({ settled: true, fates: { visible: 1 } });
  }
});

test('a write that circles is stopped at the hop limit also where that is beyond 255', () => {
  const replication = { loops: 'none', hopLimit: 300 } as const;
  const run = runTraced(spread('ring', 3, 0, { replication }));
  expect(run.all('receive').length).toBe(300);
  expect(run.report).toMatchObject({ settled: true, network: { stormStopped: 1 } });
});

const hopLimit = 12;

/** One write at 0 in one of n regions, all hops equally long. */
function spread(shape: Shape, n: number, writer: number, sketch: ScenarioSketch = {}): Scenario {
  return scenario({
    durationUs: 1,
    regions: Array.from({ length: n }, (_, i) => `r${i}`),
    topology: connect(shape, n),
    workload: { script: [write(0, writer, 'x', 'A')] },
    ...sketch,
  });
}

function writeOnce(shape: Shape, n: number, writer: number): TracedRun {
  return runTraced(spread(shape, n, writer));
}

function deathScenario(shape: Shape, n: number, who: { writer: number; dead: number }): Scenario {
  const faults = [{ kind: 'crash', atUs: 0, untilUs: null, region: who.dead }] as const;
  return spread(shape, n, who.writer, { faults });
}

function whoLearns(
  shape: Shape,
  n: number,
  who: { writer: number; dead: number },
): readonly string[] {
  const run = runTraced(deathScenario(shape, n, who));
  expect(run.report.settled).toBe(true);
  return [...firstArrivals(run).keys()].sort();
}

function forwardOverMesh(loops: 'origin-tag' | 'seen-ids'): TracedRun {
  const topology = connect('mesh', 4, { forward: true });
  return runTraced(spread('mesh', 4, 0, { topology, replication: { loops, hopLimit: 6 } }));
}

/** The writer leaves a ring of four while its write is between its second and its third node. */
function leaveRing(loops: 'origin-tag' | 'seen-ids'): TracedRun {
  const bridges = [link(3, 1)];
  const faults = [{ kind: 'leave', atUs: 15 * ms, region: 0, bridges }] as const;
  return runTraced(spread('ring', 4, 0, { faults, replication: { loops, hopLimit } }));
}

/** When each replica first took the write in. */
function firstArrivals({ all }: TracedRun): ReadonlyMap<string, number> {
  const arrivals = new Map<string, number>();
  for (const { replica, atUs } of all('apply')) {
    if (!arrivals.has(replica)) arrivals.set(replica, atUs);
  }
  return arrivals;
}

function expectEverybodyKnows({ report }: TracedRun): void {
  expect(report).toMatchObject({
    fates: { visible: 1, pending: 0, lost: 0 },
    lag: { open: 0 },
    convergence: { verdict: 'holds' },
  });
}

function forEachPair(n: number, visit: (writer: number, dead: number) => void): void {
  for (let writer = 0; writer < n; writer++) {
    for (let dead = 0; dead < n; dead++) if (dead !== writer) visit(writer, dead);
  }
}

function others(n: number, writer: number, dead: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i).filter((i) => i !== writer && i !== dead);
}

function nameAll(regions: readonly number[]): readonly string[] {
  return regions.map((i) => `r${i}`).sort();
}
