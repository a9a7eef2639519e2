/** The lessons that ship, and those in files of a teacher's own: listed at once, read whole when they are opened. */
import { outlineLesson } from '../../scenarios/lessons/outline-lesson.js';
import type { OutlinedLesson } from '../../scenarios/lessons/outline-lesson.js';
import type { Lesson } from '../../scenarios/lessons/lesson.js';
import type { LessonOutline } from '../../scenarios/lessons/progress.js';
import { didYouMean } from '../../scenarios/suggestion.js';
import type { Override } from '../../scenarios/overrides.js';
import type { Paint } from '../color.js';
import { formatIssues } from '../input-issues.js';
import type { DocumentSource } from '../input-issues.js';
import { listShipped, readCatalogue, readShipped } from '../package-files.js';
import { printable } from '../printable.js';
import { documentLimits, readTextFile } from '../read-text-file.js';
import { parseTarget } from '../target.js';

/** A shipped lesson as lists show it. */
export interface ListedLesson extends OutlinedLesson {
  readonly name: string;
  /** Its number. */
  readonly order: number;
}

/** A lesson that can be walked, or all that is wrong, ready to print. */
export type LessonLoad =
  | { readonly ok: true; readonly lesson: Lesson; readonly source: DocumentSource }
  | { readonly ok: false; readonly message: string };

/** What lessons to open, and what to lay over their runs. */
export interface LessonRequest {
  /** The name or number of a shipped lesson, or a path. */
  readonly target: string;
  readonly overrides: readonly Override[];
}

/** All shipped lessons in their order; none of them is checked. */
export function listLessons(): readonly ListedLesson[] {
  return listShipped('lessons').map((file) => ({ name: file.name, order: file.order, ...outlineLesson(readShipped(file)) }));
}

/** What kept progress is held against. */
export function outlineOf(lesson: Lesson | ListedLesson): LessonOutline {
  return { name: lesson.name, steps: lesson.steps.map(({ name }) => name) };
}

/** Finds a lesson by name, number or path, reads and checks it. `outcome` is what messages say of a faulty one. */
export async function loadLesson(request: LessonRequest, paint: Paint, outcome = 'the lesson cannot be taken'): Promise<LessonLoad> {
  const found = findSource(request.target);
  if (!found.ok) return found;
  const { name, source } = found;
  // What reads and checks a document is loaded only where there is one to read.
  const { parseLesson } = await import('../../scenarios/lessons/parse-lesson.js');
  const read = parseLesson(source.text, { name, catalogue: readCatalogue(), overrides: request.overrides });
  if (read.ok) return { ok: true, lesson: read.lesson, source };
  return { ok: false, message: formatIssues(read.issues, source, paint, outcome) };
}

/** What kept progress calls the lesson that somebody names, whether or not there is one. */
export function nameOfTarget(target: string): string {
  const order = /^\d+$/.test(target) ? Number(target) : null;
  const numbered = listShipped('lessons').find((file) => file.order === order);
  if (numbered !== undefined) return numbered.name;
  return parseTarget(target).kind === 'file' ? nameOfFile(target) : target;
}

type FoundSource =
  | { readonly ok: true; readonly name: string; readonly source: DocumentSource }
  | { readonly ok: false; readonly message: string };

function findSource(target: string): FoundSource {
  const shipped = listShipped('lessons');
  const known = shipped.find(({ name, order }) => name === target || (/^\d+$/.test(target) && order === Number(target)));
  if (known !== undefined) {
    return { ok: true, name: known.name, source: { name: known.path, text: readShipped(known) } };
  }
  const { kind } = parseTarget(target);
  if (kind === 'catalogue') {
    const names = shipped.map(({ name }) => name);
    const begun = names.filter((name) => target !== '' && name.startsWith(target));
    const { suggestion } = begun.length === 1 ? { suggestion: `did you mean "${begun.join('')}"?` } : didYouMean(target, names);
    const question = suggestion === undefined ? '' : `; ${suggestion}`;
    const remedy = 'see: quarrel learn --list; a lesson of your own ends in .yaml';
    return { ok: false, message: `there is no lesson "${printable(target)}"${question} (${remedy})` };
  }
  const read = readTextFile(target, { ...documentLimits, startedWith: 'quarrel init lesson' });
  return read.ok ? { ok: true, name: nameOfFile(target), source: { name: target, text: read.text } } : read;
}

/**
 * What commands and kept progress call a lesson in a file of its own. One that is called like a lesson that ships keeps
 * its ending, so that neither passes for the other.
 */
function nameOfFile(path: string): string {
  const file = path.replace(/^.*[/\\]/, '');
  const name = file.replace(/\.[^.]*$/, '').replace(/^\d+-/, '');
  return listShipped('lessons').some((shipped) => shipped.name === name) ? file : name;
}
