import { expect, test } from 'vitest';
import { CentralOrder } from '../../../../src/sim/resolution/text/central-order.js';
import type { AuthoredEdit } from '../../../../src/sim/resolution/text/ordered-text.js';

function insert(op: number, leader: number, revision: number, at: number, text: string): AuthoredEdit {
  const dot = { author: leader, after: -1, last: op };
  return { kind: 'authored', dot, leader, revision, form: at === 0 ? [text] : [at, text] };
}

test('an edit whose author has seen all keeps its position', () => {
  const order = new CentralOrder();
  order.place(0, insert(0, 1, 0, 0, 'Hello'));
  expect(order.place(0, insert(1, 2, 1, 5, 'A'))).toMatchObject({ revision: 1, form: [5, 'A'] });
});

test('an edit is transformed over what its author had not seen', () => {
  const order = new CentralOrder();
  order.place(0, insert(0, 0, 0, 0, 'Hello'));
  order.place(0, insert(1, 1, 1, 5, 'A'));
  expect(order.place(0, insert(2, 2, 1, 5, 'B'))).toMatchObject({ revision: 2, form: [6, 'B'] });
});

test('an edit is on top of the earlier ones of its author, heard of or not', () => {
  const order = new CentralOrder();
  order.place(0, insert(0, 1, 0, 0, 'ab'));
  order.place(0, insert(1, 2, 0, 0, 'X'));
  // X stands behind ab by now. Author 1 writes between a and b, which X is not moved by.
  expect(order.place(0, insert(2, 1, 0, 1, '-'))).toMatchObject({ form: [1, '-'] });
  // Author 2, who has not heard of that, writes before its X.
  expect(order.place(0, insert(3, 2, 1, 2, 'Y'))).toMatchObject({ form: [3, 'Y'] });
});

test('of edits at one place the one that is placed first goes first, even inside a word', () => {
  const order = new CentralOrder();
  order.place(0, insert(0, 1, 0, 0, 'a'));
  order.place(0, insert(1, 2, 0, 0, 'X'));
  expect(order.place(0, insert(2, 1, 0, 1, 'b'))).toMatchObject({ form: [2, 'b'] });
});

test('keys have orders of their own', () => {
  const order = new CentralOrder();
  order.place(0, insert(0, 1, 0, 0, 'a'));
  expect(order.place(1, insert(1, 2, 0, 0, 'b'))).toMatchObject({ revision: 0, form: ['b'] });
});

test('a write is placed once', () => {
  const order = new CentralOrder();
  const edit = insert(0, 1, 0, 0, 'a');
  expect(order.has(0)).toBe(false);
  const placed = order.place(0, edit);
  expect(order.place(0, edit)).toBe(placed);
  expect(order.placeOf(0)).toBe(placed);
  expect(() => order.placeOf(1)).toThrow('passed on once it has its place');
});
