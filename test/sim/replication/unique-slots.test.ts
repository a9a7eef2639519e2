import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import type { RegionSketch } from '../../support/scenario.js';
import type { ScriptedOp, UniqueRule } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { ms, remove, scenario, write } from '../../support/scenario.js';

/** Two leaders 10 ms apart. */
function run(rule: UniqueRule, script: readonly ScriptedOp[], regions: readonly (string | RegionSketch)[] = ['a', 'b']) {
  const events: TraceEvent[] = [];
  const sketch = scenario({ regions, conflicts: { unique: rule }, workload: { script } });
  const { report } = simulate(sketch, { trace: (event) => events.push(event) });
  const final = Object.fromEntries(report.finalValues.map(({ key, replicas }) => [key, replicas.map(({ values }) => values.join())]));
  return { report, events, final };
}

describe('a leader', () => {
  test('refuses a value that another of its rows has, and takes it for the row that has it', () => {
    const { report, events } = run('keep-both', [write(0, 0, 'x', 'S'), write(ms, 0, 'y', 'S'), write(2 * ms, 0, 'x', 'S')]);
    expect(report.writes).toMatchObject({ acknowledged: 2, rejected: 1 });
    expect(report.unique).toEqual({ refused: 1, collisions: 0, told: 0, takenBack: 0, violations: 0 });
    expect(events.filter(({ kind }) => kind === 'refuse')).toMatchObject([{ key: 'y', reason: 'taken' }]);
  });

  test('refuses what it heard of from another one', () => {
    expect(run('keep-both', [write(0, 0, 'x', 'S'), write(20 * ms, 1, 'y', 'S')]).report.unique?.refused).toBe(1);
  });

  test.each([
    ['deleted', remove(ms, 0, 'x')],
    ['given another value', write(ms, 0, 'x', 'T')],
  ])('takes a value again whose row was %s', (_, free) => {
    const { report } = run('keep-both', [write(0, 0, 'x', 'S'), free, write(2 * ms, 0, 'y', 'S')]);
    expect(report.unique).toMatchObject({ refused: 0, violations: 0 });
  });
});

describe('two leaders that do not hear of each other', () => {
  const script = [write(0, 0, 'x', 'S'), write(ms, 1, 'y', 'S')];

  test('book twice, and nobody is told, where both are kept', () => {
    const { report, final } = run('keep-both', script);
    expect(report.unique).toEqual({ refused: 0, collisions: 1, told: 0, takenBack: 0, violations: 1 });
    expect(final).toEqual({ x: ['S', 'S'], y: ['S', 'S'] });
  });

  test('each tell their own client, where both are told', () => {
    expect(run('tell-both', script).report.unique).toMatchObject({ collisions: 1, told: 2, takenBack: 0, violations: 1 });
  });

  test('take back the later one, once, and it is lost to the collision', () => {
    const { report, events, final } = run('take-back', script);
    expect(report.unique).toMatchObject({ collisions: 1, told: 1, takenBack: 1, violations: 0 });
    expect(final).toEqual({ x: ['S', 'S'], y: ['', ''] });
    expect(report.fates).toMatchObject({ visible: 1, lost: 1 });
    expect(report.lostWrites.byCause.collision).toBe(1);
    const accepted = events.filter((event) => event.kind === 'accept');
    expect(accepted.map(({ replica, key, value }) => [replica, key, value])).toEqual([
      ['a', 'x', 'S'], ['b', 'y', 'S'], ['b', 'y', null],
    ]);
  });

  test('take back by stamps, and the delete holds though its clock is behind', () => {
    // b writes first, with a clock 5 s fast, so its stamp is later; a's delete of its own never comes.
    const fast = { name: 'b', clock: { skewUs: 5000 * ms } };
    const { final, report } = run('take-back', [write(0, 1, 'y', 'S'), write(ms, 0, 'x', 'S')], ['a', fast]);
    expect(final).toEqual({ x: ['S', 'S'], y: ['', ''] });
    expect(report.unique).toMatchObject({ takenBack: 1, violations: 0 });
  });
});
