/** What each kind of timestamp promises, and what physical ones cost. */
import { describe, expect, test } from 'vitest';
import { HybridClock, readHybridStamp } from '../../src/sim/causality/hybrid-clock.js';
import { LamportClock } from '../../src/sim/causality/lamport-clock.js';
import type { StampSource } from '../../src/sim/causality/stamp-source.js';
import type { ClockSpec, Fault, Scenario, TimestampKind } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { makeDice } from '../support/dice.js';
import type { Dice } from '../support/dice.js';
import { randomScenario } from '../support/random-scenario.js';
import { connect, constant, ms, scenario } from '../support/scenario.js';
import { runTraced } from '../support/traced-run.js';

/** How many small TrueTime runs are looked at; QUARREL_TRUETIME_RUNS says otherwise. */
const trueTimeRuns = Number(process.env['QUARREL_TRUETIME_RUNS'] ?? 500);

/** Far more than any of it takes, for slow machines. */
const patienceMs = 600_000;
const patient = { timeout: patienceMs };

describe('clocks that follow causes, among processes that write and talk at random', patient, () => {
  const makers: readonly (readonly [string, () => StampSource])[] = [
    ['a Lamport clock', () => new LamportClock()],
    ['a hybrid clock', () => new HybridClock()],
  ];

  test.each(makers)('%s never gives an effect a stamp that is not above its cause', (_, make) => {
    let effects = 0;
    for (let seed = 0; seed < 200; seed++) {
      for (const { stamp, causes } of talkAtRandom(makeDice(seed), make)) {
        expect(causes.filter((cause) => cause.stamp >= stamp)).toEqual([]);
        effects += causes.length;
      }
    }
    expect(effects).toBeGreaterThan(10_000);
  });

  // The paper's bound, with c that carries: l is never below the writer's own reading, and above the
  // greatest reading of its causal past only by the carries, one for 512 writes that found none greater.
  test('a hybrid clock stays with the greatest reading of its causal past', () => {
    let ahead = 0;
    for (let seed = 0; seed < 200; seed++) {
      for (const { stamp, readingUs, causes } of talkAtRandom(makeDice(seed), makers[1][1])) {
        const { lUs, c } = readHybridStamp(stamp);
        const greatest = Math.max(readingUs, ...causes.map((cause) => cause.readingUs));
        const sinceThen = causes.filter((cause) => readHybridStamp(cause.stamp).lUs >= greatest);
        expect(lUs).toBeGreaterThanOrEqual(readingUs);
        expect(lUs).toBe(greatest);
        expect(c).toBeLessThanOrEqual(sinceThen.length);
        if (lUs > readingUs) ahead++;
      }
    }
    expect(ahead).toBeGreaterThan(1000);
  });

  test('a hybrid clock whose count is full is one microsecond ahead for each 512 writes', () => {
    const clock = new HybridClock();
    const first = clock.next(1_000_000);
    for (let i = 1; i <= 5 * 512 + 7; i++) {
      expect(clock.next(-i)).toBe(first + i);
    }
    expect(readHybridStamp(first + 5 * 512 + 7)).toEqual({ lUs: 1_000_005, c: 7 });
    expect(readHybridStamp(clock.next(1_000_006))).toEqual({ lUs: 1_000_006, c: 0 });
  });
});

test.each(['lamport', 'hybrid'] as const)(
  'under %s timestamps a leader’s stamp is above all that it has taken in, whatever the clocks do',
  patient,
  (timestamps) => {
    let compared = 0;
    for (let n = 0; n < 100; n++) {
      const run = runTraced(withTimestamps(randomScenario(n), timestamps));
      const stamps = new Map<number, number>();
      const greatest = new Map<string, number>();
      const raise = (replica: string, stamp: number): void => {
        greatest.set(replica, Math.max(stamp, greatest.get(replica) ?? -Infinity));
      };
      for (const event of run.events) {
        if (event.kind === 'accept') {
          const above = event.stamp > (greatest.get(event.replica) ?? -Infinity);
          if (!above) expect.fail(`random-${n}: write ${event.write} at ${event.replica}`);
          stamps.set(event.write, event.stamp);
          raise(event.replica, event.stamp);
          compared++;
        } else if (event.kind === 'apply') {
          raise(event.replica, stamps.get(event.write) ?? NaN);
        } else if (event.kind === 'wipe') {
          // Who has lost its disk knows of nothing.
          greatest.delete(event.replica);
        }
      }
    }
    expect(compared).toBeGreaterThan(5000);
  },
);

test('under Lamport timestamps no clock is ever to blame for a loss', patient, () => {
  let lost = 0;
  for (let n = 0; n < 100; n++) {
    const { byCause } = simulate(withTimestamps(randomScenario(n), 'lamport')).report.lostWrites;
    expect(byCause.skew, `random-${n}`).toBe(0);
    lost += byCause.resolution;
  }
  expect(lost).toBeGreaterThan(100);
});

describe('TrueTime', patient, () => {
  test(`has no inversion in ${trueTimeRuns} small runs whose bounds are honest`, () => {
    let writes = 0;
    let waitedForOthers = 0;
    for (let n = 0; n < trueTimeRuns; n++) {
      const honest = randomTrueTime(n, 1);
      const { report } = simulate(honest);
      expect(report.conflicts.inversions, honest.seed).toBe(0);
      writes += report.writes.acknowledged;
      const physical = simulate(withTimestamps(honest, 'physical')).report;
      waitedForOthers += physical.conflicts.inversions ?? NaN;
    }
    expect(writes).toBeGreaterThan(20 * trueTimeRuns);
    // The same clocks do invert stamps where nobody waits.
    expect(waitedForOthers).toBeGreaterThan(trueTimeRuns / 10);
  });

  test('has inversions where bounds lie', () => {
    let inversions = 0;
    for (let n = 0; n < 100; n++) {
      inversions += simulate(randomTrueTime(n, 20)).report.conflicts.inversions ?? NaN;
    }
    expect(inversions).toBeGreaterThan(100);
  });
});

test('physical clocks 20 ms apart lose writes to some that were answered before', patient, () => {
  const run = runTraced(fastAndSlow({ fast: 50, slow: 50, skewMs: 20, delayMs: 1, seconds: 20 }, 1));
  const { byCause } = run.report.lostWrites;
  expect(byCause.skew).toBeGreaterThan(100);
  expect(byCause.resolution).toBeLessThan(byCause.skew);
  expect(run.report.conflicts.inversions).toBeGreaterThan(100);
  const accepted = new Map(run.all('accept').map((event) => [event.write, event]));
  const lostToTheSlow = run.lostWrites.filter(({ cause }) => cause === 'skew');
  for (const { write } of lostToTheSlow) {
    const lost = accepted.get(write);
    const earlierRivals = run
      .all('accept')
      .filter(({ atUs, stamp }) => atUs < (lost?.atUs ?? 0) && stamp > (lost?.stamp ?? 0));
    expect(earlierRivals.length).toBeGreaterThan(0);
  }
});

/**
 * How often last-write-wins loses a write to a clock that is ahead.
 *
 * Leader F runs s ahead of leader S, one-way delay d both ways, d <= s. On one key F writes as a
 * Poisson process of rate a, S of rate b. Take a write v of S at true time t, with stamp t. A write
 * of F at time u has the stamp u + s, so it beats v though it came before v if t − s < u < t.
 *
 * 1. F wrote in (t − s, t − d), with the chance 1 − e^(−a(s−d)): that write is at S when v is made,
 *    and v is discarded at once, to `skew`.
 * 2. F wrote not there, but in (t − d, t). Let the first of these be at t − d + x, with the density
 *    a·e^(−ax); it gets to S at t + x.
 *    - If S does not write in (t, t + x), v is still held there and is discarded then, to `skew`:
 *      e^(−bx). Nothing happened to it elsewhere, since v gets to F at t + d only.
 *    - Else S overwrites v meanwhile, and what it holds at t + x was made before t + x <= u + s: the
 *      write of F discards that, and v is lost with it. Its own discard is at F, where at t + d it
 *      meets the last write of F. If F did not write in (t, t + d), which has the chance e^(−ad),
 *      that was made before v: `skew`. Else it was made after v: `resolution`.
 * 3. F wrote not in (t − s, t): what v may meet of F's and lose to is younger: `resolution`.
 *
 * With K = ∫₀ᵈ a·e^(−ax)·e^(−bx) dx = a/(a+b)·(1 − e^(−(a+b)d)), a write of S is lost to skew with
 * the chance
 *
 *     P = 1 − e^(−a(s−d)) + e^(−a(s−d))·[K + e^(−ad)·(1 − e^(−ad) − K)]
 *
 * A write of F never is: to beat it a write of S has to be made more than s >= d later, when it
 * knows it. For small rates P is a·s: the chance of a write in a window as long as the skew.
 *
 * **Standard error.** One write of F takes with it about b·s writes of S, so the count X varies as
 * X·(1 + 2bs) at most. The points have 4 standard errors below the tolerance of 5 %.
 */
describe.each([
  { fast: 2, slow: 5, skewMs: 20, delayMs: 1, seconds: 450 },
  { fast: 5, slow: 2, skewMs: 20, delayMs: 20, seconds: 400 },
  { fast: 10, slow: 10, skewMs: 100, delayMs: 10, seconds: 35 },
  { fast: 20, slow: 50, skewMs: 50, delayMs: 40, seconds: 30 },
  { fast: 40, slow: 5, skewMs: 30, delayMs: 25, seconds: 60 },
  { fast: 3, slow: 30, skewMs: 300, delayMs: 100, seconds: 75 },
])('$fast fast and $slow slow writes/s a key, $skewMs ms skew, $delayMs ms delay', (point) => {
  test('lose as many writes to skew as two Poisson processes within the skew', () => {
    const keys = 100;
    const { report } = simulate(fastAndSlow(point, keys));
    const expected = point.slow * keys * point.seconds * chanceOfSkew(point);
    const standardError = Math.sqrt((1 + (2 * point.slow * point.skewMs) / 1000) / expected);
    expect(4 * standardError).toBeLessThan(0.05);
    const error = report.lostWrites.byCause.skew / expected - 1;
    expect(Math.abs(error)).toBeLessThan(4 * standardError);
    expect(Math.abs(error)).toBeLessThan(0.05);
  }, patienceMs);
});

interface Point {
  /** Writes a second of each key where the clock is ahead, and where it is right. */
  readonly fast: number;
  readonly slow: number;
  readonly skewMs: number;
  readonly delayMs: number;
  readonly seconds: number;
}

function chanceOfSkew({ fast: a, slow: b, skewMs, delayMs }: Point): number {
  const d = delayMs / 1000;
  const isClear = Math.exp(-a * (skewMs / 1000 - d));
  const k = (a / (a + b)) * (1 - Math.exp(-(a + b) * d));
  const stays = Math.exp(-a * d);
  return 1 - isClear + isClear * (k + stays * (1 - stays - k));
}

function fastAndSlow({ fast, slow, skewMs, delayMs, seconds }: Point, keys: number): Scenario {
  const mix = { write: 1, read: 0, delete: 0 };
  const clients = [fast, slow].map((rate, region) => {
    return { region, ratePerS: rate * keys, arrivals: 'poisson', mix } as const;
  });
  return scenario({
    durationUs: seconds * 1000 * ms,
    regions: [{ name: 'fast', clock: { skewUs: skewMs * ms } }, 'slow'],
    topology: connect('mesh', 2, { latency: constant(delayMs * ms) }),
    workload: { keys: { count: keys, choose: { kind: 'uniform' } }, clients },
  });
}

function withTimestamps(base: Scenario, timestamps: TimestampKind): Scenario {
  return { ...base, conflicts: { ...base.conflicts, timestamps } };
}

/** One write of {@link talkAtRandom}, and every write in its causal past. */
interface Told {
  readonly stamp: number;
  readonly readingUs: number;
  readonly causes: readonly Told[];
}

/** Four processes whose clocks go at their own pace and now and then step back or ahead. */
function talkAtRandom(dice: Dice, make: () => StampSource): readonly Told[] {
  const processes = Array.from({ length: 4 }, () => {
    return { clock: make(), readingUs: dice.between(-1000, 1000), past: new Set<Told>() };
  });
  const all: Told[] = [];
  for (let step = 0; step < 120; step++) {
    const process = dice.pick(processes);
    process.readingUs += dice.chance(0.1) ? dice.between(-500, 500) : dice.between(0, 20);
    if (dice.chance(0.5) || all.length === 0) {
      const { readingUs, past } = process;
      const told = { stamp: process.clock.next(readingUs), readingUs, causes: [...past] };
      past.add(told);
      all.push(told);
    } else {
      const heard = dice.pick(all);
      process.clock.observe(heard.stamp);
      for (const told of [heard, ...heard.causes]) process.past.add(told);
    }
  }
  return all;
}

/**
 * A few leaders on a few keys, whose clocks are off by less than their bounds, at any time: skewed,
 * drifting, polled or stepped. Times `lie` they may be off by more.
 */
function randomTrueTime(n: number, lie: number): Scenario {
  const dice = makeDice(70_000 + n);
  const count = dice.between(2, 4);
  const uncertaintyUs = dice.pick([500, 2000, 4000, 7000]);
  const durationUs = 500 * ms;
  const faults: Fault[] = [];
  const clocks = Array.from({ length: count }, (_, region): ClockSpec => {
    // Half of the bound at the start; the rest is for what comes later, less the rounding of readings.
    const half = Math.floor(uncertaintyUs / 2) * lie - 1;
    const skewUs = dice.between(-half, half);
    const later = dice.pick(['nothing', 'drift', 'step', 'ntp'] as const);
    const driftPpm = later === 'drift' ? Math.floor((dice.between(-half, half) / 600) * 1000) : 0;
    if (later === 'step') {
      const atUs = dice.between(0, durationUs);
      faults.push({ kind: 'clock-step', atUs, region, byUs: dice.between(-half, half) });
    }
    const ntp = { everyUs: 20 * ms, boundUs: lie * uncertaintyUs - 1 };
    return { skewUs, driftPpm, uncertaintyUs, ...(later === 'ntp' ? { ntp } : {}) };
  });
  const mix = { write: 1, read: 0, delete: 0 };
  return scenario({
    seed: `truetime ${n}`,
    durationUs,
    regions: clocks.map((clock, i) => {
      const node = { writeUs: dice.pick([0, 100]), logUs: dice.pick([0, 700]) };
      return { name: `r${i}`, clock, node, clientLatencyUs: dice.pick([0, 300]) };
    }),
    topology: connect('mesh', count, { latency: constant(dice.between(0, 40) * ms) }),
    conflicts: { timestamps: 'truetime' },
    workload: {
      keys: { count: dice.between(1, 2), choose: { kind: 'uniform' } },
      clients: clocks.map((_, region) => ({ region, ratePerS: 50, arrivals: 'poisson', mix })),
    },
    faults,
  });
}
