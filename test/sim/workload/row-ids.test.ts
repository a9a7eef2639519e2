import { describe, expect, test } from 'vitest';
import { RandomStreams } from '../../../src/sim/base/random.js';
import type { RowIdScheme } from '../../../src/sim/scenario.js';
import { createRowIds, formatRowId, parseRowId, type RowIds } from '../../../src/sim/workload/row-ids.js';

function open(kind: RowIdScheme['kind'], index = 0, increment = 2): RowIds {
  const stream = new RandomStreams('row ids').stream(`leader ${index}`);
  return createRowIds(kind === 'offset' ? { kind, increment } : { kind }, { index, stream });
}

function take(ids: RowIds, count: number, readingUs = 0): bigint[] {
  return Array.from({ length: count }, () => ids.next(readingUs));
}

describe('row ids', () => {
  test('collide under auto-increment: two leaders both make id 1', () => {
    expect([take(open('auto-increment', 0), 2), take(open('auto-increment', 1), 2)]).toEqual([
      [1n, 2n],
      [1n, 2n],
    ]);
  });

  test('under auto-increment go on after the greatest that is known', () => {
    const ids = open('auto-increment');
    ids.observe(7n);
    ids.observe(3n);
    expect(take(ids, 2)).toEqual([8n, 9n]);
  });

  test('under offsets stay in the leader’s residue class, so they never collide', () => {
    const [odd, even] = [open('offset', 0), open('offset', 1)];
    expect([take(odd, 3), take(even, 2)]).toEqual([[1n, 3n, 5n], [2n, 4n]]);
    even.observe(5n);
    expect(take(even, 1)).toEqual([6n]);
    odd.observe(6n);
    expect(take(odd, 1)).toEqual([7n]);
    odd.observe(9n);
    expect(take(odd, 1)).toEqual([11n]);
  });

  test('under offsets collide once there are more leaders than the increment', () => {
    const [first, third] = [open('offset', 0), open('offset', 2)];
    expect(take(third, 2)).toEqual(take(first, 2));
  });

  test('as UUIDv7 say their version and variant, and ascend with the clock’s milliseconds', () => {
    const ids = open('uuidv7');
    const [first, second] = [ids.next(5_000), ids.next(6_000)];
    expect(formatRowId({ kind: 'uuidv7' }, first)).toMatch(
      /^018cc251-f405-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(second > first).toBe(true);
  });

  test('are read as they are written, and nothing else is', () => {
    for (const kind of ['snowflake', 'uuidv4'] as const) {
      const [id] = take(open(kind), 1, 5_000);
      expect(parseRowId({ kind }, formatRowId({ kind }, id))).toBe(id);
      for (const text of ['', '-1', '01', 'x', '1.5']) expect(parseRowId({ kind }, text)).toBeNull();
    }
  });

  test('as UUIDv4 say their version and variant, in no order', () => {
    const many = take(open('uuidv4'), 100);
    for (const id of many) {
      expect(formatRowId({ kind: 'uuidv4' }, id)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
    const ascents = many.slice(1).filter((id, i) => id > many[i]).length;
    expect(ascents).toBeGreaterThan(30);
    expect(ascents).toBeLessThan(70);
  });

  test('as snowflakes ascend even when the clock steps back or a millisecond is full', () => {
    const ids = open('snowflake', 3);
    const many = [...take(ids, 5000, 2_000), ...take(ids, 10, 1_000), ids.next(9_000)];
    expect(many.every((id, i) => i === 0 || id > many[i - 1])).toBe(true);
    expect(new Set(many.map((id) => (id >> 12n) & 1023n))).toEqual(new Set([3n]));
    expect(many.at(-1)).toBe((9n << 22n) | (3n << 12n));
  });
});
