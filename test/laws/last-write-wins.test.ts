/** What each register strategy promises, and what last-write-wins owes to its clocks. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { ConflictRules, Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import type { Run } from '../../src/sim/simulate.js';
import { replayTrace, writeOf } from '../model/naive-history.js';
import type { NaiveHistory, NaiveWrite } from '../model/naive-history.js';
import { makeDice } from '../support/dice.js';
import { randomScenario } from '../support/random-scenario.js';
import { connect, constant, link, ms, scenario, write } from '../support/scenario.js';
import { tameScenario, withRightClocks } from '../support/tame-scenario.js';

const lww = (base: Scenario): Scenario =>
  withRules(base, { resolve: 'lww', timestamps: 'physical' });

describe('last-write-wins with every clock right', () => {
  const runs: { readonly name: string; readonly run: Run; readonly history: NaiveHistory }[] = [];

  beforeAll(() => {
    for (let n = 0; n < 150; n++) runs.push(replay(lww(withRightClocks(randomScenario(n)))));
  }, 60_000);

  test('never throws a write away for one that it knew', () => {
    const decisions = runs.flatMap(({ history }) => listDecisions(history));
    expect(decisions.length).toBeGreaterThan(1000);
    const unjust = decisions.filter(
      ({ loser, winner }) =>
        loser.known.has(winner.id) && loser.acceptedAtUs !== winner.acceptedAtUs,
    );
    expect(unjust).toEqual([]);
  });

  test('loses to resolution only what it threw away itself, and what that had overwritten', () => {
    for (const { name, run, history } of runs) {
      const thrown = new Set(listDecisions(history).map(({ loser }) => loser.id));
      const doomed = closeUnderParents(history, thrown);
      const lost = run.lostWrites.filter(({ cause }) => cause === 'resolution');
      expect(lost.filter((each) => !doomed.has(each.write)), name).toEqual([]);
    }
  });

  test('never loses a write to skew', () => {
    const causes = runs.map(({ run }) => run.report.lostWrites.byCause);
    expect(sum(causes.map(({ resolution }) => resolution))).toBeGreaterThan(100);
    expect(sum(causes.map(({ skew }) => skew))).toBe(0);
  });
});

describe('last-write-wins with clocks that are off', () => {
  test('drops a later write that knew the earlier one, when the earlier clock was ahead', () => {
    const { report, lostWrites } = simulate(
      scenario({
        regions: [{ name: 'a', clock: { skewUs: 100 * ms } }, 'b'],
        workload: { script: [write(0, 0, 'x', 'A'), write(20 * ms, 1, 'x', 'B')] },
      }),
    );
    expect(report.conflicts).toMatchObject({ distinct: 0, concurrentPairs: 0 });
    expect(lostWrites).toMatchObject([{ write: 1, cause: 'skew', everywhere: true }]);
    expect(report.finalValues[0].replicas.map(({ values }) => values)).toEqual([['A'], ['A']]);
  });

  test('calls lost by skew exactly what true time would have kept', () => {
    let skewed = 0;
    let resolved = 0;
    for (let n = 0; n < 200; n++) {
      const { name, run, history } = replay(lww(tameScenario(n)));
      const expected = recomputeCauses(history, (w) => w.acceptedAtUs);
      for (const { write: id, cause } of run.lostWrites) {
        const direct = expected.get(id);
        if (direct === undefined) continue;
        expect({ id, cause }, name).toEqual({ id, cause: direct });
        if (cause === 'skew') skewed++;
        else resolved++;
      }
    }
    expect(skewed).toBeGreaterThan(100);
    expect(resolved).toBeGreaterThan(100);
  });

  test('keeps the greater stamp also where a write comes after one that knew it', () => {
    const followers = { count: 1, latency: constant(ms) };
    const { report } = simulate(
      scenario({
        regions: [{ name: 'a', clock: { skewUs: 100 * ms } }, 'b', { name: 'c', followers }],
        topology: {
          kind: 'mesh',
          forward: false,
          links: [link(0, 1), link(1, 2), link(0, 2, { latency: constant(50 * ms) })],
        },
        workload: { script: [write(0, 0, 'x', 'A'), write(20 * ms, 1, 'x', 'B')] },
      }),
    );
    expect(report.finalValues[0].replicas).toEqual([
      { replica: 'a', values: ['A'] },
      { replica: 'b', values: ['A'] },
      { replica: 'c', values: ['A'] },
      { replica: 'c/1', values: ['A'] },
    ]);
    expect(report.convergence.verdict).toBe('holds');
    expect(report.lostWrites).toMatchObject({ total: 1, everywhere: 1, byCause: { skew: 1 } });
  });

  test('converges under any skew, drift, step, detector and network that delivers', () => {
    for (let n = 0; n < 200; n++) {
      const { report } = simulate(lww(tameScenario(n)));
      expect({ settled: report.settled, ...report.convergence }, report.scenario).toMatchObject({
        settled: true,
        verdict: 'holds',
        divergentKeys: 0,
      });
    }
  });
});

describe('arrival order', () => {
  test('diverges on two concurrent writes: each replica ends with what came last', () => {
    const { report } = simulate(
      scenario({
        conflicts: { resolve: 'arrival' },
        workload: { script: [write(0, 0, 'x', 'B'), write(0, 1, 'x', 'C')] },
      }),
    );
    expect(report.convergence).toMatchObject({ verdict: 'violated', divergentKeys: 1 });
    expect(report.finalValues).toEqual([
      {
        key: 'x',
        replicas: [
          { replica: 'a', values: ['C'] },
          { replica: 'b', values: ['B'] },
        ],
      },
    ]);
    expect(report.lostWrites).toMatchObject({ total: 2, everywhere: 0 });
  });
});

describe('siblings', () => {
  test('lose nothing by version vector, over any network that delivers', () => {
    let merged = 0;
    for (let n = 0; n < 200; n++) {
      const rules = { resolve: 'siblings', detect: 'version-vector' } as const;
      const { report } = simulate(withRules(tameScenario(n), rules));
      expect(report.fates, report.scenario).toMatchObject({ lost: 0, pending: 0 });
      expect(report.convergence.verdict, report.scenario).toBe('holds');
      merged += report.fates.merged;
    }
    expect(merged).toBeGreaterThan(100);
  });
});

describe('first-write-wins', () => {
  test('converges on claims that each region makes once, to the smallest stamp', () => {
    for (let seed = 0; seed < 60; seed++) {
      const dice = makeDice(seed);
      const n = dice.between(2, 6);
      const skews = Array.from({ length: n }, () => dice.between(-50, 50) * ms);
      const moments = skews.map(() => dice.between(0, 9_999));
      const spread = { kind: 'uniform', minUs: 10 * ms, maxUs: 90 * ms } as const;
      const { report } = simulate(
        scenario({
          seed: String(seed),
          regions: skews.map((skewUs, i) => ({ name: `r${i}`, clock: { skewUs } })),
          topology: connect('mesh', n, { latency: spread }),
          conflicts: { resolve: 'fww' },
          workload: {
            script: moments
              .map((atUs, i) => write(atUs, i, 'x', `claim of r${i}`))
              .sort((x, y) => x.atUs - y.atUs),
          },
        }),
      );
      const stamps = moments.map((atUs, i) => atUs + skews[i]);
      const first = stamps.indexOf(Math.min(...stamps));
      expect(report.convergence.verdict).toBe('holds');
      const held = report.finalValues[0].replicas.flatMap(({ values }) => values);
      expect(new Set(held)).toEqual(new Set([`claim of r${first}`]));
      expect(report.fates).toMatchObject({ visible: 1, lost: n - 1 });
    }
  });
});

function withRules(base: Scenario, rules: Partial<ConflictRules>): Scenario {
  return { ...base, conflicts: { ...base.conflicts, ...rules } };
}

function replay(base: Scenario): { name: string; run: Run; history: NaiveHistory } {
  const events: TraceEvent[] = [];
  const run = simulate(base, { trace: (event) => events.push(event) });
  return { name: base.name, run, history: replayTrace(events, base) };
}

/** A replica chose between two writes, neither of which had to give way to the other's author. */
interface Choice {
  readonly atUs: number;
  readonly replica: string;
  readonly loser: NaiveWrite;
  readonly winner: NaiveWrite;
}

/** Every time a replica that keeps one version threw one away which the kept one did not know. */
function listDecisions(history: NaiveHistory): readonly Choice[] {
  return history.arrivals.flatMap(({ atUs, replica, write: id, held, holds, isNews }) => {
    if (held.length === 0) return [];
    const winner = writeOf(history.writes, holds[0]);
    return [...held, ...(isNews ? [id] : [])]
      .filter((each) => each !== winner.id && !winner.known.has(each))
      .map((each) => ({ atUs, replica, loser: writeOf(history.writes, each), winner }));
  });
}

/** Some writes, and all that they had overwritten. */
function closeUnderParents(history: NaiveHistory, ids: ReadonlySet<number>): ReadonlySet<number> {
  const closed = new Set(ids);
  for (const id of closed) {
    for (const parent of writeOf(history.writes, id).parents) closed.add(parent);
  }
  return closed;
}

/** For each write that a replica threw away and lacks in the end: why the first of them did so. */
function recomputeCauses(
  history: NaiveHistory,
  trueStamp: (w: NaiveWrite) => number,
): ReadonlyMap<number, 'skew' | 'resolution'> {
  const first = new Map<number, { readonly atUs: number; readonly isSkew: boolean }>();
  for (const { atUs, replica, loser, winner } of listDecisions(history)) {
    if (isReflected(history, replica, loser)) continue;
    const isSkew =
      (trueStamp(loser) - trueStamp(winner) ||
        loser.region - winner.region ||
        loser.id - winner.id) > 0;
    const known = first.get(loser.id);
    const isFirst = known === undefined || atUs < known.atUs;
    if (isFirst || (atUs === known.atUs && isSkew)) first.set(loser.id, { atUs, isSkew });
  }
  return new Map([...first].map(([id, { isSkew }]) => [id, isSkew ? 'skew' : 'resolution']));
}

function isReflected(history: NaiveHistory, replica: string, { id, key }: NaiveWrite): boolean {
  return closeUnderParents(history, new Set(history.finalHolds(replica, key))).has(id);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
