/** Lessons as files: Markdown with the answers folded away, and flash cards; every word of them from the runs. */
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { driveShown } from '../drive-shown.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { watchInterrupts } from '../interrupts.js';
import type { InterruptWatch } from '../interrupts.js';
import { refuse } from '../refuse.js';
import type { Lesson } from '../../scenarios/lessons/lesson.js';
import { runsOf } from '../../scenarios/lessons/needed-runs.js';
import { stopsOf } from '../../scenarios/lessons/walk.js';
import { cardsHead, cardsOf } from './flash-cards.js';
import { lessonMarkdown } from './lesson-markdown.js';
import type { LearnRequest } from './learn-request.js';
import { listLessons, loadLesson } from './lesson-book.js';
import { LessonRuns } from './run-step.js';
import type { WholeStop } from './lesson-markdown.js';

/** Writes one lesson, or all that ship, to stdout. */
export async function exportLessons(request: LearnRequest, form: 'markdown' | 'cards', io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const targets = request.target === null ? listLessons().map(({ name }) => name) : [request.target];
  const interrupts = watchInterrupts(io);
  const parts: string[] = [];
  try {
    for (const target of targets) {
      const found = await loadLesson({ target, overrides: request.overrides }, paint);
      if (!found.ok) return refuse(found.message, paint, io);
      const { lesson, source } = found;
      const stops = await runWhole(lesson, new LessonRuns(source, paint), { plain: request.plain, interrupts }, io);
      if (typeof stops === 'number') {
        io.stderr.write('Interrupted; nothing was exported.\n');
        return stops;
      }
      if (typeof stops === 'string') return refuse(stops, paint, io);
      parts.push(form === 'cards' ? cardsOf(stops) : lessonMarkdown(lesson, stops, source.name));
    }
  } finally {
    interrupts.end();
  }
  io.stdout.write(form === 'cards' ? `${cardsHead}${parts.join('')}` : parts.join('\n'));
  return exitCodes.held;
}

/** Every step with all of its runs; an exit code or a refusal where that cannot be. */
async function runWhole(
  lesson: Lesson,
  runs: LessonRuns,
  { plain, interrupts }: { readonly plain: boolean; readonly interrupts: InterruptWatch },
  io: CommandIo,
): Promise<readonly WholeStop[] | ExitCode | string> {
  const stops: WholeStop[] = [];
  for (const stop of stopsOf(lesson)) {
    const ended = await runs.finish(stop.step, runsOf(stop.step), (simulation, durationUs) =>
      driveShown(simulation, { durationUs, plain }, io, interrupts));
    if (ended.kind === 'interrupted') return ended.exitCode;
    if (ended.kind === 'refused') return ended.message;
    stops.push({ stop, runs: ended.runs });
  }
  return stops;
}
