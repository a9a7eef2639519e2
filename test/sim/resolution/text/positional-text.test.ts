import { expect, test } from 'vitest';
import type { Operation } from '../../../../src/sim/resolution/replicated-type.js';
import { positionalText, type PositionalText } from '../../../../src/sim/resolution/text/positional-text.js';

const { initial } = positionalText;
const merge = (x: PositionalText, y: PositionalText): PositionalText => positionalText.merge(x, y);

function ask(state: PositionalText, op: number, operation: Operation): PositionalText {
  const origin = { op, author: op, previous: -1, stamp: 0, leader: 0 };
  return positionalText.prepare(state, operation, origin);
}

function idsOf(state: PositionalText): readonly number[] {
  return positionalText.support(state).flatMap(({ writes }) => writes.map(({ last }) => last));
}

const hello = ask(initial, 0, { kind: 'insert', at: 0, text: 'Hello' });
const seen = merge(initial, hello);

test('two inserts at one place differ by the order in which they come', () => {
  const a = ask(seen, 1, { kind: 'insert', at: 5, text: 'A' });
  const b = ask(seen, 2, { kind: 'insert', at: 5, text: 'B' });
  expect(positionalText.read(merge(merge(seen, a), b))).toEqual(['HelloBA']);
  expect(positionalText.read(merge(merge(seen, b), a))).toEqual(['HelloAB']);
});

test('an edit is carried out once', () => {
  expect(merge(seen, hello)).toBe(seen);
});

test('an erase of what was moved destroys what nobody meant, and has not done what it was for', () => {
  const erase = ask(seen, 1, { kind: 'erase', at: 0, length: 2 });
  const greeting = ask(seen, 2, { kind: 'insert', at: 0, text: 'Oh ' });
  const moved = merge(merge(seen, greeting), erase);
  expect(positionalText.read(moved)).toEqual([' Hello']);
  expect(idsOf(moved)).toEqual([0]);
  const inTime = merge(merge(seen, erase), greeting);
  expect(positionalText.read(inTime)).toEqual(['Oh llo']);
  expect(idsOf(inTime)).toEqual([0, 1, 2]);
  expect(positionalText.replaces?.(erase)).toEqual([0]);
});

test('positions beyond the end are the end, and an erase stops there', () => {
  const end = merge(seen, ask(seen, 1, { kind: 'insert', at: 99, text: '!' }));
  expect(positionalText.read(end)).toEqual(['Hello!']);
  const cut = merge(end, ask(end, 2, { kind: 'erase', at: 4, length: 99 }));
  expect(positionalText.read(cut)).toEqual(['Hell']);
  expect(positionalText.read(initial)).toEqual([]);
});
