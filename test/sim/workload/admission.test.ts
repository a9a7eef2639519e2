import { assert, describe, expect, test } from 'vitest';
import { Admission } from '../../../src/sim/workload/admission.js';

const capacity = { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1 };

test('a node without limits has no admission', () => {
  expect(Admission.of(capacity)).toBe(null);
});

describe('a rate limit', () => {
  test('lets a second’s worth through at once, and then what is refilled', () => {
    const admission = make({ rateLimitPerS: 4 });
    expect(tokensAt(admission, [0, 0, 0, 0, 0])).toEqual([true, true, true, true, false]);
    expect(tokensAt(admission, [249_999, 250_000, 250_001])).toEqual([false, true, false]);
  });

  test('never saves up more than a second’s worth', () => {
    const admission = make({ rateLimitPerS: 2 });
    tokensAt(admission, [0, 0]);
    expect(tokensAt(admission, [9e6, 9e6, 9e6])).toEqual([true, true, false]);
  });

  test('below one a second still lets one through now and then', () => {
    const admission = make({ rateLimitPerS: 0.5 });
    expect(tokensAt(admission, [0, 1e6, 2e6])).toEqual([true, false, true]);
  });
});

describe('a bounded queue', () => {
  test('has room for so many that wait, and room again when a worker turns to one', () => {
    const admission = make({ queue: 2 });
    admission.takeToken(0, 0);
    admission.noteStart(0, 0);
    for (const startUs of [10, 20]) {
      expect(admission.hasRoom(0)).toBe(true);
      admission.noteStart(0, startUs);
    }
    expect([admission.hasRoom(0), admission.hasRoom(9), admission.hasRoom(10)]).toEqual([
      false, false, true,
    ]);
    admission.noteStart(10, 30);
    expect([admission.hasRoom(19), admission.hasRoom(20)]).toEqual([false, true]);
  });

  test('is empty after a crash', () => {
    const admission = make({ queue: 1 });
    admission.takeToken(0, 0);
    admission.noteStart(0, 100);
    expect(admission.hasRoom(50)).toBe(false);
    admission.takeToken(50, 1);
    expect(admission.hasRoom(50)).toBe(true);
  });
});

function make(limits: { readonly queue?: number; readonly rateLimitPerS?: number }): Admission {
  const admission = Admission.of({ ...capacity, ...limits });
  assert(admission !== null);
  return admission;
}

function tokensAt(admission: Admission, timesUs: readonly number[]): readonly boolean[] {
  return timesUs.map((atUs) => admission.takeToken(atUs, 0));
}
