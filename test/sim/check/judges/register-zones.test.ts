import { expect, test } from 'vitest';
import { judge } from '../../../../src/sim/check/judge.js';
import { searchLinearOrder } from '../../../../src/sim/check/judges/linear-search.js';
import { judgeByZones } from '../../../../src/sim/check/judges/register-zones.js';
import { createObject } from '../../../../src/sim/check/judges/sequential-object.js';
import { isLinearizable } from '../../../model/naive-judges.js';
import { makeDice } from '../../../support/dice.js';
import { historyOf, read, write } from '../../../support/history.js';
import type { OperationSketch } from '../../../support/history.js';
import { drawHistory } from '../../../support/random-history.js';

test.each([0, 0.25])('zones tell what trying every order tells, and the search, silence %d', (silence) => {
  const seen = { explained: 0, impossible: 0, inapplicable: 0 };
  for (let seed = 0; seed < 3000; seed++) {
    const dice = makeDice(seed);
    const history = drawHistory(dice, {
      keys: ['x'],
      names: ['read', 'read', 'write'],
      values: [1, 2, 3, 4, 5, 6],
      silence,
      operations: dice.between(2, 7),
      processes: 4,
    });
    const operations = history.operations.filter(({ f, outcome }) => outcome === 'ok' || (f === 'write' && outcome === 'info'));
    const told = judgeByZones(operations, history.initial);
    seen[told.kind]++;
    if (told.kind === 'inapplicable') continue;
    expect([seed, told.kind === 'explained']).toEqual([seed, isLinearizable(history)]);
    const searched = searchLinearOrder(operations, createObject('register', operations, history.initial), 1e6);
    const { states: _, ...result } = searched;
    expect([seed, told]).toEqual([seed, result]);
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});

test('a value that is written twice, or is there at first, is too much for zones', () => {
  const { operations } = historyOf([write(0, 'x', 1), write(0, 'x', 1)]);
  expect(judgeByZones(operations, null)).toEqual({ kind: 'inapplicable' });
  expect(judgeByZones(operations.slice(1), 1)).toEqual({ kind: 'inapplicable' });
  expect(judgeByZones(operations.slice(1), null)).toEqual({ kind: 'explained' });
});

test('a hundred writes at once are decided, right or wrong', () => {
  // All writes are open together; then every value but one is read, one after the other.
  const count = 100;
  const writes = Array.from({ length: count }, (_, i): OperationSketch => ({
    ...write(i, 'x', i), at: [i, 10_000 + i],
  }));
  const reads = Array.from({ length: count }, (_, i): OperationSketch => ({
    ...read(count, 'x', (i * 37) % count), at: [200 + 2 * i, 201 + 2 * i],
  }));
  const again: OperationSketch = { ...read(count, 'x', 0), at: [5000, 5001] };
  expect(judge(historyOf([...writes, ...reads]), 'linearizable').verdict).toBe('holds');
  const wrong = judge(historyOf([...writes, ...reads, again]), 'linearizable');
  expect(wrong.verdict).toBe('violated');
  expect(wrong.findings[0]?.operations.length).toBeLessThan(6);
});
