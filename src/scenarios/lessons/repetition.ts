/**
 * When a question comes back. Boxes as Leitner has them: a right answer moves a question to a later box, a wrong one
 * back to the first; every box waits longer than the one before. How sure somebody was decides how far it moves.
 *
 * What was wrong and certain comes back soonest: such errors are the ones that being told corrects best, and they
 * return after a week where nobody asks again.
 *
 * @see Leitner: So lernt man lernen, 1972 (the boxes; how long each of them waits is chosen here)
 * @see Butterfield and Metcalfe: Errors committed with high confidence are hypercorrected, 2001
 * @see Butler, Fazio and Marsh: The hypercorrection effect persists over a week, but high-confidence errors return, 2011
 */
import { assertNever } from '../../sim/base/assert.js';
import type { Confidence } from './lesson.js';
import type { Attempt, LessonOutline, Progress } from './progress.js';

/** How long a question waits after a wrong answer, by how sure it was given. */
export const waitsAfterWrong: Readonly<Record<Confidence, number>> = {
  certain: 10 * 60_000,
  fairly: 4 * 3_600_000,
  guess: 24 * 3_600_000,
};

/** How long each box waits: 2, 4, 8, 16, 32 days. */
export const boxWaits: readonly number[] = [2, 4, 8, 16, 32].map((days) => days * 24 * 3_600_000);

/** A question and when it is to be put again. */
export interface Repetition {
  readonly lesson: string;
  readonly step: string;
  /** When it was put last. */
  readonly putMs: number;
  readonly dueMs: number;
}

/** When every question that was put comes back, soonest first. */
export function scheduleOf(progress: Progress): readonly Repetition[] {
  const byStep = new Map<string, Attempt[]>();
  for (const attempt of progress) {
    const name = JSON.stringify([attempt.lesson, attempt.step]);
    const known = byStep.get(name);
    if (known === undefined) byStep.set(name, [attempt]);
    else known.push(attempt);
  }
  const all = [...byStep.values()].flatMap((attempts) => {
    const last = attempts.at(-1);
    if (last === undefined) return [];
    const { lesson, step, atMs } = last;
    return [{ lesson, step, putMs: atMs, dueMs: atMs + waitAfter(attempts) }];
  });
  return all.sort((a, b) => a.dueMs - b.dueMs);
}

/**
 * What is due of lessons that there still are, soonest first. What was put in the future, by a clock that has been set
 * back since, is due.
 */
export function dueAt(progress: Progress, nowMs: number, lessons: readonly LessonOutline[]): readonly Repetition[] {
  const isKnown = ({ lesson, step }: Repetition) =>
    lessons.some(({ name, steps }) => name === lesson && steps.includes(step));
  return scheduleOf(progress).filter((repetition) => {
    return (repetition.dueMs <= nowMs || repetition.putMs > nowMs) && isKnown(repetition);
  });
}

/** How long a question waits after these attempts at it, the last one last. */
export function waitAfter(attempts: readonly Pick<Attempt, 'outcome' | 'confidence' | 'isHinted'>[]): number {
  const last = attempts.at(-1);
  if (last === undefined) return 0;
  switch (last.outcome) {
    case 'wrong':
      return waitsAfterWrong[last.confidence ?? 'guess'];
    case 'skipped':
      return waitsAfterWrong.guess;
    case 'right':
      return boxWaits[boxAfter(attempts) - 1] ?? 0;
    default:
      return assertNever(last.outcome);
  }
}

/** The box that a question is in, from 1; 0 where its last answer was not right. */
function boxAfter(attempts: readonly Pick<Attempt, 'outcome' | 'confidence' | 'isHinted'>[]): number {
  let box = 0;
  for (const { outcome, confidence, isHinted } of attempts) {
    // With a hint it was no more than a guess.
    const sure = isHinted || confidence === null ? 'guess' : confidence;
    box = outcome === 'right' ? Math.min(boxWaits.length, Math.max(1, box + moves[sure])) : 0;
  }
  return box;
}

/** How many boxes a right answer moves a question; one that was guessed stays where it is. */
const moves: Readonly<Record<Confidence, number>> = { guess: 0, fairly: 2, certain: 3 };
