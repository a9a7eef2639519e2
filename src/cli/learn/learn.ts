/** The work of `quarrel learn`: the list, a lesson on screens or line by line, what is due, files for teachers. */
import { assertNever } from '../../sim/base/assert.js';
import { forget, standingOf } from '../../scenarios/lessons/progress.js';
import { dueAt, scheduleOf } from '../../scenarios/lessons/repetition.js';
import type { Stop, Walk } from '../../scenarios/lessons/walk.js';
import { startWalk, stopsOf } from '../../scenarios/lessons/walk.js';
import { didYouMean, listWords } from '../../scenarios/suggestion.js';
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import type { DocumentSource } from '../input-issues.js';
import { printable } from '../printable.js';
import { refuse } from '../refuse.js';
import { isHomeByDefault } from '../report-format.js';
import { countOf } from '../report/format.js';
import { spanWords } from '../view/story/story-words.js';
import { listLessons, loadLesson, nameOfTarget, outlineOf } from './lesson-book.js';
import { renderLessonList, renderLessonListJson } from './lesson-list.js';
import type { LearnRequest } from './learn-request.js';
import { openProgress, storeInMemory } from './progress-store.js';
import type { ProgressStore } from './progress-store.js';

/** What is walked, with the files of its lessons by name. */
export interface OpenedWalk {
  readonly walk: Walk;
  readonly sources: ReadonlyMap<string, DocumentSource>;
}

/** Carries out one request. `nowMs` is the wall clock, for progress alone. */
export async function learn(request: LearnRequest, io: CommandIo, nowMs: () => number): Promise<ExitCode> {
  const tell = (message: string) => io.stderr.write(`${printable(message)}\n`);
  const progress = request.progress ? openProgress(io.env, tell) : storeInMemory();
  switch (request.task) {
    case 'list':
      return list(request, progress, io, nowMs());
    case 'review':
      return review(request, progress, io, nowMs);
    case 'reset':
      return reset(request, progress, io);
    case 'walk':
      if (request.target !== null) return walkLesson(request, request.target, progress, io, nowMs);
      return opensScreens(request, io) ? openScreens(request, null, progress, io) : list(request, progress, io, nowMs());
    case 'check': {
      const { checkLesson } = await import('./check-lesson.js');
      return checkLesson(request, io);
    }
    case 'markdown':
    case 'cards': {
      const { exportLessons } = await import('./export-lessons.js');
      return exportLessons(request, request.task, io);
    }
    default:
      return assertNever(request.task);
  }
}

function list({ format }: LearnRequest, progress: ProgressStore, io: CommandIo, nowMs: number): ExitCode {
  const lessons = listLessons();
  const known = progress.read();
  const due = dueAt(known, nowMs, lessons.map(outlineOf));
  const rows = lessons.map((lesson) => ({
    lesson,
    standing: standingOf(known, outlineOf(lesson)),
    due: due.filter((one) => one.lesson === lesson.name).length,
  }));
  io.stdout.write(format === 'json' ? renderLessonListJson(rows) : renderLessonList(rows, paintFor(io.stdout, io.env)));
  return exitCodes.held;
}

async function walkLesson(
  request: LearnRequest, target: string, progress: ProgressStore, io: CommandIo, nowMs: () => number,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const found = await loadLesson({ target, overrides: request.overrides }, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  const { lesson, source } = found;
  const names = lesson.steps.map(({ name }) => name);
  // What flags answer is the whole lesson, wherever one left off.
  const resumes = request.answers.length === 0 && request.format !== 'json';
  const at = request.step === null ? (resumes ? standingOf(progress.read(), outlineOf(lesson)).resumeAt : 0) : names.indexOf(request.step);
  if (at < 0) {
    const { suggestion } = didYouMean(request.step ?? '', names);
    return refuse(`--step: there is no step "${printable(request.step ?? '')}"; ${suggestion ?? `the steps are ${listWords(names, 20)}`}`, paint, io);
  }
  return walkStops(request, { walk: startWalk(stopsOf(lesson), at), sources: new Map([[lesson.name, source]]) }, progress, io, nowMs);
}

/** Walks what is due: of one lesson where one is named, else of all that ship. */
async function review(request: LearnRequest, progress: ProgressStore, io: CommandIo, nowMs: () => number): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const { target, overrides } = request;
  const sources = new Map<string, DocumentSource>();
  const stops: Stop[] = [];
  const named = target === null ? null : await loadLesson({ target, overrides }, paint);
  if (named?.ok === false) return refuse(named.message, paint, io);
  const outlines = named === null ? listLessons().map(outlineOf) : [outlineOf(named.lesson)];
  const known = progress.read();
  const due = dueAt(known, nowMs(), outlines);
  if (due.length === 0) {
    io.stdout.write(`Nothing is due.${nextDue(known, nowMs(), outlines.map(({ name }) => name))}\n`);
    return exitCodes.held;
  }
  const loaded = new Map(named === null ? [] : [[named.lesson.name, named]]);
  for (const { lesson: name, step: stepName } of due) {
    const found = loaded.get(name) ?? (await loadLesson({ target: name, overrides }, paint));
    if (!found.ok) return refuse(found.message, paint, io);
    loaded.set(name, found);
    const step = found.lesson.steps.find((one) => one.name === stepName);
    sources.set(name, found.source);
    if (step !== undefined) stops.push({ lesson: found.lesson, step });
  }
  return walkStops(request, { walk: startWalk(stops), sources }, progress, io, nowMs);
}

function nextDue(progress: Parameters<typeof scheduleOf>[0], nowMs: number, lessons: readonly string[]): string {
  const next = scheduleOf(progress).find(({ lesson }) => lessons.includes(lesson));
  if (next === undefined) return ' Questions come back once they were answered; begin with: quarrel learn --list';
  return ` The next question comes back in ${spanWords(Math.max(0, next.dueMs - nowMs) * 1000)}.`;
}

async function walkStops(
  request: LearnRequest, opened: OpenedWalk, progress: ProgressStore, io: CommandIo, nowMs: () => number,
): Promise<ExitCode> {
  if (opensScreens(request, io)) return openScreens(request, opened, progress, io);
  const { walkByLines } = await import('./walk-by-lines.js');
  return walkByLines(request, opened, progress, io, nowMs);
}

/** Screens are for a person at a terminal who gave no answers yet. */
function opensScreens({ plain, format, answers, variations, recordPath }: LearnRequest, io: CommandIo): boolean {
  if (recordPath !== undefined) return true;
  return io.openLearn !== null && !plain && format === null && answers.length === 0 && !variations && isHomeByDefault(io);
}

async function openScreens(request: LearnRequest, opened: OpenedWalk | null, progress: ProgressStore, io: CommandIo): Promise<ExitCode> {
  const { openLearn } = io;
  if (openLearn === null || !isHomeByDefault(io) || request.plain) {
    return refuse('--record: there are no screens without a terminal', paintFor(io.stderr, io.env), io);
  }
  const { showRecorded } = await import('../show-live.js');
  return showRecorded(request, (look) => openLearn({ ...look, opened, overrides: request.overrides, progress }), io);
}

async function reset({ target, yes }: LearnRequest, progress: ProgressStore, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const known = progress.read();
  const name = target === null ? null : nameOfTarget(target);
  const noted = [...new Set(known.map(({ lesson }) => lesson))];
  const names = [...listLessons().map((lesson) => lesson.name), ...noted];
  if (name !== null && !names.includes(name)) {
    const { suggestion } = didYouMean(name, names);
    return refuse(`there is no lesson "${printable(name)}"${suggestion === undefined ? '' : `; ${suggestion}`} (see: quarrel learn --list)`, paint, io);
  }
  const left = forget(known, name);
  const count = countOf(known.length - left.length, 'answer');
  const what = `${count} ${name === null ? 'in all lessons' : `in ${name}`}`;
  if (known.length === left.length) {
    io.stdout.write(`There is nothing to forget${name === null ? '' : ` in ${printable(name)}`}.\n`);
    return exitCodes.held;
  }
  if (!yes && !(await confirm(`Forget ${what}? Type yes: `, io))) {
    return refuse(`nothing was forgotten; ${what} would be: to do it without being asked, add --yes`, paint, io);
  }
  await progress.change((all) => forget(all, name));
  io.stdout.write(`Forgot ${what}.\n`);
  return exitCodes.held;
}

/** Only a person can be asked. */
async function confirm(question: string, io: CommandIo): Promise<boolean> {
  if (!io.isStdinTerminal) return false;
  io.stderr.write(question);
  const lines = io.openLines();
  const line = await lines.next();
  lines.close();
  return line?.trim().toLowerCase() === 'yes';
}
