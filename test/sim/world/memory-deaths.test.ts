import { expect, test } from 'vitest';
import type { Fault, Scenario } from '../../../src/sim/scenario.js';
import { World } from '../../../src/sim/world/world.js';
import { bothWays, ms, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

/** Everybody but `d` writes, `a` most often; `d` is cut off from all of them, for a while. */
function cascade(capacityBytes: number, restartAfterUs: number | null, writers = [0, 1, 2]): Scenario {
  const regions = ['a', 'b', 'c', 'd'];
  const stepsMs = [40, 90, 150];
  const stepOf = (region: number): number => stepsMs[region] ?? 0;
  const script = writers.flatMap((region) =>
    Array.from({ length: 20 }, (_, i) => {
      return write((100 + i * stepOf(region)) * ms + region, region, 'x', 'A');
    }),
  );
  const cuts = bothWays([0, 3], [1, 3], [2, 3]);
  const cut: Fault = { kind: 'partition', atUs: 50 * ms, untilUs: 3000 * ms, cuts };
  const limit = { kind: 'crash', capacityBytes, restartAfterUs } as const;
  return scenario({
    regions,
    durationUs: 3000 * ms,
    replication: { outbox: { limit, resumeRatePerS: null } },
    workload: { script: script.sort((x, y) => x.atUs - y.atUs) },
    faults: [cut],
  });
}

test('a death makes the others queue for the dead one, until they die too', () => {
  const { report, all } = runTraced(cascade(1000, null));
  expect(report.backlog.outOfMemory.map(({ replica }) => replica)).toEqual(['a', 'b', 'c']);
  expect(all('crash').map(({ replica }) => replica)).toEqual(['a', 'b', 'c']);
  expect(all('restart')).toEqual([]);
});

test('a death hastens the next one', () => {
  const deathOf = (name: string, writers: readonly number[]): number | undefined => {
    const { outOfMemory } = runTraced(cascade(1000, null, [...writers])).report.backlog;
    return outOfMemory.find(({ replica }) => replica === name)?.atMs;
  };
  // For d alone b keeps a write each 90 ms: the ninth is one too many, beside its copies for a and c.
  expect(deathOf('b', [1])).toBe(100.001 + 8 * 90);
  // a dies before that, and from then on b keeps two copies each time.
  expect(deathOf('b', [0, 1])).toBeLessThan(100.001 + 8 * 90);
});

test('with memory enough nobody dies', () => {
  const { report } = runTraced(cascade(10_000, null));
  expect(report.backlog.outOfMemory).toEqual([]);
  expect(report.convergence.verdict).toBe('holds');
});

test('who died comes back after its time, and serves', () => {
  const { report, all } = runTraced(cascade(1000, 500 * ms));
  const deaths = report.backlog.outOfMemory.map(({ replica, atMs }) => `${replica} ${atMs + 500}`);
  expect(all('restart').map(({ replica, atUs }) => `${replica} ${atUs / ms}`)).toEqual(deaths);
  expect(deaths.length).toBeGreaterThan(1);
  expect(report.settled).toBe(true);
  expect(report.convergence.verdict).not.toBe('unknown');
});

test('a node that is down already does not die once more', () => {
  const crash: Fault = { kind: 'crash', atUs: 0, untilUs: null, region: 0 };
  const world = new World(scenario({ faults: [crash] }));
  while (world.step(world.limitUs));
  world.memory.die(0);
  world.memory.die(1);
  expect(world.memory.deaths.map(({ region }) => region)).toEqual([1]);
});
