import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bound } from '../../../src/scenarios/fuzz/bounded.js';
import { minimizeList } from '../../../src/scenarios/fuzz/minimize-list.js';
import type { TestCase } from '../../../src/scenarios/fuzz/test-case.js';
import { answerAll } from './answer-all.js';

function put(items: readonly number[]): TestCase {
  return { base: { items }, changes: [] };
}

function itemsOf({ base: { items } }: TestCase): readonly unknown[] {
  return Array.isArray(items) ? items : [];
}

describe('leaving out items', () => {
  test('leaves exactly those that are needed, wherever they stand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.uniqueArray(fc.nat(59), { maxLength: 5 }), (count, wanted) => {
        const items = Array.from({ length: count }, (_, i) => i);
        const needed = wanted.filter((one) => one < count).sort((a, b) => a - b);
        const { result } = answerAll(minimizeList(items, put), (one) => needed.every((item) => itemsOf(one).includes(item)));
        expect(result).toEqual(needed);
      }),
    );
  });

  test('ends where no single item can be left out, whatever the reasons are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(100), { minLength: 1, maxLength: 24 }), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (items, salt) => {
        // Fails by a hash of what is left: as unlike a real cause as can be. The whole list fails.
        const fails = (kept: readonly unknown[]): boolean =>
          kept.length === items.length || kept.reduce<number>((sum, item) => (sum * 31 + Number(item)) % 1009, salt[kept.length % 8]) % 3 === 0;
        const { result } = answerAll(minimizeList(items, put), (one) => fails(itemsOf(one)));
        expect(fails(result)).toBe(true);
        for (let i = 0; i < result.length; i++) expect(fails(result.toSpliced(i, 1))).toBe(false);
      }),
    );
  });

  test('one of a thousand is found in a few dozen questions', () => {
    const items = Array.from({ length: 1000 }, (_, i) => i);
    const { result, asked } = answerAll(minimizeList(items, put), (one) => itemsOf(one).includes(700));
    expect(result).toEqual([700]);
    expect(asked).toBeLessThan(40);
  });
});

describe('a bounded search', () => {
  test('never asks twice about one case', () => {
    const seen: string[] = [];
    const search = bound(minimizeList([1, 2, 3, 4, 5, 6, 7, 8], put), 1000);
    const { result } = answerAll(search, (one) => {
      seen.push(JSON.stringify(one));
      return itemsOf(one).length >= 3;
    });
    expect(result.result).toHaveLength(3);
    expect(result).toMatchObject({ asked: seen.length, isCut: false });
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('stops at its limit with the smallest so far, and says so', () => {
    const items = Array.from({ length: 100 }, (_, i) => i);
    const { result, asked } = answerAll(bound(minimizeList(items, put), 5), (one) => itemsOf(one).includes(3));
    expect(asked).toBe(5);
    expect(result.isCut).toBe(true);
    expect(result.result).toContain(3);
    expect(result.result.length).toBeLessThan(100);
  });
});
