/** What the list of lessons shows, from the lessons that ship and from what was answered. */
import type { Progress } from '../../../scenarios/lessons/progress.js';
import { lastAttempt, standingOf } from '../../../scenarios/lessons/progress.js';
import { dueAt } from '../../../scenarios/lessons/repetition.js';
import { outlineOf } from '../../learn/lesson-book.js';
import type { ListedLesson } from '../../learn/lesson-book.js';
import { showText } from '../../view/drawing/text-width.js';
import type { LessonEntry } from '../../view/learn/lesson-list.js';

/** The name of what is to be repeated, beside those of lessons. */
export const reviewName = 'repeat';

/** What is to be repeated, where anything is; then the lessons in their order. */
export function lessonEntries(lessons: readonly ListedLesson[], progress: Progress, nowMs: number): readonly LessonEntry[] {
  const due = dueAt(progress, nowMs, lessons.map(outlineOf));
  const entries = lessons.map((lesson): LessonEntry => {
    const { seen, right } = standingOf(progress, outlineOf(lesson));
    return {
      name: lesson.name,
      title: showText(lesson.title),
      about: showText(lesson.about),
      group: '',
      tags: [String(lesson.order), lesson.subject],
      number: lesson.order,
      steps: lesson.steps.map((step) => ({
        title: showText(step.title),
        outcome: lastAttempt(progress, lesson.name, step.name)?.outcome ?? null,
      })),
      seen,
      right,
      due: due.filter((one) => one.lesson === lesson.name).length,
    };
  });
  if (due.length === 0) return entries;
  const steps = due.map(({ lesson, step }) => {
    const listed = lessons.find(({ name }) => name === lesson)?.steps.find(({ name }) => name === step);
    return { title: showText(listed?.title ?? step), outcome: lastAttempt(progress, lesson, step)?.outcome ?? null };
  });
  return [{
    name: reviewName, title: 'What is to be repeated, soonest first',
    about: 'Questions come back: first those that were wrong although you were sure.',
    group: '', tags: ['review'], number: null, steps, seen: 0, right: 0, due: due.length,
  }, ...entries];
}

/** The place of what to go on with: what is to be repeated, else the first lesson that is not done. */
export function firstOpen(entries: readonly LessonEntry[]): number {
  return Math.max(0, entries.findIndex(({ number, seen, steps }) => number === null || seen < steps.length));
}
