import { describe, expect, test } from 'vitest';
import { DeliveryOrder, watchedOrder } from '../../../src/sim/replication/delivery-order.js';
import { connect, link } from '../../support/scenario.js';

const fifo = { order: 'fifo', applyErrors: 'stop' } as const;
const chain = { kind: 'links', forward: true, links: [link(0, 1), link(1, 0), link(1, 2)] } as const;

describe('nothing is watched over', () => {
  test.each([
    ['a mesh', connect('mesh', 4)],
    ['a star', connect('star', 4)],
    ['a one-way ring', connect('ring', 4)],
    ['a chain', chain],
    ['one region alone', connect('mesh', 1)],
  ])('where %s of FIFO links keeps the order by itself', (_, topology) => {
    expect(watchedOrder(fifo, topology, true)).toBe(null);
    expect(watchedOrder({ ...fifo, order: null }, topology, true)).toBe(null);
  });

  test('where nobody asks for an order', () => {
    const overtaking = connect('mesh', 3, { transport: 'datagram' });
    expect(watchedOrder({ ...fifo, order: 'none' }, overtaking, true)).toBe(null);
    expect(watchedOrder({ ...fifo, order: null }, overtaking, true)).toBe(null);
    expect(watchedOrder({ order: 'none', applyErrors: 'hold' }, connect('mesh', 3), true)).toBe(null);
  });
});

describe('fifo order is watched over', () => {
  test.each([
    ['on datagram links', connect('star', 3, { transport: 'datagram' })],
    ['in a ring with two ways round', connect('two-way-ring', 4)],
    ['in a mesh that forwards', connect('mesh', 3, { forward: true })],
  ])('%s', (_, topology) => {
    expect(watchedOrder(fifo, topology, false)).toBe('fifo');
  });

  test('where an update that is held could be overtaken, also if nobody named an order', () => {
    const hold = { order: null, applyErrors: 'hold' } as const;
    expect(watchedOrder(hold, connect('mesh', 3), true)).toBe('fifo');
    expect(watchedOrder(hold, connect('mesh', 3), false)).toBe(null);
  });
});

test('causal order is watched over everywhere', () => {
  expect(watchedOrder({ ...fifo, order: 'causal' }, connect('mesh', 2), false)).toBe('causal');
});

test('a later write may come once all that was taken in before it is there', () => {
  const order = new DeliveryOrder({ order: 'causal', leaders: 3, expected: 4 });
  order.noteAccepted(0, 0);
  order.noteTaken(0, 0, 1);
  order.noteAccepted(1, 1);
  expect(order.findMissing(1, 1, 2)).toBe(0);
  order.noteTaken(0, 0, 2);
  expect(order.findMissing(1, 1, 2)).toBe(-1);
  order.noteTaken(1, 1, 2);
  order.noteTaken(0, 0, 2);
  expect(order.findMissing(0, 0, 2)).toBe(-1);
});
