import { expect, test } from 'vitest';
import { changeOf, listRenamed } from '../../../src/sim/record/conditional-changes.js';
import type { LoggedRequest } from '../../../src/sim/record/request-log.js';
import type { WriteCondition } from '../../../src/sim/scenario.js';

const request: LoggedRequest = {
  kind: 'write', key: 0, client: 'alice', sentAtUs: 0, script: 0, endedAtUs: 1,
  outcome: 'ok', op: 0, leader: 0, accepted: [0], versions: [],
};

function changeUnder(condition: WriteCondition | null, more: Partial<LoggedRequest> = {}, isPlain = true) {
  const conditional = condition === null ? null : { condition, value: 'B' };
  return changeOf({ ...request, ...more }, () => conditional, () => isPlain);
}

test('a write on condition of a value, or of none, changes that into what it writes', () => {
  expect(changeUnder({ kind: 'value', value: 'A' })).toEqual({ from: 'A', to: 'B' });
  expect(changeUnder({ kind: 'absent' })).toEqual({ from: null, to: 'B' });
});

test('any value, no condition, deletes and names that are not values: no compare-and-set', () => {
  expect(changeUnder({ kind: 'present' })).toBe(null);
  expect(changeUnder(null)).toBe(null);
  expect(changeUnder({ kind: 'absent' }, { kind: 'delete' })).toBe(null);
  expect(changeUnder({ kind: 'absent' }, {}, false)).toBe(null);
});

test('values that were deleted or written twice have other names', () => {
  const texts = new Map([[0, 'A'], [1, 'B'], [2, 'B'], [3, 'C']]);
  const names = new Map([[0, 'A'], [1, 'B w1'], [2, 'B w2'], [3, 'C'], [4, 'deleted w4']]);
  const keys = [0, 1, 1, 2, 2];
  const renamed = listRenamed(names, { keyOf: (op) => keys[op] ?? -1, textOf: (op) => texts.get(op) ?? null });
  expect([...renamed]).toEqual([1, 2]);
});
