/** Walking lessons line by line: for a plain terminal, a screen reader, a pipe, or answers that came as flags. */
import { assertNever } from '../../sim/base/assert.js';
import { lookUpIn } from '../../scenarios/lessons/facts.js';
import { attemptOf } from '../../scenarios/lessons/progress.js';
import { unitOfNumber } from '../../scenarios/lessons/question.js';
import type { NumberUnit } from '../../scenarios/lessons/value.js';
import { runsToAsk, runsToTell, runsToVary } from '../../scenarios/lessons/needed-runs.js';
import type { StepRun, Variation } from '../../scenarios/lessons/lesson.js';
import {
  askAgain, beSure, choose, commit, countOutcomes, goBack, goOn, reveal, skip, takeHint, vary, whereIs,
} from '../../scenarios/lessons/walk.js';
import type { Stop, Visit, Walk } from '../../scenarios/lessons/walk.js';
import type { LineSource, TextOutput } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { hanging } from '../report/explain/explanation-text.js';
import { countOf } from '../report/format.js';
import { decisiveMoment } from '../view/learn/decisive-moment.js';
import { askStep, tellAnswer, tellStep, tellVariation } from '../view/learn/told-step.js';
import type { AskedStep } from '../view/learn/told-step.js';
import type { GivenAnswer } from './given-answers.js';
import { readConfidence, readQuestionLine, readRevealedLine } from './line-answer.js';
import type { ProgressStore } from './progress-store.js';
import { runCommandOf } from './run-command.js';
import type { LessonRun, LessonRuns, StepOutcome } from './run-step.js';
import { askLines, hintLines, historyLines, outcomeLines, paragraphs, tellLines, variationLines } from './step-lines.js';
import type { LineStyle } from './step-lines.js';

/** What a walk by lines needs of the world. */
export interface LineWorld {
  readonly output: TextOutput;
  /** Null where nothing is to be read. */
  readonly lines: LineSource | null;
  /** Whether a person types, and sees what was typed without being told. */
  readonly isTyped: boolean;
  readonly style: LineStyle;
  readonly progress: ProgressStore;
  readonly nowMs: () => number;
  /** Runs what is needed of a stop's lesson. */
  readonly finish: (stop: Stop, needed: readonly StepRun[]) => Promise<StepOutcome>;
  readonly runs: (stop: Stop) => LessonRuns;
  /** The file of a stop's lesson, as commands name it. */
  readonly fileOf: (stop: Stop) => string;
  /** The exit code of an interrupt that has come, or null. */
  readonly interruptedBy: () => ExitCode | null;
}

/** What to walk, and how. */
export interface LineWalk {
  readonly walk: Walk;
  readonly answers: ReadonlyMap<Stop, GivenAnswer>;
  /** Whether the steps are repeated, each out of its lesson. */
  readonly isReview: boolean;
  /** Tells every variation without being asked. */
  readonly variations: boolean;
  /** The command that goes on from a stop. */
  readonly goOnWith: (stop: Stop) => string;
}

/** How a walk by lines ended. */
export interface LineEnd {
  readonly walk: Walk;
  readonly exitCode: ExitCode;
  /** What is wrong, ready to print; null where nothing is. */
  readonly refusal: string | null;
}

/** Walks to the end, or until somebody leaves or the input ends. */
export async function walkLines(request: LineWalk, world: LineWorld): Promise<LineEnd> {
  const walker = new LineWalker(request, world);
  return walker.walk();
}

type Move = 'on' | 'left' | { readonly exitCode: ExitCode; readonly refusal: string | null };

class LineWalker {
  readonly #request: LineWalk;
  readonly #world: LineWorld;
  #walk: Walk;
  /** A line that was typed for the next question. */
  #ahead: string | null = null;
  #isHelped = false;

  constructor(request: LineWalk, world: LineWorld) {
    this.#request = request;
    this.#world = world;
    this.#walk = request.walk;
  }

  async walk(): Promise<LineEnd> {
    for (let here = whereIs(this.#walk); here !== null; here = whereIs(this.#walk)) {
      const move = here.visit.phase === 'revealed' ? await this.#linger(here.stop) : await this.#ask(here.stop);
      if (move === 'on') continue;
      if (move !== 'left') return { walk: this.#walk, ...move };
      const exitCode = this.#world.interruptedBy() ?? exitCodes.held;
      const place = this.#place();
      const isAnswered = whereIs(this.#walk)?.visit.phase === 'revealed';
      this.#walk = goOn(this.#walk);
      const next = whereIs(this.#walk);
      if (next === null) break;
      this.#say(['', `Stopped ${isAnswered ? 'after' : 'at'} step ${place}. To go on: ${this.#request.goOnWith(next.stop)}`]);
      return { walk: this.#walk, exitCode, refusal: null };
    }
    const { right, wrong, skipped } = countOutcomes(this.#walk);
    const parts = [`${String(right)} right`, `${String(wrong)} wrong`, ...(skipped === 0 ? [] : [`${String(skipped)} skipped`])];
    this.#say(['', `Done: ${parts.join(', ')}.`]);
    return { walk: this.#walk, exitCode: this.#world.interruptedBy() ?? exitCodes.held, refusal: null };
  }

  async #ask(stop: Stop): Promise<Move> {
    const ended = await this.#world.finish(stop, runsToAsk(stop.step));
    if (ended.kind !== 'finished') return this.#halted(ended);
    const asked = askStep(stop, ended.runs);
    const { lesson, step } = stop;
    const title = this.#request.isReview ? `${lesson.title}: ${step.title}` : step.title;
    this.#say(['', this.#bold(`Step ${this.#place()}. ${title}`), '', ...askLines(asked, this.#world.style)]);
    const given = this.#request.answers.get(stop);
    if (given !== undefined) {
      this.#walk = given === null ? skip(this.#walk) : commit(beSure(choose(this.#walk, given.answer), given.confidence));
      return this.#reveal(stop);
    }
    if (this.#world.lines === null) return 'left';
    this.#say(['', ...paragraphs(`Answer with ${asked.how}.`), ...(this.#isHelped ? [] : help)]);
    this.#isHelped = true;
    return this.#answer(stop, asked, unitOfNumber(step.question, lookUpIn(ended.runs)));
  }

  /** Reads lines until the question is answered, skipped or left. */
  async #answer(stop: Stop, asked: AskedStep, unit: NumberUnit | null): Promise<Move> {
    for (;;) {
      const line = await this.#read();
      if (line === null) return 'left';
      const read = readQuestionLine(stop.step.question, line, unit);
      switch (read.kind) {
        case 'answer': {
          const confidence = read.confidence ?? (await this.#askHowSure());
          if (confidence === null) return 'left';
          this.#walk = commit(beSure(choose(this.#walk, read.answer), confidence));
          return this.#reveal(stop);
        }
        case 'hint':
          this.#walk = takeHint(this.#walk);
          this.#say(hintLines(asked));
          break;
        case 'skip':
          this.#walk = skip(this.#walk);
          return this.#reveal(stop);
        case 'back':
          return this.#goBack();
        case 'quit':
          return 'left';
        case 'unclear':
          this.#say(paragraphs(`${read.message}; expected ${read.expected}.`));
          break;
        default:
          return assertNever(read);
      }
    }
  }

  async #askHowSure() {
    for (;;) {
      this.#say(['How sure are you?  1 guess  2 fairly  3 certain']);
      const line = await this.#read();
      if (line === null) return null;
      const confidence = readConfidence(line);
      if (confidence !== null) return confidence;
      if (/^q(uit)?$/i.test(line.trim())) return null;
      this.#say(['Expected 1, 2 or 3, or one of the words; or q.']);
    }
  }

  async #reveal(stop: Stop): Promise<Move> {
    const ended = await this.#world.finish(stop, runsToTell(stop.step));
    if (ended.kind !== 'finished') return this.#halted(ended);
    const told = tellStep(stop, ended.runs);
    this.#walk = reveal(this.#walk, told.right);
    const visit = this.#visit();
    const attempt = attemptOf(visit, { lesson: stop.lesson.name, step: stop.step.name }, this.#world.nowMs());
    if (attempt !== null) await this.#world.progress.add(attempt);
    this.#tell(stop, visit, ended.runs);
    const isGiven = this.#request.answers.has(stop);
    if (this.#request.variations) {
      for (const variation of stop.step.variations) {
        const move = await this.#vary(stop, variation);
        if (move !== null) return move;
      }
    }
    if (!isGiven && this.#world.lines !== null) return 'on';
    this.#walk = goOn(this.#walk);
    return 'on';
  }

  #tell(stop: Stop, visit: Visit, runs: ReadonlyMap<string, LessonRun>): void {
    const { style } = this.#world;
    const told = tellStep(stop, runs);
    const said = visit.answer === null ? null : tellAnswer(stop, visit.answer, runs);
    const { run, show } = stop.step;
    const own = runs.get(run.name) ?? null;
    this.#say([
      '',
      ...outcomeLines(visit, told, said, style),
      '',
      ...tellLines(told, style, historyLines(own?.told ?? null, show.key, style)),
      '',
      `See it live: ${runCommandOf(run, this.#world.fileOf(stop), own === null ? null : decisiveMoment(stop.step, own))}`,
      '',
      this.#bold('Variations, on the same seed'),
      ...stop.step.variations.flatMap((variation, at) =>
        hanging(`  ${String(at + 1)}  `, `${variation.run.name}: ${told.variations[at] ?? ''}`)),
    ]);
  }

  /** After the answer: variations, until somebody goes on. */
  async #linger(stop: Stop): Promise<Move> {
    const names = stop.step.variations.map(({ run }) => run.name);
    this.#say(['', 'An empty line goes on; a number or name tries a variation; a answers again.']);
    for (;;) {
      const line = await this.#read();
      if (line === null) return 'left';
      const read = readRevealedLine(names, line);
      switch (read.kind) {
        case 'onward':
          this.#ahead = read.line;
          this.#walk = goOn(this.#walk);
          return 'on';
        case 'next':
          this.#walk = goOn(this.#walk);
          return 'on';
        case 'back':
          return this.#goBack();
        case 'again':
          this.#walk = askAgain(this.#walk);
          return 'on';
        case 'quit':
          return 'left';
        case 'variation': {
          const variation = stop.step.variations[read.index];
          const move = variation === undefined ? null : await this.#vary(stop, variation);
          if (move !== null) return move;
          break;
        }
        case 'unclear':
          this.#say(paragraphs(`${read.message}; expected ${read.expected}.`));
          break;
        default:
          return assertNever(read);
      }
    }
  }

  /** A stop that was answered is told once more. */
  #goBack(): Move {
    this.#walk = goBack(this.#walk);
    const here = whereIs(this.#walk);
    if (here?.visit.phase === 'revealed') {
      this.#say(['', this.#bold(`Step ${this.#place()}. ${here.stop.step.title}`)]);
      this.#tell(here.stop, here.visit, this.#world.runs(here.stop).endedOf(here.stop.step));
    }
    return 'on';
  }

  async #vary(stop: Stop, variation: Variation): Promise<Move | null> {
    const ended = await this.#world.finish(stop, [...runsToTell(stop.step), ...runsToVary(stop.step, variation)]);
    if (ended.kind !== 'finished') return this.#halted(ended);
    this.#walk = vary(this.#walk, variation.run.name);
    const { style, fileOf } = this.#world;
    this.#say([
      '',
      ...variationLines(tellVariation(stop, variation, ended.runs), style),
      `See it live: ${runCommandOf(variation.run, fileOf(stop), null)}`,
    ]);
    return null;
  }

  /** The next line; null where there are no more, or somebody interrupts. */
  async #read(): Promise<string | null> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead !== null) return ahead;
    const { lines, output, isTyped } = this.#world;
    if (lines === null || this.#world.interruptedBy() !== null) return null;
    output.write('> ');
    const line = await lines.next();
    if (!isTyped || line === null) output.write(`${line ?? ''}\n`);
    return this.#world.interruptedBy() === null ? line : null;
  }

  #halted(ended: Exclude<StepOutcome, { readonly kind: 'finished' }>): Move {
    if (ended.kind === 'interrupted') return 'left';
    return { exitCode: exitCodes.usage, refusal: ended.message };
  }

  #visit(): Visit {
    const here = whereIs(this.#walk);
    if (here === null) throw new RangeError('the walk is over');
    return here.visit;
  }

  #place(): string {
    return `${String(this.#walk.at + 1)} of ${String(this.#walk.stops.length)}`;
  }

  #bold(words: string): string {
    return this.#world.style.paint.bold(words);
  }

  #say(lines: readonly string[]): void {
    const text = lines.map((line) => `${line}\n`).join('');
    this.#world.output.write(this.#world.style.ascii ? text.replace(/[^\x00-\x7f]/gu, '?') : text);
  }
}

const help = ['How sure you are goes behind it: guess, fairly or certain.', 'h hint, s skip, b back, q quit.'];

/** What a lesson is, before its first step; `order` is its number, where it has one. */
export function headingLines({ walk, isReview }: Pick<LineWalk, 'walk' | 'isReview'>, order: number | null, { paint }: LineStyle): readonly string[] {
  const lesson = walk.stops[0]?.lesson;
  if (lesson === undefined || isReview) return [paint.bold(`${countOf(walk.stops.length, 'question')} to repeat`)];
  const title = order === null ? lesson.title : `Lesson ${String(order)}. ${lesson.title}`;
  return [paint.bold(title), ...paragraphs(lesson.about)];
}
