import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countInversions } from '../../../src/sim/check/inversions.js';

interface Sketch {
  readonly key?: number;
  readonly stamp: number;
  readonly sent: number;
  /** Never when absent. */
  readonly answered?: number;
}

describe('an inversion', () => {
  test('is a stamp below that of a write which was answered before', () => {
    expect(count([{ stamp: 10, sent: 0, answered: 5 }, { stamp: 9, sent: 6 }])).toBe(1);
    expect(count([{ stamp: 10, sent: 0, answered: 5 }, { stamp: 10, sent: 6 }])).toBe(1);
    expect(count([{ stamp: 10, sent: 0, answered: 5 }, { stamp: 11, sent: 6 }])).toBe(0);
  });

  test('needs an answer before the later one was sent', () => {
    expect(count([{ stamp: 10, sent: 0, answered: 6 }, { stamp: 9, sent: 6 }])).toBe(0);
    expect(count([{ stamp: 10, sent: 0 }, { stamp: 9, sent: 6 }])).toBe(0);
  });

  test('is of one key', () => {
    const first = { key: 1, stamp: 10, sent: 0, answered: 5 };
    expect(count([first, { key: 0, stamp: 9, sent: 6 }])).toBe(0);
    expect(count([first, { key: 1, stamp: 9, sent: 6 }])).toBe(1);
  });

  test('counts the later write, once', () => {
    const fast = [30, 31, 32].map((stamp) => ({ stamp, sent: 0, answered: 1 }));
    expect(count([...fast, { stamp: 9, sent: 2, answered: 3 }, { stamp: 33, sent: 4 }])).toBe(1);
  });

  test('is found however many there are, wherever answers overtake each other', () => {
    const write = fc.record({
      key: fc.nat(1),
      stamp: fc.nat(60),
      sent: fc.nat(60),
      takes: fc.nat(30),
      back: fc.option(fc.nat(20)),
    });
    let found = 0;
    fc.assert(
      fc.property(fc.array(write, { minLength: 20, maxLength: 60 }), (drawn) => {
        const inOrder = drawn.toSorted((a, b) => a.sent + a.takes - (b.sent + b.takes));
        const writes = inOrder.map(({ key, stamp, sent, takes, back }): Sketch => {
          return { key, stamp, sent, ...(back === null ? {} : { answered: sent + takes + back }) };
        });
        const naive = writes.filter((w) =>
          writes.some((v) => {
            return v.key === w.key && v.stamp >= w.stamp && (v.answered ?? Infinity) < w.sent;
          }),
        );
        expect(count(writes)).toBe(naive.length);
        found += naive.length;
      }),
    );
    expect(found).toBeGreaterThan(100);
  });
});

/** In order of acceptance. */
function count(writes: readonly Sketch[]): number {
  return countInversions({
    count: writes.length,
    keys: 2,
    keyOf: (op) => writes[op]?.key ?? 0,
    stampOf: (op) => writes[op].stamp,
    sentAtUs: (op) => writes[op].sent,
    answeredAtUs: (op) => writes[op].answered ?? Infinity,
  });
}
