import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findEdge, stepFor } from '../../../src/scenarios/counterfactual/dial.js';
import type { Dial, FoundEdge } from '../../../src/scenarios/counterfactual/dial.js';
import type { Outcome } from '../../../src/scenarios/counterfactual/outcome.js';

function outcome(isKept: boolean): Outcome {
  return { fingerprint: isKept ? 'kept' : 'lost', fate: isKept ? 'visible' : 'lost', lostWrites: isKept ? 0 : 1, isSettled: true };
}

function dial(actual: number, limit: number, step = 100): Dial {
  return {
    actual,
    limit,
    step,
    changesAt: (size) => [{ path: 'size', value: String(size) }],
    wordsOf: ({ kept }) => String(kept),
  };
}

/** Looks for the edge of a world in which these sizes keep the write. */
function look(of: Dial, keeps: (size: number) => boolean): { readonly found: FoundEdge | null; readonly asked: readonly number[] } {
  const asked: number[] = [];
  const search = findEdge(of, outcome(false));
  let step = search.next();
  while (step.done !== true) {
    const size = Number(step.value[0].value);
    asked.push(size);
    step = search.next(outcome(keeps(size)));
  }
  return { found: step.value, asked };
}

describe('the edge of a dial', () => {
  test('that is round is known to the least unit, on either side', () => {
    expect(look(dial(300_000, 0), (size) => size < 20_000).found?.edge).toEqual({ kept: 19_999, lost: 20_000, reach: 'before', side: 'below' });
    expect(look(dial(300_000, 0), (size) => size <= 20_000).found?.edge).toEqual({ kept: 20_000, lost: 20_001, reach: 'from', side: 'below' });
    expect(look(dial(-300_000, 0), (size) => size > -20_000).found?.edge).toEqual({ kept: -19_999, lost: -20_000, reach: 'before', side: 'above' });
  });

  test('that is not round is known to a step', () => {
    expect(look(dial(300_000, 0), (size) => size < 12_345).found?.edge).toEqual({ kept: 12_300, lost: 12_400, reach: 'from', side: 'below' });
    expect(look(dial(0, 90_000), (size) => size >= 50_050).found?.edge).toEqual({ kept: 50_100, lost: 50_000, reach: 'from', side: 'above' });
  });

  test('is found at both ends', () => {
    expect(look(dial(300_000, 0), (size) => size < 300_000).found?.edge).toMatchObject({ kept: 299_999, lost: 300_000, reach: 'before' });
    expect(look(dial(300_000, 0), (size) => size === 0).found?.edge).toMatchObject({ kept: 0, lost: 1, reach: 'from' });
    expect(look(dial(300_050, 7), (size) => size === 7).found?.edge).toMatchObject({ kept: 7, lost: 8, reach: 'from' });
  });

  test('is not there where nothing keeps the write, and where it cannot be turned', () => {
    expect(look(dial(300_000, 0), () => false).found).toBeNull();
    expect(look(dial(5, 5), () => true)).toEqual({ found: null, asked: [] });
  });

  test('says so where what lies beyond it does not keep the write', () => {
    const { found } = look(dial(300_000, 0), (size) => size < 200_000 && size > 120_000);
    expect(found?.edge).toMatchObject({ kept: 199_900, lost: 200_000, reach: 'only' });
  });

  test('is the nearest of several that lie far apart', () => {
    const { found } = look(dial(100_000, 0), (size) => (size < 95_000 && size > 60_000) || size < 10_000);
    expect(found?.edge).toMatchObject({ kept: 94_900, lost: 95_000 });
  });

  test('is not told where a run of it was not made', () => {
    const search = findEdge(dial(300_000, 0), outcome(false));
    search.next();
    expect(search.next(outcome(true))).toMatchObject({ done: false });
    expect(search.next(null)).toEqual({ done: true, value: null });
  });

  test('was run on both sides, never asks for what is outside, and asks seldom', () => {
    const size = fc.integer({ min: -400_000, max: 400_000 });
    fc.assert(
      fc.property(size, size, size, fc.constantFrom(1, 10, 100, 1000), (actual, limit, edge, step) => {
        fc.pre(actual !== limit && Math.abs(actual - limit) / step <= 8192);
        const isBelow = limit < actual;
        const keeps = (at: number): boolean => (isBelow ? at < edge : at > edge) && at !== actual;
        const { found, asked } = look(dial(actual, limit, step), keeps);
        expect(found === null).toBe(!keeps(limit));
        expect(asked.every((at) => at >= Math.min(actual, limit) && at <= Math.max(actual, limit))).toBe(true);
        expect(asked.length).toBeLessThanOrEqual(20);
        if (found === null) return;
        const { kept, lost, reach } = found.edge;
        expect(asked).toContain(kept);
        expect([...asked, actual]).toContain(lost);
        expect([keeps(kept), keeps(lost)]).toEqual([true, false]);
        expect(Math.abs(kept - lost)).toBeLessThanOrEqual(step);
        if (reach === 'before') expect(Math.abs(kept - lost)).toBe(1);
      }),
    );
  });
});

test('steps are tenths, whole ones or tens of what is worth knowing', () => {
  expect(stepFor(300_000, 100)).toBe(100);
  expect(stepFor(10_000_000, 1000)).toBe(10_000);
  expect(stepFor(500, 100)).toBe(10);
  expect(stepFor(3, 100)).toBe(1);
});
