/** What rules for unique values promise, over random runs. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Report } from '../../src/sim/report.js';
import type { Scenario, ScriptedOp, UniqueRule } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { makeDice } from '../support/dice.js';
import { randomScenario } from '../support/random-scenario.js';
import { tameScenario } from '../support/tame-scenario.js';

const runsEach = 120;
const rules: readonly UniqueRule[] = ['keep-both', 'tell-both', 'take-back'];

interface UniqueRun {
  readonly report: Report;
  readonly rule: UniqueRule;
  /** Values in two rows in the end, from the trace alone. */
  readonly doubled: number;
}

const wild: UniqueRun[] = [];
const tame: UniqueRun[] = [];

beforeAll(() => {
  for (const rule of rules) {
    for (let n = 0; n < runsEach; n++) {
      wild.push(run(booking(randomScenario(n), n, rule), rule));
      tame.push(run(booking(tameScenario(n), n, rule), rule));
    }
  }
}, 120_000);

describe('in random runs where few values go to many rows', () => {
  test('violations are what the final states show, and the trace', () => {
    let doubled = 0;
    for (const each of [...wild, ...tame]) {
      expect([each.report.scenario, each.rule, unique(each).violations]).toEqual([each.report.scenario, each.rule, each.doubled]);
      doubled += each.doubled;
    }
    expect(doubled).toBeGreaterThan(runsEach);
  });

  test('every acknowledged write has one fate, and only what was taken back is lost to a collision', () => {
    let collisions = 0;
    for (const { report, rule } of [...wild, ...tame]) {
      const { visible, superseded, merged, lost, pending } = report.fates;
      expect([report.scenario, visible + superseded + merged + lost + pending]).toEqual([report.scenario, report.writes.acknowledged]);
      const { collision } = report.lostWrites.byCause;
      if (rule !== 'take-back') expect([report.scenario, collision]).toEqual([report.scenario, 0]);
      collisions += collision;
    }
    expect(collisions).toBeGreaterThan(runsEach / 2);
  });

  test('nobody is told where both are kept, and nothing is taken back where both are told', () => {
    for (const each of [...wild, ...tame]) {
      const { told, takenBack } = unique(each);
      if (each.rule === 'keep-both') expect([each.report.scenario, told]).toEqual([each.report.scenario, 0]);
      expect([each.report.scenario, takenBack]).toEqual([each.report.scenario, each.rule === 'take-back' ? told : 0]);
    }
  });
});

describe('where everything arrives and all agree', () => {
  test('taking back leaves no value in two rows, and the other rules do', () => {
    const agreeing = tame.filter(({ report }) => report.convergence.verdict === 'holds');
    const doubledUnder = (rule: UniqueRule): readonly string[] =>
      agreeing.filter((each) => each.rule === rule && unique(each).violations > 0).map(({ report }) => report.scenario);
    expect(doubledUnder('take-back')).toEqual([]);
    expect(doubledUnder('keep-both').length).toBeGreaterThan(5);
    const met = agreeing.filter((each) => each.rule === 'take-back' && unique(each).collisions > 0);
    expect(met.length).toBeGreaterThan(10);
  });

  test('as many are told as took part, or lost', () => {
    for (const each of tame) {
      const { collisions, told } = unique(each);
      if (each.rule === 'tell-both') expect(told).toBeLessThanOrEqual(2 * collisions);
      if (each.rule === 'take-back') expect(told).toBeLessThanOrEqual(collisions);
    }
  });
});

/** Twelve rows, four values, and a delete now and then, within the time that clients work. */
function booking(base: Scenario, n: number, rule: UniqueRule): Scenario {
  const dice = makeDice(60_000_000 + n);
  const script = Array.from({ length: 24 }, (): ScriptedOp => {
    const common = {
      atUs: dice.between(0, base.durationUs),
      region: dice.between(0, base.regions.length - 1),
      client: 'guest',
      key: `row-${dice.between(1, 12)}`,
    };
    if (dice.chance(0.15)) return { ...common, kind: 'delete', value: null };
    return { ...common, kind: 'write', value: `slot ${dice.between(1, 4)}` };
  });
  const { resolve } = base.conflicts;
  return {
    ...base,
    name: `booking-${n}`,
    conflicts: { ...base.conflicts, resolve: resolve === 'siblings' ? 'lww' : resolve, unique: rule },
    workload: { ...base.workload, script: script.sort((x, y) => x.atUs - y.atUs) },
  };
}

function run(scenario: Scenario, rule: UniqueRule): UniqueRun {
  const values = new Map<number, string | null>();
  const rows = new Map<string, Map<string, readonly number[]>>();
  const left = new Set<string>();
  const { report } = simulate(scenario, { trace: (event: TraceEvent) => {
    if (event.kind === 'accept') values.set(event.write, event.value);
    if (event.kind === 'wipe') rows.delete(event.replica);
    if (event.kind === 'leave') left.add(event.replica);
    if (event.kind !== 'accept' && event.kind !== 'apply') return;
    const row = rows.get(event.replica) ?? new Map<string, readonly number[]>();
    rows.set(event.replica, row.set(event.key, event.holds));
  } });
  const doubled = new Set<string>();
  for (const [replica, held] of rows) {
    if (left.has(replica.split('/')[0] ?? '')) continue;
    const live = [...held.values()].flatMap((writes) => [...new Set(writes.flatMap((write) => values.get(write) ?? []))]);
    for (const value of live) if (live.filter((other) => other === value).length > 1) doubled.add(value);
  }
  return { report, rule, doubled: doubled.size };
}

function unique({ report }: UniqueRun): NonNullable<Report['unique']> {
  if (report.unique === null) throw new Error('values have to be unique');
  return report.unique;
}
