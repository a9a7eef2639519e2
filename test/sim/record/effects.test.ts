import { expect, test } from 'vitest';
import { Effects } from '../../../src/sim/record/effects.js';

function fill(): Effects {
  const effects = new Effects();
  effects.add(0, [{ part: 'name', parents: [] }, { part: 'phone', parents: [] }]);
  effects.add(1, []);
  effects.add(2, [{ part: 'phone', parents: [0] }]);
  effects.add(3, [{ part: 'phone', parents: [0, 2] }]);
  return effects;
}

test('effects are numbered in order of their writes', () => {
  const effects = fill();
  expect(effects.count).toBe(4);
  expect([0, 1, 2, 3, 4].map((op) => effects.firstOf(op))).toEqual([0, 2, 2, 3, 4]);
  expect([0, 1, 2, 3].map((effect) => effects.opOf(effect))).toEqual([0, 0, 2, 3]);
  expect(effects.effectOn(0, 'phone')).toBe(1);
});

test('parents are effects on the same part', () => {
  const effects = fill();
  expect([0, 2, 3].map((effect) => effects.singleParent(effect))).toEqual([-1, 1, -2]);
  expect(effects.parentsOf(3)).toEqual([1, 2]);
});

test('a write has no effect on another part', () => {
  expect(() => fill().effectOn(2, 'name')).toThrow('no effect on a part');
});

test('writes come in order', () => {
  expect(() => new Effects().add(1, [])).toThrow('in order of their writes');
});
