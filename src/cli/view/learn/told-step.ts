/**
 * A step of a lesson in words, filled in from its runs: what stands before an answer, and what may stand only after it.
 * Lines, screens, Markdown and cards draw from the same telling. Its texts are lines that cannot steer a terminal.
 */
import { assertNever } from '../../../sim/base/assert.js';
import { evaluate, namesIn } from '../../../scenarios/lessons/expression.js';
import { lookUpIn, ownRun } from '../../../scenarios/lessons/facts.js';
import type { FinishedRun } from '../../../scenarios/lessons/facts.js';
import type { Question, Variation } from '../../../scenarios/lessons/lesson.js';
import { fillProse } from '../../../scenarios/lessons/prose.js';
import type { Prose } from '../../../scenarios/lessons/prose.js';
import {
  decidingExpressions, isRight, rightAnswer, textsToChoose, unitOfNumber, unitToType, valueOfAnswer,
} from '../../../scenarios/lessons/question.js';
import type { Answer, RightAnswer } from '../../../scenarios/lessons/question.js';
import type { Stop } from '../../../scenarios/lessons/walk.js';
import { showText } from '../drawing/text-width.js';
import type { AnswerWords } from './answer-words.js';
import { citedSources, proseWords, valueWords } from './lesson-words.js';

/** Runs of a step that have ended, by the names that texts call them. */
export type EndedRuns = ReadonlyMap<string, FinishedRun>;

/** The half that gives nothing away. */
export interface AskedStep {
  readonly title: string;
  /** By paragraph. */
  readonly text: readonly string[];
  readonly ask: string;
  /** What can be chosen or is to be put in an order; none for numbers. */
  readonly choices: readonly string[];
  /** What is to be typed, in a few words. */
  readonly how: string;
  /** Null where none is offered. */
  readonly hint: string | null;
  /** What the hint cites. */
  readonly hintSources: readonly CitedSource[];
  readonly sources: readonly CitedSource[];
}

/** The other half. */
export interface ToldStep {
  readonly right: RightAnswer;
  readonly was: AnswerWords;
  readonly why: readonly string[];
  readonly figures: readonly ToldFigure[];
  readonly say: readonly string[];
  readonly followUp: { readonly ask: string; readonly answer: readonly string[] };
  /** What each variation changes. */
  readonly variations: readonly string[];
  readonly sources: readonly CitedSource[];
}

/** What somebody answered, held against the run. */
export interface SaidAnswer {
  readonly words: AnswerWords;
  /** The place of the choice; null where none was made. */
  readonly choice: number | null;
  readonly isRight: boolean;
  /** What speaks against it where it is wrong; null where the lesson says nothing about it. */
  readonly because: string | null;
}

/** What came of a variation. */
export interface ToldVariation {
  readonly title: string;
  readonly tells: readonly string[];
  /** The answer to the step's question in this run; null where the question asks several runs. */
  readonly was: AnswerWords | null;
  /** Those of the step that this run has a say in. */
  readonly figures: readonly (ToldFigure & { readonly before: string })[];
  readonly sources: readonly CitedSource[];
}

/** A figure of a run. */
export interface ToldFigure {
  /** As the lesson asks for it. */
  readonly name: string;
  readonly value: string;
}

/** A source and its number in the lesson. */
export interface CitedSource {
  readonly number: number;
  readonly title: string;
  readonly url: string | null;
}

/** What is asked at a stop, of its own run or once more of a variation's. */
export function askStep(stop: Stop, runs: EndedRuns, run: string = ownRun): AskedStep {
  const { title, text, question, hint } = stop.step;
  const own = filler(stop, runs);
  const asked = filler(stop, runs, run);
  const choices = textsToChoose(question);
  return {
    title: safe(title),
    text: own.paragraphs(text),
    ask: asked.line(question.ask),
    choices: choices.map(asked.line),
    how: howToAnswer(question, runs, run),
    hint: hint === null ? null : own.line(hint),
    hintSources: own.cited(hint === null ? [] : [hint]),
    sources: own.cited([text, question.ask, ...choices]),
  };
}

/** What is told once the answer is out. */
export function tellStep(stop: Stop, runs: EndedRuns): ToldStep {
  const { line, paragraphs, cited } = filler(stop, runs);
  const { question, why, say, followUp, show, variations } = stop.step;
  const right = rightAnswer(question, lookUpIn(runs));
  return {
    right,
    was: { ...rightWords(stop, right, runs), near: question.kind === 'number' && question.within > 0 ? nearWords(question.within) : '' },
    why: paragraphs(why),
    figures: show.figures.map(({ written, expression }) => ({ name: safe(written), value: safe(valueWords(evaluate(expression, lookUpIn(runs)))) })),
    say: paragraphs(say),
    followUp: { ask: line(followUp.ask), answer: paragraphs(followUp.answer) },
    variations: variations.map((variation) => titleOfVariation(stop, variation, runs)),
    sources: cited([why, say, followUp.ask, followUp.answer]),
  };
}

/** What somebody said of a run, and whether it is right. */
export function tellAnswer(stop: Stop, answer: Answer, runs: EndedRuns, run: string = ownRun): SaidAnswer {
  const { question } = stop.step;
  const right = rightAnswer(question, lookUpIn(runs, run));
  const isSo = isRight(answer, right);
  const choice = answer.kind === 'choice' ? answer.choice : null;
  const chosen = question.kind === 'choice' && choice !== null ? question.choices[choice] : undefined;
  const because = isSo ? null : chosen?.because ?? null;
  return {
    words: wordsOf(stop, answer, right, runs, run),
    choice,
    isRight: isSo,
    because: because === null ? null : filler(stop, runs, run).line(because),
  };
}

/** What came of a variation that has run. */
export function tellVariation(stop: Stop, variation: Variation, runs: EndedRuns): ToldVariation {
  const { run: { name }, tells } = variation;
  const { question, show } = stop.step;
  const { paragraphs, cited } = filler(stop, runs, name);
  const lookUp = lookUpIn(runs, name);
  // What names another run is the same in every variation.
  const own = show.figures.filter(({ expression }) => namesIn(expression).some(({ run }) => run === null));
  return {
    title: titleOfVariation(stop, variation, runs),
    tells: paragraphs(tells),
    was: canAskAgain(question) ? rightWords(stop, rightAnswer(question, lookUp), runs, name) : null,
    figures: own.map(({ written, expression }) => ({
      name: safe(written),
      before: safe(valueWords(evaluate(expression, lookUpIn(runs)))),
      value: safe(valueWords(evaluate(expression, lookUp))),
    })),
    sources: cited([tells]),
  };
}

/** What a variation changes. */
export function titleOfVariation(stop: Stop, { run, title }: Variation, runs: EndedRuns): string {
  return filler(stop, runs, run.name).line(title);
}

/** Whether the question of a step can be put about another run: it asks one run alone. */
export function canAskAgain(question: Question): boolean {
  return decidingExpressions(question).every((expression) => namesIn(expression).every(({ run }) => run === null));
}

function howToAnswer(question: Question, runs: EndedRuns, run: string): string {
  switch (question.kind) {
    case 'choice':
      return `a number from 1 to ${String(question.choices.length)}`;
    case 'number': {
      const asked = unitOfNumber(question, lookUpIn(runs, run));
      const unit = asked === null ? '' : unitToType(asked);
      const near = question.within > 0 ? `; ${nearWords(question.within)} as right` : '';
      return `a number${unit === '' ? '' : `, in ${unit} unless you write another unit`}${near}`;
    }
    case 'order':
      // An example could happen to be the right answer.
      return `the numbers 1 to ${String(question.items.length)} in your order, ${question.first} first, with spaces between them`;
    default:
      return assertNever(question);
  }
}

function nearWords(within: number): string {
  return `within ${valueWords({ kind: 'number', unit: 'share', value: within })} counts`;
}

function rightWords(stop: Stop, right: RightAnswer, runs: EndedRuns, run: string = ownRun): AnswerWords {
  switch (right.kind) {
    case 'choice': {
      const answers = right.choices.flatMap((choice) => wordsOf(stop, { kind: 'choice', choice }, right, runs, run).items);
      return { isOrder: false, items: answers.length === 0 ? [{ number: null, text: 'none of these' }] : answers, near: '' };
    }
    case 'number':
      return { isOrder: false, items: [{ number: null, text: safe(valueWords(right.value)) }], near: '' };
    case 'order': {
      const { items } = wordsOf(stop, { kind: 'order', items: right.items }, right, runs, run);
      const valued = items.map(({ number, text }, at) => {
        const value = right.values[right.items[at] ?? -1];
        return { number, text: value === undefined ? text : `${text} (${safe(valueWords(value))})` };
      });
      return { isOrder: true, items: valued, near: '' };
    }
    default:
      return assertNever(right);
  }
}

function wordsOf({ lesson, step }: Stop, answer: Answer, right: RightAnswer, runs: EndedRuns, run: string): AnswerWords {
  const { line } = filler({ lesson, step }, runs, run);
  const choices = textsToChoose(step.question);
  const chosen = (choice: number) => ({ number: choice + 1, text: line(choices[choice] ?? []) });
  switch (answer.kind) {
    case 'choice':
      return { isOrder: false, items: [chosen(answer.choice)], near: '' };
    case 'number': {
      const value = valueOfAnswer(answer, right);
      return { isOrder: false, items: value === null ? [] : [{ number: null, text: valueWords(value) }], near: '' };
    }
    case 'order':
      return { isOrder: true, items: answer.items.map(chosen), near: '' };
    default:
      return assertNever(answer);
  }
}

/** Fills texts in from runs; names ask `run` where they ask none by name. */
function filler({ lesson: { sources } }: Stop, runs: EndedRuns, run: string = ownRun) {
  const fill = (prose: Prose) => fillProse(prose, lookUpIn(runs, run));
  const words = (prose: Prose) => proseWords(fill(prose), sources);
  return {
    line: (prose: Prose): string => safe(words(prose)),
    paragraphs: (prose: Prose): readonly string[] => words(prose).split(/\n\s*\n/).map(safe).filter((part) => part !== ''),
    cited: (proses: readonly Prose[]): readonly CitedSource[] =>
      citedSources(proses.map(fill), sources).map(({ number, source: { title, url } }) => ({
        number, title: safe(title), url: url === null ? null : safe(url),
      })),
  };
}

/** One line that cannot steer a terminal. */
function safe(text: string): string {
  return showText(text.replaceAll(/\s+/g, ' ').trim());
}
