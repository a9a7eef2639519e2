import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashString,
  hashString64,
  mix32,
  unitFromIdentity,
} from '../../../src/sim/base/hash.js';
import { correlationScore, pairScore, uniformityScore } from './chi-square.js';

const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });

describe('mix32', () => {
  it('gives the same uint32 for both spellings of the same bits', () => {
    fc.assert(
      fc.property(int32, (h) => {
        const mixed = mix32(h);
        expect(mixed).toBe(mix32(h >>> 0));
        expect(mixed).toBe(mixed >>> 0);
      }),
    );
  });

  it('never sends two numbers to one', () => {
    const seen = new Set<number>();
    for (let h = 0; h < 100_000; h++) seen.add(mix32(h));
    expect(seen.size).toBe(100_000);
  });

  it('flips about half of the result when any one bit flips', () => {
    for (let bit = 0; bit < 32; bit++) {
      let flips = 0;
      for (let h = 0; h < 1000; h++) flips += countOnes(mix32(h) ^ mix32(h ^ (1 << bit)));
      expect(flips / 32_000).toBeGreaterThan(0.48);
      expect(flips / 32_000).toBeLessThan(0.52);
    }
  });
});

describe('hashing text', () => {
  it('has results that must never change', () => {
    expect(['', 'a', 'arrivals eu-west', 'Ä\u{1f600}'].map(hashString64)).toEqual([
      { high: 968997276, low: 154382181 },
      { high: 914661469, low: 953534681 },
      { high: 4225004240, low: 3214936730 },
      { high: 3930586284, low: 4175725519 },
    ]);
  });

  it('gives two unequal lanes, the first of which is the 32-bit hash', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { high, low } = hashString64(text);
        expect(hashString(text)).toBe(high);
        expect(high).toBe(high >>> 0);
        expect(low).toBe(low >>> 0);
      }),
    );
  });

  it('tells apart texts that differ little', () => {
    const texts: string[] = [];
    for (let i = 0; i < 20_000; i++) texts.push(`k${i}`, `${i}k`, '\0'.repeat(i % 200) + i);
    const distinct = new Set(texts);
    const hashes = [...distinct].map((text) => hashString64(text));
    expect(new Set(hashes.map(({ high, low }) => high * 0x200000 + (low >>> 11))).size).toBe(
      distinct.size,
    );
  });

  it('has lanes that are uniform and do not follow each other', () => {
    const highs: number[] = [];
    const lows: number[] = [];
    for (let i = 0; i < 50_000; i++) {
      const { high, low } = hashString64(`seed ${i}`);
      highs.push(high / 0x100000000);
      lows.push(low / 0x100000000);
    }
    expect(Math.abs(uniformityScore(highs, 500))).toBeLessThan(4);
    expect(Math.abs(uniformityScore(lows, 500))).toBeLessThan(4);
    expect(Math.abs(correlationScore(highs, lows))).toBeLessThan(4);
  });
});

describe('unitFromIdentity', () => {
  it('lies strictly between 0 and 1, on the odd multiples of 2^-53', () => {
    fc.assert(
      fc.property(int32, int32, int32, int32, (seed, a, b, c) => {
        const u = unitFromIdentity(seed, a, b, c);
        expect(u).toBeGreaterThan(0);
        expect(u).toBeLessThan(1);
        expect((u * 0x20000000000000) % 2).toBe(1);
        expect(unitFromIdentity(seed, a, b, c)).toBe(u);
      }),
    );
  });

  it('has results that must never change', () => {
    expect([
      unitFromIdentity(0, 0, 0, 0),
      unitFromIdentity(1, 2, 3, 4),
      unitFromIdentity(-1, 0x7fffffff, -0x80000000, 15),
    ]).toEqual([0.9153957587657825, 0.7597701714342585, 0.9620331804297276]);
  });

  const walks: Readonly<Record<string, (i: number) => number>> = {
    'the seed': (i) => unitFromIdentity(i, 3, 77, 1),
    'the first argument': (i) => unitFromIdentity(8841, i, 77, 1),
    'the second argument': (i) => unitFromIdentity(8841, 3, i, 1),
    'the third argument': (i) => unitFromIdentity(8841, 3, 77, i),
    'multiples of 1024': (i) => unitFromIdentity(8841, 3, i << 10, 1),
    'links times ops': (i) => unitFromIdentity(8841, i & 7, i >> 3, 0),
    'ops times attempts': (i) => unitFromIdentity(8841, 2, i >> 2, i & 3),
    'all at once': (i) => unitFromIdentity(i, i, i, i),
  };

  it.each(Object.entries(walks))('is uniform and forgetful along %s', (_, walk) => {
    const units = Array.from({ length: 200_000 }, (_, i) => walk(i));
    const lowBits = units.map((u) => (u * 0x1000000000) % 1);
    expect(Math.abs(uniformityScore(units, 1000))).toBeLessThan(4);
    expect(Math.abs(uniformityScore(lowBits, 512))).toBeLessThan(4);
    expect(Math.abs(pairScore(units, 32))).toBeLessThan(4);
    expect(Math.abs(correlationScore(units.slice(1), units.slice(0, -1)))).toBeLessThan(4);
  });

  it('repeats its upper 32 bits over a grid of identities no more often than chance', () => {
    const words: number[] = [];
    for (let i = 0; i < 1 << 19; i++) {
      words.push(Math.floor(unitFromIdentity(8841, i & 7, i >> 5, (i >> 3) & 3) * 0x100000000));
    }
    // Pairs of 2^19 words over 2^32 values: 32 expected.
    const repeats = words.length - new Set(words).size;
    expect(Math.abs(repeats - 32) / Math.sqrt(32)).toBeLessThan(4);
  });

  it('is uniform in its tail, where one uniform draw decides a rare event', () => {
    const tail: number[] = [];
    for (let i = 0; i < 1_000_000; i++) {
      const u = unitFromIdentity(8841, 3, i, 0);
      if (u < 1 / 64) tail.push(u * 64);
    }
    expect(Math.abs(tail.length - 15_625) / Math.sqrt(15_625)).toBeLessThan(4);
    expect(Math.abs(uniformityScore(tail, 100))).toBeLessThan(4);
  });
});

function countOnes(word: number): number {
  let ones = 0;
  for (let rest = word >>> 0; rest !== 0; rest >>>= 1) ones += rest & 1;
  return ones;
}
