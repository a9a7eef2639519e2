/**
 * How often leaders write one key at the same time: theory held against the simulation.
 *
 * N leaders accept Poisson writes of λ a second each, on K keys alike, over a mesh with one
 * constant delay d, nothing forwarded, nothing batched, no service times. On one key each leader
 * is then a Poisson process of rate μ = λ/K, independent of the others.
 *
 * **Concurrent pairs.** Let a write w be accepted at leader A at time s, and v of the same key at
 * B at t = s + g. If A = B, v knows w. Else v knows w just when word of w was at B by t. The
 * direct message takes d. A detour by way of a third leader, which wrote the key after it had w,
 * takes at least 2d. So with one delay in a mesh what is known transitively is known directly
 * already, **however dense the writes**, and the two are concurrent if and only if g < d. (Whole
 * microseconds leave g = d open: at most one part in 2d, 0.005 % here.) Of each of the N(N−1)/2
 * pairs of leaders, two independent processes of rate μ have 2dμ² pairs a second within d of each
 * other, on K keys:
 *
 *     pairs a second = N(N−1)/2 · 2d · λ²/K
 *
 * In a run of length T both writes have to fall into it: of the square T × T the strip
 * |t − s| < d has the area 2dT − d². That is the factor 1 − d/(2T).
 *
 * **Standard error.** A write has m = 2d(N−1)μ concurrent partners in the mean. Pairs that share
 * no write are independent; ordered pairs of pairs that share one are m² a write. Since pairs are
 * m/2 a write, the count X has the variance E[X]·(1 + 2m), and the relative standard error
 * √((1 + 2m)/E[X]): from 0.57 to 0.72 % at the points below.
 *
 * **Met pairs.** Let siblings be kept until a write that knows them replaces them, and 0 < g < d.
 * A write that knows w or v was either made by the same leader, or at least d later elsewhere;
 * with another d to travel, the latter comes too late to keep the two apart, unless where it was
 * made. So they miss each other
 *
 *     at B, where v waits for w:      if B writes in (t, s + d), with the chance p(d − g)
 *     at A, where w waits for v:      if A writes in (s, t), p(g), or in (t, t + d), p(d)
 *     at another, w waiting for v:    if A writes in (s, t), or itself in (s + d, t + d), p(g)
 *
 * where p(x) = 1 − e^(−μx). They are no conflict if that happens everywhere, which has the chance
 *
 *     p(d − g) · [p(g) + (1 − p(g)) · p(d) · p(g)^(N−2)]
 *
 * with g uniform in (0, d). As μd goes to 0 every pair meets. Last-write-wins, too, lets a pair
 * meet at B unless some write of the key gets there in the d − g in between: of a share of Nμd/2
 * at most it does not.
 *
 * **Detours that are shorter.** If A and B are 3d from each other and d from C, then v also knows
 * w if C wrote the key in (s + d, t − d). For 2d < g < 3d they are concurrent with the chance
 * e^(−μ(g−2d)), and in place of 3d their window is 2d + (1 − e^(−μd))/μ.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { ConflictCounts } from '../../src/sim/report.js';
import type { ResolverName, Topology } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import type { ScenarioSketch } from '../support/scenario.js';
import { connect, constant, link, ms, scenario } from '../support/scenario.js';

/** N, λ, K, d and T; times in seconds. */
interface Point {
  readonly leaders: number;
  readonly ratePerS: number;
  readonly keys: number;
  readonly delayS: number;
  readonly durationS: number;
}

/** μd from 0.02 (a write rarely has a rival) to 5 (it never has fewer than several). */
const points: readonly Point[] = [
  { leaders: 2, ratePerS: 1000, keys: 50, delayS: 0.01, durationS: 120 },
  { leaders: 2, ratePerS: 40, keys: 2, delayS: 0.1, durationS: 1500 },
  { leaders: 3, ratePerS: 500, keys: 20, delayS: 0.02, durationS: 100 },
  { leaders: 4, ratePerS: 800, keys: 800, delayS: 0.04, durationS: 120 },
  { leaders: 5, ratePerS: 200, keys: 100, delayS: 0.1, durationS: 150 },
  { leaders: 6, ratePerS: 500, keys: 1000, delayS: 0.04, durationS: 90 },
  { leaders: 4, ratePerS: 100, keys: 1, delayS: 0.05, durationS: 200 },
];

const tolerance = 0.03;

/** Far more than any of it takes, for slow machines. */
const patienceMs = 60_000;

describe.each(points)('$leaders leaders, $ratePerS writes/s on $keys keys, $delayS s', (point) => {
  let counted: ConflictCounts;
  beforeAll(() => {
    counted = countConflicts(point, 'siblings');
  }, patienceMs);

  test('have as many concurrent pairs as two Poisson processes within the delay', () => {
    const expected = expectPairs(point);
    expect(expected).toBeGreaterThan(20_000);
    const error = counted.concurrentPairs / expected - 1;
    const standardError = findStandardError(point);
    expect(4 * standardError).toBeLessThan(tolerance);
    expect(Math.abs(error)).toBeLessThan(tolerance);
    expect(Math.abs(error)).toBeLessThan(4 * standardError);
  });

  test('meet as often as no local writes keep a pair apart', () => {
    const share = shareMetAsSiblings(point);
    expect(Math.abs(counted.distinct / (share * expectPairs(point)) - 1)).toBeLessThan(tolerance);
    expect(Math.abs(counted.distinct / counted.concurrentPairs - share)).toBeLessThan(0.005);
  });
});

test('the points reach from where every pair meets to where most do not', () => {
  const shares = points.map(shareMetAsSiblings);
  expect(Math.max(...shares)).toBeGreaterThan(0.9999);
  expect(Math.min(...shares)).toBeLessThan(0.5);
});

describe('last-write-wins', () => {
  test('has the same concurrent pairs as siblings, write for write', () => {
    for (const point of [points[2], points[6]]) {
      const brief = { ...point, durationS: 20 };
      const { concurrentPairs } = countConflicts(brief, 'lww');
      expect(concurrentPairs).toBeGreaterThan(20_000);
      expect(concurrentPairs).toBe(countConflicts(brief, 'siblings').concurrentPairs);
    }
  });

  test('has a conflict for every concurrent pair where writes of a key are rare', () => {
    const rare = { leaders: 2, ratePerS: 1000, keys: 1000, delayS: 0.018, durationS: 600 };
    const mostUnmet = mostUnmetUnderLastWriteWins(rare);
    expect(mostUnmet).toBeLessThan(0.02);
    expect(expectPairs(rare)).toBeGreaterThan(20_000);
    expect(4 * findStandardError(rare)).toBeLessThan(tolerance);
    const { distinct, concurrentPairs } = countConflicts(rare, 'lww');
    expect(Math.abs(distinct / expectPairs(rare) - 1)).toBeLessThan(tolerance);
    expect(distinct / concurrentPairs).toBeGreaterThan(1 - mostUnmet);
  }, patienceMs);
});

test('a run of four delays has an eighth fewer pairs than as much of a long one', () => {
  const brief = { leaders: 3, ratePerS: 1000, keys: 200, delayS: 0.05, durationS: 0.2 };
  const runs = 300;
  const expected = runs * expectPairs(brief);
  const share = expectPairs(brief) / (expectPairs({ ...brief, durationS: 2e6 }) / 1e7);
  expect(share).toBeCloseTo(7 / 8, 6);
  expect((4 * findStandardError(brief)) / Math.sqrt(runs)).toBeLessThan(tolerance);
  let pairs = 0;
  for (let i = 0; i < runs; i++) {
    pairs += countConflicts(brief, 'lww', { seed: `brief ${i}` }).concurrentPairs;
  }
  expect(Math.abs(pairs / expected - 1)).toBeLessThan(tolerance);
}, patienceMs);

test('a detour that is shorter than the direct way makes fewer pairs concurrent', () => {
  const point = { leaders: 3, ratePerS: 100, keys: 1, delayS: 0.02, durationS: 300 };
  const perS = point.ratePerS / point.keys;
  const near = point.delayS;
  const detour = 2 * near + (1 - Math.exp(-perS * near)) / perS;
  // The ends of so long a run take a ten-thousandth of its pairs.
  const pairsWithin = (windowS: number): number => 2 * windowS * perS ** 2 * point.durationS;
  const expected = pairsWithin(near) + pairsWithin(near) + pairsWithin(detour);
  const withoutDetour = pairsWithin(near) + pairsWithin(near) + pairsWithin(3 * near);
  expect(expected / withoutDetour).toBeLessThan(1 - 3 * tolerance);
  const topology = connectWithDetour(near);
  const { concurrentPairs } = countConflicts(point, 'lww', { topology });
  expect(Math.abs(concurrentPairs / expected - 1)).toBeLessThan(tolerance);
});

/** The mean number of concurrent pairs of a run, its ends considered. */
function expectPairs({ leaders, ratePerS, keys, delayS, durationS }: Point): number {
  const perS = ((leaders * (leaders - 1)) / 2) * 2 * delayS * (ratePerS ** 2 / keys);
  return perS * durationS * (1 - delayS / (2 * durationS));
}

/** Of the number of concurrent pairs, relative to its mean. */
function findStandardError(point: Point): number {
  const { leaders, ratePerS, keys, delayS } = point;
  const partners = (2 * delayS * (leaders - 1) * ratePerS) / keys;
  return Math.sqrt((1 + 2 * partners) / expectPairs(point));
}

/** The mean over the gap g, by the midpoint rule. */
function shareMetAsSiblings({ leaders, ratePerS, keys, delayS }: Point): number {
  const steps = 1000;
  const chanceWithin = (seconds: number): number => 1 - Math.exp((-ratePerS / keys) * seconds);
  let unmet = 0;
  for (let i = 0; i < steps; i++) {
    const gapS = ((i + 0.5) / steps) * delayS;
    const inGap = chanceWithin(gapS);
    const later = (1 - inGap) * chanceWithin(delayS) * inGap ** (leaders - 2);
    unmet += (chanceWithin(delayS - gapS) * (inGap + later)) / steps;
  }
  return 1 - unmet;
}

function mostUnmetUnderLastWriteWins({ leaders, ratePerS, keys, delayS }: Point): number {
  return (leaders * (ratePerS / keys) * delayS) / 2;
}

function countConflicts(
  { leaders, ratePerS, keys, delayS, durationS }: Point,
  resolve: ResolverName,
  sketch: ScenarioSketch = {},
): ConflictCounts {
  const mix = { write: 1, read: 0, delete: 0 };
  const clients = Array.from({ length: leaders }, (_, region) => {
    return { region, ratePerS, arrivals: 'poisson', mix } as const;
  });
  const { report } = simulate(
    scenario({
      durationUs: durationS * 1000 * ms,
      regions: clients.map(({ region }) => `r${region}`),
      topology: connect('mesh', leaders, { latency: constant(delayS * 1000 * ms) }),
      conflicts: { resolve },
      workload: { keys: { count: keys, choose: { kind: 'uniform' } }, clients },
      ...sketch,
    }),
  );
  expect(report.settled).toBe(true);
  return report.conflicts;
}

/** A mesh of three in which 0 and 1 are three times as far from each other as from 2. */
function connectWithDetour(nearS: number): Topology {
  const { links, ...rest } = connect('mesh', 3);
  return {
    ...rest,
    links: links.map(({ from, to }) => {
      const hops = from === 2 || to === 2 ? 1 : 3;
      return link(from, to, { latency: constant(hops * nearS * 1000 * ms) });
    }),
  };
}
