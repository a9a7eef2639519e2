import { describe, expect, test } from 'vitest';
import type { Fault, ScriptedOp, Workload } from '../../../src/sim/scenario.js';
import { judgeNaively } from '../../model/naive-oracle.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { bothWays, ms, remove, scenario, update, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const everySecond: Workload['clients'] = [
  { region: 0, ratePerS: 1000, arrivals: 'constant', mix: { write: 0, read: 0, delete: 0, create: 1 } },
];

describe('two rows of one id', () => {
  test('are one key: the later stays, and the other is lost to the collision', () => {
    const run = create([create1(0, 0, 'A'), create1(5 * ms, 1, 'B')]);
    expect(run.all('accept').map(({ key, isCreate }) => [key, isCreate])).toEqual([['orders/1', true], ['orders/1', true]]);
    expect(run.report.rows).toMatchObject({ created: 2, collisions: 1 });
    expect(run.lostWrites).toMatchObject([{ write: 0, key: 'orders/1', cause: 'collision', everywhere: true }]);
    expect(run.report.finalValues).toMatchObject([{ key: 'orders/1', replicas: [{ values: ['B'] }, { values: ['B'] }] }]);
  });

  test('stand side by side as siblings: a collision that loses nothing', () => {
    const run = create([create1(0, 0, 'A'), create1(5 * ms, 1, 'B')], { conflicts: { resolve: 'siblings' } });
    expect(run.report).toMatchObject({ rows: { collisions: 1 }, fates: { merged: 2, lost: 0 } });
  });

  test('take what was done to the loser with it, whatever the clocks say', () => {
    const run = create([create1(0, 0, 'A'), update(2 * ms, 0, 'orders/1', 'A2'), create1(5 * ms, 1, 'B')], {
      regions: ['a', { name: 'b', clock: { skewUs: 100 * ms } }],
    });
    expect(run.lostWrites.map(({ write: id, cause }) => [id, cause])).toEqual([[0, 'collision'], [1, 'collision']]);
    expect([...judgeNaively(run.events, run.scenario).causeOf]).toEqual([[0, 'collision'], [1, 'collision']]);
  });

  test('are none where the second leader knew of the first row', () => {
    const run = create([create1(0, 0, 'A'), create1(20 * ms, 1, 'B')]);
    expect(run.all('accept').map(({ key }) => key)).toEqual(['orders/1', 'orders/2']);
    expect(run.report).toMatchObject({ rows: { collisions: 0 }, fates: { visible: 2 } });
  });

  test('are none in two tables', () => {
    const run = create([create1(0, 0, 'A'), { ...create1(0, 1, 'B'), key: 'users' }]);
    expect(run.all('accept').map(({ key }) => key)).toEqual(['orders/1', 'users/1']);
    expect(run.report.rows).toMatchObject({ collisions: 0 });
  });
});

test('the id of a row that was deleted is not given again', () => {
  const run = create([create1(0, 0, 'A'), remove(20 * ms, 0, 'orders/1'), create1(40 * ms, 1, 'B')]);
  expect(run.all('accept').map(({ key }) => key)).toEqual(['orders/1', 'orders/1', 'orders/2']);
});

test('a leader that lost its disk counts anew, and its rows collide with those that others kept', () => {
  const loss: Fault = { kind: 'crash', atUs: 50 * ms, untilUs: 60 * ms, region: 0, disk: 'lost' };
  const run = create([create1(0, 0, 'A'), create1(100 * ms, 0, 'B')], { faults: [loss] });
  expect(run.all('accept').map(({ key }) => key)).toEqual(['orders/1', 'orders/1']);
  // The disk took one copy before the collision took the other.
  expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'disk', everywhere: true }]);
  expect(run.report.rows).toMatchObject({ collisions: 1 });
});

test('a row that is written under an id of its client’s choice counts as known', () => {
  const run = create([write(0, 0, 'orders/7', 'A'), create1(20 * ms, 1, 'B')]);
  expect(run.all('accept').map(({ key }) => key)).toEqual(['orders/7', 'orders/8']);
  expect(run.report.rows).toMatchObject({ created: 1, collisions: 0, index: { byLeader: [{ entries: 2 }, { entries: 2 }] } });
});

describe('a snowflake source', () => {
  const back: Fault = { kind: 'clock-step', atUs: 500 * ms, region: 0, byUs: -100 * ms };
  const crash: Fault = { kind: 'crash', atUs: 510 * ms, untilUs: 511 * ms, region: 0 };

  test('goes on in the last millisecond when the clock steps back', () => {
    const run = create([], { workload: { clients: everySecond, ids: { kind: 'snowflake' } }, faults: [back] });
    expect(run.report).toMatchObject({ writes: { acknowledged: 999 }, rows: { created: 999, collisions: 0 } });
  });

  test('makes ids again after a restart; its leader finds out', () => {
    const run = create([], { workload: { clients: everySecond, ids: { kind: 'snowflake' } }, faults: [back, crash] });
    // One a millisecond: the clock says 411 ms again and has to come to 500 ms.
    expect(run.all('refuse').filter(({ reason }) => reason === 'duplicate-key').length).toBe(89);
    expect(run.report.rows).toMatchObject({ collisions: 0 });
  });
});

describe('the report', () => {
  test('says how many pages the rows of each leader take, when they are cut off from each other', () => {
    const cut: Fault = { kind: 'partition', atUs: 0, untilUs: null, cuts: bothWays([0, 1]) };
    const run = create([], { workload: { clients: everySecond, ids: { kind: 'auto-increment' } }, faults: [cut] });
    // 407 a page: the first two keep 367, the third has the rest of 999.
    expect(run.report.rows).toMatchObject({
      ids: 'auto-increment',
      idBytes: 8,
      index: {
        pages: 3,
        splits: 2,
        byLeader: [
          { leader: 'a', entries: 999, pages: 3, splits: 2, fill: 999 / (3 * 407), pagesPer1000: null },
          { leader: 'b', entries: 0, pages: 0, splits: 0, fill: null },
        ],
      },
    });
  });

  test('has nothing of rows where nobody creates any', () => {
    expect(Object.keys(create([write(0, 0, 'x', 'A')]).report)).not.toContain('rows');
  });
});

function create1(atUs: number, region: number, value: string): ScriptedOp {
  return { atUs, region, client: 'alice', kind: 'create', key: 'orders', value };
}

/** Two leaders, 10 ms from each other. */
function create(script: readonly ScriptedOp[], sketch: ScenarioSketch = {}): TracedRun & { readonly scenario: ReturnType<typeof scenario> } {
  const each = scenario({ ...sketch, workload: { script, ...sketch.workload } });
  return { ...runTraced(each), scenario: each };
}
