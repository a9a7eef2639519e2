import { expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { Decision, type Versions } from '../../../src/sim/resolution/contract.js';
import { stampRuleOf } from '../../../src/sim/resolution/stamp-rules.js';

/** Version 0 is an add, 1 a remove. */
const kindOf = (version: number): 'add' | 'remove' => (version === 0 ? 'add' : 'remove');

test.each([
  ['lww-element-set', [2, 1], true, false],
  ['lww-element-set', [1, 2], false, true],
  ['lww-element-set', [1, 1], true, false],
  ['lww-element-set-remove-bias', [2, 1], true, false],
  ['lww-element-set-remove-bias', [1, 1], false, true],
  ['lww-register', [2, 1], true, false],
  ['lww-register', [1, 1], false, true],
  ['field-wise', [2, 1], true, false],
  ['or-set', [2, 1], false, false],
  ['or-map', [2, 1], false, false],
  ['revision-tree', [2, 1], false, false],
  ['pn-counter', [1, 2], false, false],
] as const)('of %s with the stamps %j', (type, stamps, firstWins, secondWins) => {
  const versions: Versions = {
    stampOf: (version) => stamps[version] ?? NaN,
    leaderOf: (version) => version,
    compare: () => Relation.concurrent,
  };
  const rule = stampRuleOf(type, { kindOf, valueOf: () => null });
  const wins = (incoming: number, held: number): boolean =>
    rule.decide(incoming, held, Relation.concurrent, versions) === Decision.takeIncoming;
  expect([wins(0, 1), wins(1, 0)]).toEqual([firstWins, secondWins]);
  expect(rule.name).toBe(type);
});

test('a map of last-write-wins registers goes by stamps among sets of a register alone', () => {
  const versions: Versions = {
    stampOf: (version) => -version,
    leaderOf: (version) => version,
    compare: () => Relation.concurrent,
  };
  const decide = (kind: 'set' | 'remove', incoming: number, held: number) =>
    stampRuleOf('or-map-lww', { kindOf: () => kind, valueOf: () => null }).decide(incoming, held, Relation.concurrent, versions);
  expect(decide('set', 0, 1)).toBe(Decision.takeIncoming);
  expect(decide('set', 1, 0)).toBe(Decision.keepHeld);
  expect(decide('remove', 0, 1)).toBe(Decision.keepHeld);
});
