import { expect, test } from 'vitest';
import { grantedLoss } from '../../../../src/sim/check/resolver/granted-loss.js';

const operations = ['add', 'remove', 'add'].map((kind) => JSON.stringify({ kind, element: 'milk' }));

test('only what is asked and may be lost is granted', () => {
  expect(grantedLoss('no-lost-writes', { operations, mayLose: ['add', 'write'] })).toEqual({ kinds: ['add'], isAll: false });
  expect(grantedLoss('no-lost-writes', { operations, mayLose: ['write'] })).toBeNull();
  expect(grantedLoss('convergent', { operations, mayLose: ['add'] })).toBeNull();
});

test('where all that a property is about may be lost nothing is asked', () => {
  expect(grantedLoss('no-lost-writes', { operations, mayLose: ['remove', 'add'] })?.isAll).toBe(true);
  expect(grantedLoss('no-resurrected-deletes', { operations, mayLose: ['remove'] })).toEqual({ kinds: ['remove'], isAll: true });
  expect(grantedLoss('no-resurrected-deletes', { operations, mayLose: ['add'] })).toBeNull();
  expect(grantedLoss('no-resurrected-deletes', { operations: ['{"kind":"put"}'], mayLose: [] })).toEqual({ kinds: [], isAll: true });
});
