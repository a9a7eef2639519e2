import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageBytes, Pages } from '../../../src/sim/checkpoint/pages.js';

const pageWords = pageBytes / 4;

describe('pages of a buffer', () => {
  test('put back what it held, whichever of them, in any order', () => {
    const write = fc.record({
      at: fc.nat(3 * pageBytes),
      length: fc.oneof(fc.nat(8), fc.nat(pageBytes)),
      byte: fc.oneof(fc.constant(0), fc.nat(255)),
    });
    const rounds = fc.array(fc.array(write, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(3), rounds, fc.array(fc.nat(5), { maxLength: 10 }), (odd, writes, visits) => {
        const bytes = new Uint8Array(2 * pageBytes + 100 + odd);
        const kept: { readonly pages: Pages; readonly copy: Uint8Array }[] = [];
        for (const round of writes) {
          for (const { at, length, byte } of round) bytes.fill(byte, at, at + length);
          kept.push({ pages: new Pages(bytes.buffer, kept.at(-1)?.pages ?? null), copy: bytes.slice() });
        }
        for (const visit of visits) {
          const { pages, copy } = kept[visit % kept.length];
          pages.restore();
          expect(Buffer.compare(bytes, copy)).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('tell whether anything has changed', () => {
    const bytes = new Uint8Array(pageBytes + 3);
    const first = new Pages(bytes.buffer, null);
    expect(new Pages(bytes.buffer, first)).toMatchObject({ isAsBefore: true, ownBytes: 0 });
    bytes[pageBytes + 2] = 1;
    const second = new Pages(bytes.buffer, first);
    expect(second).toMatchObject({ isAsBefore: false, ownBytes: 3 });
    bytes[5] = 1;
    const third = new Pages(bytes.buffer, second);
    bytes[5] = 0;
    expect(new Pages(bytes.buffer, third)).toMatchObject({ isAsBefore: false, ownBytes: 0 });
  });

  test('share a page that is alike, and all of one but for what differs', () => {
    const words = new Int32Array(4 * pageWords).fill(7);
    const first = new Pages(words.buffer, null);
    expect(first.ownBytes).toBe(4 * pageBytes);
    for (let i = 0; i < 100; i++) words[pageWords + 3 * i] = i;
    const second = new Pages(words.buffer, first);
    expect(second.ownBytes).toBe(100 * 8 - 8);
    words.fill(9, 2 * pageWords, 3 * pageWords);
    expect(new Pages(words.buffer, second).ownBytes).toBe(pageBytes);
  });

  test('of zeros take nothing', () => {
    expect(new Pages(new ArrayBuffer(10 * pageBytes), null).ownBytes).toBe(0);
  });
});
