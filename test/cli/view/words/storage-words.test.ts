import { expect, test } from 'vitest';
import { describeEvent } from '../../../../src/cli/view/words/event-line.js';

const at = { kind: 'writer', atUs: 1_000_000, replica: 'us-b', position: 1200 } as const;

test('a takeover is told step by step, with how much is durable', () => {
  expect(describeEvent({ ...at, change: 'appointed' })).toMatchObject({ replica: 'us-b', tone: 'warn' });
  expect(describeEvent({ ...at, change: 'open' }).words).toBe('OPEN    1,200 records are durable; takes writes');
  expect(describeEvent({ ...at, change: 'promoted' }).words).toContain('1,200 records');
  expect(describeEvent({ ...at, change: 'deposed' }).tone).toBe('bad');
});

test('a storage node is named by its zone', () => {
  const node = { kind: 'storage', atUs: 0, node: 'a/2' } as const;
  expect(describeEvent({ ...node, change: 'crash' })).toMatchObject({ replica: 'a/2', words: 'CRASH   storage node' });
  expect(describeEvent({ ...node, change: 'wipe' }).words).toContain('disk');
  expect(describeEvent({ ...node, change: 'restart' }).tone).toBe('good');
});
