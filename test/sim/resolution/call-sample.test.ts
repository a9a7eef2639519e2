import { expect, test } from 'vitest';
import { CallSample } from '../../../src/sim/resolution/call-sample.js';

test.each([1, 63, 64, 65, 1000, 100_000])('of %i calls some from everywhere are kept, the latest first', (count) => {
  const sample = new CallSample();
  for (let i = 0; i < count; i++) sample.add('merge', `[${i}]`, String(i));
  const kept = sample.list().map(({ reply }) => Number(reply));
  expect(kept).toEqual(kept.toSorted((x, y) => y - x));
  expect(kept.at(-1)).toBe(0);
  expect(kept.length).toBeGreaterThanOrEqual(Math.min(count, 32));
  expect(kept.length).toBeLessThan(64);
  const gaps = kept.slice(1).map((each, i) => (kept[i] ?? 0) - each);
  expect(new Set(gaps).size).toBeLessThanOrEqual(1);
  expect((kept[0] ?? 0) + (gaps[0] ?? 1)).toBeGreaterThanOrEqual(count);
});
