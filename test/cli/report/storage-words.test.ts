import { expect, test } from 'vitest';
import { storageOf } from '../../../src/cli/report/storage-words.js';

const quiet = {
  storageNodes: 6, writeQuorum: 4, readQuorum: 3, writer: 'us-b', takeovers: 0, withoutWriterMs: 0,
  longestWithoutWriterMs: 0, gossiped: 0, truncated: 0, forwarded: 0,
  commit: { p50Ms: 1.3, p95Ms: 2, p99Ms: 2, maxMs: 2 },
};

test('nothing is said of storage under other strategies', () => {
  expect(storageOf(null)).toBe('');
});

test('a volume is described by its quorums and how fast it commits', () => {
  expect(storageOf(quiet)).toBe(
    '4 of 6 storage nodes make a write durable, 3 are asked at a takeover. ' +
      'Half of the writes were durable within 1.3 ms.',
  );
});

test('a takeover is told with what it cost', () => {
  const text = storageOf({ ...quiet, takeovers: 1, withoutWriterMs: 1752, longestWithoutWriterMs: 1752, truncated: 3 });
  expect(text).toContain('Nobody took writes for 1.752 s, at most 1.752 s at a time. 1 takeover; us-b writes in the end.');
  expect(text).toContain('3 records that were never durable thrown away');
});
