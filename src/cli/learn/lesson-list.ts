/** The list of lessons: what there is, how far somebody is, what is due. */
import type { Standing } from '../../scenarios/lessons/progress.js';
import type { Paint } from '../color.js';
import { countOf } from '../report/format.js';
import { formatVersion, toJsonDocument } from '../report/json.js';
import { labelled } from '../report/layout.js';
import type { ListedLesson } from './lesson-book.js';

/** One line of it. */
export interface LessonRow {
  readonly lesson: ListedLesson;
  readonly standing: Standing;
  /** Questions of it that are to be repeated now. */
  readonly due: number;
}

/** Lines for a terminal of 80 columns. */
export function renderLessonList(rows: readonly LessonRow[], paint: Paint): string {
  const columns = Math.max(0, ...rows.map(({ lesson }) => lesson.name.length)) + 6;
  const due = rows.reduce((sum, row) => sum + row.due, 0);
  const lines = rows.flatMap(({ lesson, standing, due: own }) => {
    const name = `${String(lesson.order).padStart(2)}  ${lesson.name}`;
    return labelled(name, `${lesson.title} [${[standingWords(standing), ...(own === 0 ? [] : [`${String(own)} due`])].join(', ')}]`, columns);
  });
  return [
    ...(rows.length === 0 ? ['There are no lessons.'] : lines),
    '',
    ...(due === 0 ? [] : [paint.bold(`${countOf(due, 'question')} to repeat: quarrel learn --review`)]),
    'Start or go on with one: quarrel learn <lesson>',
    '',
  ].join('\n');
}

/** The document that `schema/learn.schema.json` describes. */
export function renderLessonListJson(rows: readonly LessonRow[]): string {
  return toJsonDocument({
    formatVersion,
    lessons: rows.map(({ lesson, standing, due }) => ({
      name: lesson.name,
      number: lesson.order,
      title: lesson.title,
      about: lesson.about,
      subject: lesson.subject === '' ? null : lesson.subject,
      steps: lesson.steps.map(({ name, title }) => ({ name, title })),
      seen: standing.seen,
      right: standing.right,
      due,
    })),
  });
}

function standingWords({ seen, right, steps }: Standing): string {
  if (seen === 0) return countOf(steps, 'step');
  return `${String(seen)} of ${countOf(steps, 'step')}, ${String(right)} right`;
}
