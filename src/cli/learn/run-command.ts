/** The commands that show a run of a lesson once more, on its own. */
import type { StepRun } from '../../scenarios/lessons/lesson.js';
import { joinWords } from '../shell-words.js';

/** `quarrel run …` for a run of a lesson whose file is called `file`; with the moment to pause at. */
export function runCommandOf({ repeat }: StepRun, file: string, atUs: number | null): string {
  const target = repeat.catalogue ?? `${file}#${repeat.scenario}`;
  const at = atUs === null ? [] : ['--at', `${String(atUs / 1000)}ms`];
  return joinWords(['quarrel', 'run', target, ...repeat.set.flatMap((one) => ['--set', one]), ...at]);
}
