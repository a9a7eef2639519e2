/** The commands that show a run of a lesson once more, on its own. */
import { fateOf } from '../../sim/simulate.js';
import type { StepRun } from '../../scenarios/lessons/lesson.js';
import { joinWords } from '../shell-words.js';
import { tellKey } from '../view/story/key-story.js';
import type { ToldRun } from '../view/story/run-index.js';

/** `quarrel run …` for a run of a lesson whose file is called `file`; with the moment to pause at. */
export function runCommandOf({ repeat }: StepRun, file: string, atUs: number | null): string {
  const target = repeat.catalogue ?? `${file}#${repeat.scenario}`;
  const at = atUs === null ? [] : ['--at', `${String(atUs / 1000)}ms`];
  return joinWords(['quarrel', 'run', target, ...repeat.set.flatMap((one) => ['--set', one]), ...at]);
}

/**
 * The moment that decides what becomes of a key: where one of its writes is thrown away or meets a concurrent one for
 * the first time, else where its last write is accepted. Null where nothing of it is known.
 */
export function decisiveMoment(told: ToldRun | null, key: string | null): number | null {
  const story = told === null || key === null ? null : tellKey(told, key);
  if (told === null || story === null) return null;
  const isLost = (write: number | null) => write !== null && fateOf(told.run, write) === 'lost';
  const found =
    story.steps.find(({ kind, write }) => (kind === 'discard' || kind === 'drop') && isLost(write)) ??
    story.steps.find(({ kind }) => kind === 'conflict') ??
    story.steps.findLast(({ kind }) => kind === 'accept');
  return found?.atUs ?? null;
}
