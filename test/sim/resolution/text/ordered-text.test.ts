import { expect, test } from 'vitest';
import type { Operation } from '../../../../src/sim/resolution/replicated-type.js';
import { isAuthored, orderedText, type OrderedText } from '../../../../src/sim/resolution/text/ordered-text.js';
import { CentralOrder } from '../../../../src/sim/resolution/text/central-order.js';

const { initial } = orderedText;
const merge = (x: OrderedText, y: OrderedText): OrderedText => orderedText.merge(x, y);
const read = (state: OrderedText): readonly string[] => orderedText.read(state);

function ask(state: OrderedText, op: number, leader: number, operation: Operation): OrderedText {
  return orderedText.prepare(state, operation, { op, author: leader, previous: -1, stamp: 0, leader });
}

function place(order: CentralOrder, made: OrderedText): OrderedText {
  if (!isAuthored(made)) throw new Error('this was not made by anybody');
  return order.place(0, made);
}

test('a spoke’s own edits go on top of what it heard of', () => {
  const order = new CentralOrder();
  const a = ask(initial, 0, 1, { kind: 'insert', at: 0, text: 'cat' });
  const spoke = merge(initial, a);
  const b = ask(initial, 1, 2, { kind: 'insert', at: 0, text: 'dog' });
  const fromOther = place(order, b);
  place(order, a);
  expect(read(merge(spoke, fromOther))).toEqual(['dogcat']);
});

test('a gap in the order is the spoke’s own edits, which need not come back', () => {
  const order = new CentralOrder();
  const a = ask(initial, 0, 1, { kind: 'insert', at: 0, text: 'cat' });
  const spoke = merge(initial, a);
  place(order, a);
  const follower = merge(initial, order.placeOf(0));
  const b = ask(follower, 1, 2, { kind: 'insert', at: 3, text: 's' });
  const known = merge(spoke, place(order, b));
  expect(known).toMatchObject({ text: 'cats', revision: 2, pending: [] });
});

test('edits out of their order are a bug of the caller', () => {
  const order = new CentralOrder();
  place(order, ask(initial, 0, 1, { kind: 'insert', at: 0, text: 'a' }));
  const second = place(order, ask(initial, 1, 2, { kind: 'insert', at: 0, text: 'b' }));
  expect(() => merge(initial, second)).toThrow('edits come in their order');
});

test('an untouched text shows nothing, an emptied one the empty text', () => {
  expect(read(initial)).toEqual([]);
  const a = merge(initial, ask(initial, 0, 1, { kind: 'erase', at: 0, length: 1 }));
  expect(read(a)).toEqual(['']);
  expect(orderedText.support(initial)).toEqual([]);
  expect(orderedText.support(a)).toEqual([{ part: '', writes: [{ author: 1, after: -1, last: 0 }] }]);
});
