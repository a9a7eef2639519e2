/**
 * Homes against concurrent writes: theory held against the simulation.
 *
 * N leaders in a mesh with one delay d are sent Poisson writes of λ a second each, on K keys alike. With
 * everyone writing nearby, N(N−1)/2 · 2d · λ²/K pairs a second are concurrent (see concurrency-rate).
 *
 * **Strays.** Let a share h of the writes go to the leader of their key's home, the rest, s = 1 − h, to the
 * leader nearby; the way home takes as long from everywhere, and moves a Poisson process without changing
 * it. In units of λ/K the home gets 1 + (N−1)h writes of a key, each other leader s, so the pairs are
 *
 *     (N−1)·s·(1 + (N−1)h) + (N−1)(N−2)/2·s²  =  N(N−1)/2 · (1 − h²)
 *
 * A share of **1 − h²** of the concurrent pairs remains, whatever N: about twice the share that strays.
 *
 * **Travellers.** Nobody strays, and a share p of the users is away at a time. What is sent where they are
 * stays there, the rest goes home: 1 and N − 1, so N − 1 of N(N−1)/2 pairs remain, a share of **2p/N** in
 * all. If the home follows D after each departure and return, the two differ for 2D of each trip of
 * length F, and **2p/N · 2D/F** remains. Pairs across a departure add a share of about d/D to that.
 */
import { describe, expect, test } from 'vitest';
import type { ClientGroup, Scenario, Travel, Users } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { connect, constant, ms, scenario } from '../support/scenario.js';
import { runTraced } from '../support/traced-run.js';

const patienceMs = 60_000;

interface Point {
  readonly leaders: number;
  readonly ratePerS: number;
  readonly keys: number;
  readonly delayS: number;
  readonly durationS: number;
}

const few: Point = { leaders: 2, ratePerS: 500, keys: 50, delayS: 0.01, durationS: 100 };
const more: Point = { leaders: 3, ratePerS: 500, keys: 100, delayS: 0.01, durationS: 100 };
const many: Point = { leaders: 5, ratePerS: 200, keys: 100, delayS: 0.02, durationS: 100 };

describe.each([
  [few, 0], [few, 0.5], [few, 0.9], [more, 0.8], [{ ...more, durationS: 200 }, 0.99], [many, 0.5], [many, 0.97],
])('%o with a share of %f at home', (point, home) => {
  test('keeps 1 − h² of the concurrent pairs', () => {
    expectNear(countPairs(point, { homes: 'by-id', localShare: 0 }, home), (1 - home * home) * pairsNearby(point), point);
  }, patienceMs);
});

test('with everyone at home no two writes are concurrent, wherever they are sent', () => {
  for (const homes of ['by-id', 'geohash'] as const) {
    expect(countPairs({ ...more, durationS: 20 }, { homes, localShare: 0 }, 1)).toBe(0);
  }
});

test('on five seeds 99 % at home leaves a fiftieth', () => {
  const point = { ...more, durationS: 50 };
  const seeds = ['1', '2', '3', '4', '5'];
  const users: Users = { homes: 'by-id', localShare: 0 };
  const sum = seeds.reduce((total, seed) => total + countPairs(point, users, 0.99, seed), 0);
  expectNear(sum, seeds.length * (1 - 0.99 ** 2) * pairsNearby(point), point);
}, patienceMs);

describe('travellers', () => {
  // Two rounds of trips for everybody: each is away for exactly their share.
  const point = { ...more, durationS: 200 };

  test.each([[0.1, 3], [0.2, 3], [0.1, 4]])('of a share of %f among %i leaders keep 2p/N of the pairs', (share, leaders) => {
    const travel: Travel = { share, forUs: share * 100_000 * ms, rehomeUs: null };
    const moving = { ...point, leaders };
    const expected = ((2 * share) / leaders) * pairsNearby(moving);
    expectNear(countPairs(moving, { homes: 'geohash', localShare: 0, travel }, 1), expected, moving);
  }, patienceMs);

  test('whose home follows keep the part of a trip for which it has not', () => {
    const travel: Travel = { share: 0.2, forUs: 20_000 * ms, rehomeUs: 2_000 * ms };
    const expected = ((2 * 0.2) / 3) * ((2 * 2) / 20) * pairsNearby(point);
    expectNear(countPairs(point, { homes: 'geohash', localShare: 0, travel }, 1), expected, point);
  }, patienceMs);
});

test('homes change who serves a write, and nothing about what is asked for', () => {
  const point = { ...more, durationS: 2 };
  const asked = (share: number | undefined): readonly string[] =>
    runTraced(build(point, { homes: 'by-id', localShare: 0.5 }, share))
      .all('accept')
      .map(({ client, key, sentAtUs }) => `${client} ${key} ${sentAtUs}`)
      .sort();
  const nearby = asked(undefined);
  expect(nearby.length).toBeGreaterThan(2000);
  expect(asked(0.9)).toEqual(nearby);
  expect(asked(1)).toEqual(nearby);
});

/** Concurrent pairs of a run in which everyone writes nearby. */
function pairsNearby({ leaders, ratePerS, keys, delayS, durationS }: Point): number {
  return ((leaders * (leaders - 1)) / 2) * 2 * delayS * (ratePerS ** 2 / keys) * durationS;
}

/** Within four standard errors, each pair's shared writes considered. */
function expectNear(pairs: number, expected: number, { leaders, ratePerS, keys, delayS }: Point): void {
  // A stray meets all that its key's home takes within the delay before and after.
  const partners = (2 * delayS * leaders * ratePerS) / keys;
  const error = Math.sqrt((1 + 2 * partners) / expected);
  expect(4 * error).toBeLessThan(0.25);
  expect(Math.abs(pairs / expected - 1)).toBeLessThan(4 * error);
}

function countPairs(point: Point, users: Users, home: number, seed = 'homes'): number {
  const { report } = simulate({ ...build(point, users, home), seed });
  expect(report.settled).toBe(true);
  return report.conflicts.concurrentPairs;
}

function build({ leaders, ratePerS, keys, delayS, durationS }: Point, users: Users, home?: number): Scenario {
  const mix = { write: 1, read: 0, delete: 0 };
  const clients = Array.from({ length: leaders }, (_, region): ClientGroup => {
    const group = { region, ratePerS, arrivals: 'poisson', mix } as const;
    return home === undefined ? group : { ...group, home };
  });
  return scenario({
    durationUs: durationS * 1000 * ms,
    regions: clients.map(({ region }) => `r${region}`),
    topology: connect('mesh', leaders, { latency: constant(delayS * 1000 * ms) }),
    workload: { keys: { count: keys, choose: { kind: 'uniform' } }, users, clients },
  });
}
