import { expect, test } from 'vitest';
import { IndexedRecords } from '../../../src/sim/storage/indexed-records.js';

test('records with an index tell it of all that is stored, and that everything is gone', () => {
  const told: (number | string)[] = [];
  const records = new IndexedRecords(
    { keys: 4, authors: 1 },
    { take: (key) => told.push(key), clear: () => told.push('cleared') },
  );
  records.store(2, 10);
  records.storeSiblings(3, [10, 11]);
  records.setKnownEntry(1, 0, 5);
  records.clear();
  expect(told).toEqual([2, 3, 'cleared']);
  expect(records.single(2)).toBe(-1);
});
