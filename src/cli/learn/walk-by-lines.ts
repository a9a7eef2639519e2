/** A walk by lines as the command makes it: streams, signals, flags, and the document at its end. */
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { driveShown } from '../drive-shown.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { watchInterrupts } from '../interrupts.js';
import { untilInterrupted } from '../interruptible-lines.js';
import { listShipped } from '../package-files.js';
import { refuse } from '../refuse.js';
import { lookUpIn } from '../../scenarios/lessons/facts.js';
import type { StepRun } from '../../scenarios/lessons/lesson.js';
import { runsToAsk } from '../../scenarios/lessons/needed-runs.js';
import { unitOfNumber } from '../../scenarios/lessons/question.js';
import type { Stop } from '../../scenarios/lessons/walk.js';
import { readGivenAnswers } from './given-answers.js';
import type { GivenAnswer } from './given-answers.js';
import type { OpenedWalk } from './learn.js';
import { renderAnswersJson } from './answers-json.js';
import { headingLines, walkLines } from './learn-lines.js';
import type { LineWorld } from './learn-lines.js';
import { learnCommand } from './learn-request.js';
import type { LearnRequest } from './learn-request.js';
import { storeInMemory } from './progress-store.js';
import type { ProgressStore } from './progress-store.js';
import { LessonRuns } from './run-step.js';

/** Walks until the end of the lesson or of the input; results go to stdout. */
export async function walkByLines(
  request: LearnRequest, { walk, sources }: OpenedWalk, progress: ProgressStore, io: CommandIo, nowMs: () => number,
): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const ahead = walk.stops.slice(walk.at);
  const interrupts = watchInterrupts(io);
  const runs = new Map([...sources].map(([name, source]) => [name, new LessonRuns(source, paint)]));
  const runsAt = (stop: Stop): LessonRuns => {
    const found = runs.get(stop.lesson.name);
    if (found === undefined) throw new RangeError('a lesson without its file');
    return found;
  };
  const finish = (stop: Stop, needed: readonly StepRun[]) => runsAt(stop).finish(stop.step, needed, (simulation, durationUs) =>
    driveShown(simulation, { durationUs, plain: request.plain }, io, interrupts));
  const unitOf = async (stop: Stop) => {
    const ended = await finish(stop, runsToAsk(stop.step));
    return ended.kind === 'finished' ? unitOfNumber(stop.step.question, lookUpIn(ended.runs)) : null;
  };
  const given = await readGivenAnswers(request.answers, ahead, unitOf);
  if (!given.ok) {
    interrupts.end();
    return refuse(given.message, paint, io);
  }

  const isJson = request.format === 'json';
  const answers = isJson ? withSkips(given.answers, ahead) : given.answers;
  const isRead = ahead.some((stop) => !answers.has(stop));
  const lines = isRead ? untilInterrupted(io.openLines(), io, interrupts) : null;
  const fileOf = ({ lesson }: Stop) => sources.get(lesson.name)?.name ?? lesson.name;
  const style = { paint: paintFor(io.stdout, io.env), ascii: request.ascii };
  const world: LineWorld = {
    output: isJson ? { write: () => undefined } : io.stdout,
    lines,
    isTyped: io.isStdinTerminal,
    style,
    // A question that no flag answers was not put to anybody.
    progress: isJson ? answeredOnly(progress) : progress,
    nowMs,
    runs: runsAt,
    finish,
    fileOf,
    interruptedBy: interrupts.exitCode,
  };
  const shipped = listShipped('lessons');
  const isReview = request.task === 'review';
  const goOnWith = (stop: Stop) => {
    if (isReview) return 'quarrel learn --review';
    const isShipped = shipped.some(({ path }) => path === fileOf(stop));
    return learnCommand(request, isShipped ? stop.lesson.name : fileOf(stop), progress.path === null ? stop.step.name : null);
  };
  try {
    const [first] = walk.stops;
    const order = shipped.find(({ path }) => first !== undefined && path === fileOf(first))?.order ?? null;
    const heading = headingLines({ walk, isReview }, order, style).map((line) => `${line}\n`).join('');
    world.output.write(request.ascii ? heading.replace(/[^\x00-\x7f]/gu, '?') : heading);
    const ended = await walkLines({ walk, answers, isReview, variations: request.variations, goOnWith }, world);
    if (ended.refusal !== null) return refuse(ended.refusal, paint, io);
    if (isJson && ended.exitCode === exitCodes.held) {
      io.stdout.write(renderAnswersJson(ended.walk, { from: walk.at, runs: runsAt, fileOf }));
    }
    return ended.exitCode;
  } finally {
    lines?.close();
    interrupts.end();
  }
}

/** One document leaves no room for questions: what no flag answers is skipped. */
function withSkips(given: ReadonlyMap<Stop, GivenAnswer>, stops: readonly Stop[]): ReadonlyMap<Stop, GivenAnswer> {
  return new Map(stops.map((stop) => [stop, given.get(stop) ?? null]));
}

function answeredOnly(progress: ProgressStore): ProgressStore {
  const { add } = storeInMemory();
  return { ...progress, add: (attempt) => (attempt.outcome === 'skipped' ? add(attempt) : progress.add(attempt)) };
}
