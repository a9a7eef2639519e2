import { describe, expect, test } from 'vitest';
import { createDigest, digestInto } from '../../../src/sim/storage/record-digest.js';
import { RecordStore } from '../../../src/sim/storage/record-store.js';

describe('a digest', () => {
  test('is 0 for a key of which nothing is known', () => {
    expect(digestOf(new RecordStore({ keys: 2, authors: 2 }), 1)).toBe('0:0');
  });

  test('is the same for equal records, in whatever order siblings came', () => {
    const one = record(0, [3, 8, 5], [4, 9]);
    expect(digestOf(record(0, [8, 5, 3], [4, 9]), 0)).toBe(digestOf(one, 0));
  });

  test('tells apart the key, what is held and what is known', () => {
    const digests = [
      digestOf(record(0, [3], [4, 9]), 0),
      digestOf(record(1, [3], [4, 9]), 1),
      digestOf(record(0, [8], [4, 9]), 0),
      digestOf(record(0, [3, 8], [4, 9]), 0),
      digestOf(record(0, [3], [4, 0]), 0),
      digestOf(record(0, [3], [9, 4]), 0),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('is another one for each of many thousand records', () => {
    const records = new RecordStore({ keys: 300, authors: 1 });
    const digests = new Set<string>();
    for (let key = 0; key < 300; key++) {
      records.addKnown(key, 1);
      for (let version = 0; version < 300; version++) {
        records.store(key, version);
        digests.add(digestOf(records, key));
      }
    }
    expect(digests.size).toBe(90_000);
  });
});

function record(key: number, versions: readonly number[], known: readonly number[]): RecordStore {
  const records = new RecordStore({ keys: 2, authors: known.length });
  records.storeSiblings(key, versions);
  known.forEach((entry, leader) => {
    records.setKnownEntry(key, leader, entry);
  });
  records.addKnown(key, versions.length);
  return records;
}

function digestOf(records: RecordStore, key: number): string {
  const digest = createDigest();
  digestInto(digest, records, key);
  return `${digest.first}:${digest.second}`;
}
