import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Confidence } from '../../../src/scenarios/lessons/lesson.js';
import type { Attempt } from '../../../src/scenarios/lessons/progress.js';
import { boxWaits, dueAt, scheduleOf, waitAfter } from '../../../src/scenarios/lessons/repetition.js';
import type { AttemptOutcome } from '../../../src/scenarios/lessons/walk.js';

const lessons = [{ name: 'conflicts', steps: ['a', 'b'] }];
const minute = 60_000;
const day = 24 * 60 * minute;

function attempt(outcome: AttemptOutcome, confidence: Confidence | null, atMs = 0, step = 'a'): Attempt {
  return { lesson: 'conflicts', step, atMs, outcome, confidence, isHinted: false };
}

const attempts = fc.array(fc.record({
  lesson: fc.constantFrom('conflicts', 'gone'),
  step: fc.constantFrom('a', 'b', 'c'),
  atMs: fc.nat(100 * day),
  outcome: fc.constantFrom<AttemptOutcome>('right', 'wrong', 'skipped'),
  confidence: fc.constantFrom<Confidence>('guess', 'fairly', 'certain'),
  isHinted: fc.boolean(),
}), { maxLength: 12 });

describe('what comes back', () => {
  it('comes soonest where it was wrong and certain, last where it was right and certain, whatever was before', () => {
    fc.assert(fc.property(attempts, (before) => {
      const waits = [
        attempt('wrong', 'certain'), attempt('wrong', 'fairly'), attempt('wrong', 'guess'),
        attempt('right', 'guess'), attempt('right', 'fairly'), attempt('right', 'certain'),
      ].map((last) => waitAfter([...before, last]));
      expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      expect(waits[0]).toBeLessThan(waits[1] ?? 0);
      expect(waits[2]).toBeLessThan(waits[3] ?? 0);
    }));
  });

  it('waits longer the more often it was right, to the last box', () => {
    const waits = [1, 2, 3, 4, 5].map((times) => waitAfter(Array.from({ length: times }, () => attempt('right', 'fairly'))) / day);
    expect(waits).toEqual([4, 16, 32, 32, 32]);
    expect(boxWaits.at(-1)).toBe(32 * day);
  });

  it('begins anew after a wrong answer', () => {
    const known = Array.from({ length: 5 }, () => attempt('right', 'certain'));
    expect(waitAfter([...known, attempt('wrong', 'guess'), attempt('right', 'guess')]) / day).toBe(2);
  });

  it('counts a right answer with a hint as a guess', () => {
    expect(waitAfter([{ ...attempt('right', 'certain'), isHinted: true }])).toBe(waitAfter([attempt('right', 'guess')]));
  });

  it('is each question once, soonest first', () => {
    fc.assert(fc.property(attempts, (progress) => {
      const schedule = scheduleOf(progress);
      const names = schedule.map(({ lesson, step }) => `${lesson} ${step}`);
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(names)).toEqual(new Set(progress.map(({ lesson, step }) => `${lesson} ${step}`)));
      const times = schedule.map(({ dueMs }) => dueMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }));
  });

  it('is due from that moment on, of lessons that there are', () => {
    const progress = [attempt('wrong', 'certain'), attempt('wrong', 'certain', 0, 'gone')];
    expect(dueAt(progress, 10 * minute - 1, lessons)).toEqual([]);
    expect(dueAt(progress, 10 * minute, lessons).map(({ step }) => step)).toEqual(['a']);
  });

  it('waits no longer than the last box, and not for a clock that was set back', () => {
    fc.assert(fc.property(attempts, fc.nat(100 * day), (progress, nowMs) => {
      const most = Math.max(0, ...boxWaits);
      const all = [{ name: 'conflicts', steps: ['a', 'b', 'c'] }, { name: 'gone', steps: ['a', 'b', 'c'] }];
      const due = dueAt(progress, nowMs, all);
      const waiting = scheduleOf(progress).filter(({ lesson, step }) => !due.some((one) => one.lesson === lesson && one.step === step));
      expect(waiting.filter(({ putMs }) => putMs > nowMs || putMs + most <= nowMs)).toEqual([]);
    }));
  });
});
