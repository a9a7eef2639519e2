/** What somebody has answered so far, and where to go on. Times are milliseconds since 1970 and come in from outside. */
import type { Confidence } from './lesson.js';
import type { AttemptOutcome, Visit } from './walk.js';

/** One question that ended. */
export interface Attempt {
  readonly lesson: string;
  readonly step: string;
  readonly atMs: number;
  readonly outcome: AttemptOutcome;
  /** Null where it was skipped. */
  readonly confidence: Confidence | null;
  readonly isHinted: boolean;
}

/** All of them, in the order in which they were noted. */
export type Progress = readonly Attempt[];

/** What of a lesson matters here. */
export interface LessonOutline {
  readonly name: string;
  /** Names of its steps, in order. */
  readonly steps: readonly string[];
}

/** How far somebody is with a lesson. */
export interface Standing {
  /** Steps whose question was put, whatever the answer. */
  readonly seen: number;
  /** Steps whose last answer was right. */
  readonly right: number;
  readonly steps: number;
  /** Where to go on, by place: the first step that was never put; 0 where all were. */
  readonly resumeAt: number;
}

/** What to note of a stop that was revealed; null where nothing is. */
export function attemptOf(
  { outcome, confidence, isHinted }: Visit,
  place: { readonly lesson: string; readonly step: string },
  atMs: number,
): Attempt | null {
  return outcome === null ? null : { ...place, atMs, outcome, confidence, isHinted };
}

/** The last attempt at a step; null where there is none. */
export function lastAttempt(progress: Progress, lesson: string, step: string): Attempt | null {
  return progress.findLast((attempt) => attempt.lesson === lesson && attempt.step === step) ?? null;
}

/** How far somebody is with a lesson. */
export function standingOf(progress: Progress, { name, steps }: LessonOutline): Standing {
  const last = steps.map((step) => lastAttempt(progress, name, step));
  const first = last.indexOf(null);
  return {
    seen: last.filter((attempt) => attempt !== null).length,
    right: last.filter((attempt) => attempt?.outcome === 'right').length,
    steps: steps.length,
    resumeAt: first < 0 ? 0 : first,
  };
}

/** Without what was answered in a lesson, or without everything. */
export function forget(progress: Progress, lesson: string | null): Progress {
  return lesson === null ? [] : progress.filter((attempt) => attempt.lesson !== lesson);
}
