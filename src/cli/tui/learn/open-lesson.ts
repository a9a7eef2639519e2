/** Lessons as screens: read and checked, begun where they were left; what reads documents is loaded with this. */
import { Chalk } from 'chalk';
import type { Override } from '../../../scenarios/overrides.js';
import type { StepRun } from '../../../scenarios/lessons/lesson.js';
import type { Attempt } from '../../../scenarios/lessons/progress.js';
import { standingOf } from '../../../scenarios/lessons/progress.js';
import { dueAt } from '../../../scenarios/lessons/repetition.js';
import { startWalk, stopsOf } from '../../../scenarios/lessons/walk.js';
import type { Stop, Walk } from '../../../scenarios/lessons/walk.js';
import type { LiveViewOptions } from '../../command-io.js';
import type { DocumentSource } from '../../input-issues.js';
import { listLessons, loadLesson, outlineOf } from '../../learn/lesson-book.js';
import type { ListedLesson } from '../../learn/lesson-book.js';
import type { ProgressStore } from '../../learn/progress-store.js';
import { runCommandOf } from '../../learn/run-command.js';
import { LessonRuns } from '../../learn/run-step.js';
import { listShipped, readCatalogue } from '../../package-files.js';
import { joinWords } from '../../shell-words.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { reviewName } from './lesson-entries.js';
import { LessonScreen } from './lesson-screen.js';

/** What lessons are opened with. */
export interface LessonSurroundings {
  readonly place: ScreenPlace;
  readonly ascii: boolean;
  readonly overrides: readonly Override[];
  readonly progress: ProgressStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly toList: () => void;
  /** Runs of the lesson that was opened last: whoever opens it again waits for none of them. */
  readonly runs: Map<string, LessonRuns>;
  /** Told when something was answered. */
  readonly onNote: () => void;
}

/** A shipped lesson where it was left, or what is to be repeated; or why it cannot be opened. */
export async function openLesson(name: string, surroundings: LessonSurroundings): Promise<Screen | string> {
  const { progress, now } = surroundings;
  if (name !== reviewName) {
    const found = await load(name, surroundings);
    if (!found.ok) return found.message;
    const { lesson, source } = found;
    const { resumeAt } = standingOf(progress.read(), outlineOf(lesson));
    return openWalk(startWalk(stopsOf(lesson), resumeAt), new Map([[lesson.name, source]]), surroundings);
  }
  const stops: Stop[] = [];
  const sources = new Map<string, DocumentSource>();
  for (const due of dueAt(progress.read(), now(), listLessons().map(outlineOf))) {
    const found = await load(due.lesson, surroundings);
    if (!found.ok) return found.message;
    sources.set(found.lesson.name, found.source);
    stops.push(...stopsOf(found.lesson).filter(({ step }) => step.name === due.step));
  }
  return openWalk(startWalk(stops), sources, surroundings);
}

/** Steps of lessons as a screen. */
export function openWalk(walk: Walk, sources: ReadonlyMap<string, DocumentSource>, surroundings: LessonSurroundings): Screen {
  const { place, ascii, progress, now, toList, onNote, runs } = surroundings;
  const lessons = listLessons();
  for (const name of runs.keys()) {
    if (!sources.has(name)) runs.delete(name);
  }
  const sourceOf = (lesson: string): DocumentSource => sources.get(lesson) ?? { name: lesson, text: '' };
  const runsOf = (lesson: string): LessonRuns => {
    const known = runs.get(lesson) ?? new LessonRuns(sourceOf(lesson), unpainted);
    runs.set(lesson, known);
    return known;
  };
  return new LessonScreen({
    place,
    walk,
    numberOf: (lesson) => numberOf(lessons, lesson, sources.get(lesson)),
    lessons: lessons.length,
    runsOf,
    isKept: progress.path !== null,
    note: async (attempt: Attempt) => {
      await progress.add(attempt);
      onNote();
    },
    clock: () => performance.now(),
    now,
    openLive: (run, atUs, lesson) => openLive(run, { place, options: { ascii, atUs }, source: sourceOf(lesson) }),
    toList,
    commandOf: (run, lesson) => runCommandOf(run, sourceOf(lesson).name, null),
    repeat: learnCommand(walk, sources),
  });
}

const unpainted = new Chalk({ level: 0 });

function load(target: string, { overrides }: LessonSurroundings) {
  return loadLesson({ target, overrides }, unpainted);
}

/** A file of one's own may be called like a lesson that ships. */
function numberOf(lessons: readonly ListedLesson[], name: string, source: DocumentSource | undefined): number | null {
  const listed = lessons.find((lesson) => lesson.name === name);
  return listed !== undefined && listShipped('lessons').some((file) => file.path === source?.name) ? listed.order : null;
}

/** A file of one's own is named by its path. */
function learnCommand({ stops }: Walk, sources: ReadonlyMap<string, DocumentSource>): string {
  const names = new Set(stops.map(({ lesson }) => lesson.name));
  const [only] = names;
  if (names.size !== 1 || only === undefined) return joinWords(['quarrel', 'learn']);
  const path = sources.get(only)?.name ?? only;
  return joinWords(['quarrel', 'learn', listShipped('lessons').some((file) => file.path === path) ? only : path]);
}

/** The live view of a run, from the catalogue or from the lesson's own file. */
async function openLive(
  run: StepRun,
  { place, options, source }: {
    readonly place: ScreenPlace;
    readonly options: Pick<LiveViewOptions, 'ascii' | 'atUs'>;
    readonly source: DocumentSource;
  },
): Promise<Screen> {
  const { openLiveScreen } = await import('../live/live-view.js');
  const { loaded, repeat: { catalogue, scenario, set } } = run;
  const overrides = set.map((one): Override => {
    const cut = one.indexOf('=');
    return { path: one.slice(0, cut), value: one.slice(cut + 1) };
  });
  const choice = { target: catalogue ?? `${source.name}#${scenario}`, scenario: null, seed: null, overrides };
  const text = catalogue === null ? source.text : readCatalogue();
  return openLiveScreen(loaded, place, { ...options, repeat: runCommandOf(run, source.name, null), origin: { choice, text } });
}
