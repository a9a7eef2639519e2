import { expect, test } from 'vitest';
import { LiveRecord } from '../../../../src/cli/view/live/live-record.js';
import { conflictAt } from './sample-conflict.js';

test('versions that are thrown away are counted', () => {
  const record = new LiveRecord();
  record.hear(conflictAt(7, [1, 2]));
  expect(record.discards).toBe(0);
  record.hear(conflictAt(8, [2]));
  expect(record.discards).toBe(1);
});

test('a record that is taken back is as it was, however often', () => {
  const record = new LiveRecord();
  record.hear({ kind: 'cut', atUs: 5, from: 'a', to: 'b' });
  record.hear(conflictAt(7, [2]));
  const kept = record.keep();
  for (const again of [1, 2]) {
    record.hear({ kind: 'heal', atUs: 9, from: 'a', to: 'b' });
    for (let count = 0; count < 1500 * again; count += 1) record.hear(conflictAt(10 + count, [2]));
    record.restore(kept);
    expect(record.discards).toBe(1);
    expect(record.log.newest(9, () => true).map(({ atUs }) => atUs)).toEqual([5, 7]);
  }
});
