/** A step of a lesson in words, in two halves: what is asked, and what is told once the answer is out. */
import { assertNever } from '../../sim/base/assert.js';
import { evaluate, namesIn } from '../../scenarios/lessons/expression.js';
import { lookUpIn, ownRun } from '../../scenarios/lessons/facts.js';
import type { FinishedRun } from '../../scenarios/lessons/facts.js';
import type { Question, Source, Step, Variation } from '../../scenarios/lessons/lesson.js';
import { fillProse } from '../../scenarios/lessons/prose.js';
import type { FilledProse, Prose } from '../../scenarios/lessons/prose.js';
import { rightAnswer, rightInAnswer, textsToChoose, unitToType, valueOfAnswer } from '../../scenarios/lessons/question.js';
import type { Answer, RightAnswer } from '../../scenarios/lessons/question.js';
import { printable } from '../printable.js';
import { citedSources, proseWords, valueWords } from '../view/learn/lesson-words.js';
import type { Stop } from '../../scenarios/lessons/walk.js';

/** Runs of a step that have ended, by the names that texts call them. */
export type EndedRuns = ReadonlyMap<string, FinishedRun>;

/** The half that gives nothing away. */
export interface AskedStep {
  readonly text: string;
  readonly ask: string;
  /** What can be chosen or is to be put in an order; none for numbers. */
  readonly choices: readonly string[];
  /** How to answer, in a few words. */
  readonly how: string;
  readonly hint: string | null;
  readonly sources: readonly CitedSource[];
}

/** The other half. */
export interface ToldStep {
  readonly right: RightAnswer;
  /** The right answer in words; of an order a line for each item. */
  readonly was: readonly string[];
  readonly why: string;
  readonly figures: readonly ToldFigure[];
  readonly say: string;
  readonly followUp: { readonly ask: string; readonly answer: string };
  readonly sources: readonly CitedSource[];
}

/** A figure of the run. */
export interface ToldFigure {
  /** As the lesson asks for it. */
  readonly name: string;
  readonly words: string;
}

/** A source and its number in the lesson. */
export interface CitedSource {
  readonly number: number;
  readonly title: string;
  readonly url: string | null;
}

/** What came of a variation. */
export interface ToldVariation {
  readonly tells: string;
  /** The figures of the step, in this run. */
  readonly figures: readonly ToldFigure[];
  readonly sources: readonly CitedSource[];
}

/** What is asked at a stop. */
export function askStep({ lesson: { sources }, step }: Stop, runs: EndedRuns): AskedStep {
  const filled = filler(sources, runs);
  const { question, text, hint } = step;
  const choices = textsToChoose(question);
  return {
    text: filled.say(text),
    ask: filled.say(question.ask),
    choices: choices.map((choice) => filled.say(choice)),
    how: howToAnswer(question, runs),
    hint: hint === null ? null : filled.say(hint),
    sources: filled.cited([text, question.ask, ...choices]),
  };
}

/** What is told once the answer is out. */
export function tellStep({ lesson: { sources }, step }: Stop, runs: EndedRuns): ToldStep {
  const filled = filler(sources, runs);
  const { question, why, say, followUp, show } = step;
  const right = rightAnswer(question, lookUpIn(runs));
  return {
    right,
    was: rightWords(right, textsToChoose(question).map((choice) => filled.say(choice))),
    why: filled.say(why),
    figures: figuresOf(show, runs, ownRun),
    say: filled.say(say),
    followUp: { ask: filled.say(followUp.ask), answer: filled.say(followUp.answer) },
    sources: filled.cited([why, say, followUp.ask, followUp.answer]),
  };
}

/** What came of a variation that has run. */
export function tellVariation({ lesson: { sources }, step }: Stop, { run, tells }: Variation, runs: EndedRuns): ToldVariation {
  const filled = filler(sources, runs, run.name);
  // What names another run is the same in every variation.
  const own = step.show.figures.filter(({ expression }) => namesIn(expression).some((name) => name.run === null));
  return { tells: filled.say(tells), figures: figuresOf({ ...step.show, figures: own }, runs, run.name), sources: filled.cited([tells]) };
}

/** What a variation changes. */
export function titleOfVariation({ lesson: { sources } }: Stop, { run, title }: Variation, runs: EndedRuns): string {
  return filler(sources, runs, run.name).say(title);
}

/** What is told of an answer that was wrong; null where the lesson says nothing about it. */
export function becauseOf({ lesson: { sources }, step: { question } }: Stop, answer: Answer | null, runs: EndedRuns): string | null {
  if (question.kind !== 'choice' || answer?.kind !== 'choice') return null;
  const because = question.choices[answer.choice]?.because ?? null;
  return because === null ? null : filler(sources, runs).say(because);
}

/** An answer in words: `2: C, the last write`; of an order a line for each item. */
export function answerWords(answer: Answer, choices: readonly string[], right: RightAnswer): readonly string[] {
  const wordsOf = (choice: number) => `${String(choice + 1)}: ${choices[choice] ?? ''}`;
  switch (answer.kind) {
    case 'choice':
      return [wordsOf(answer.choice)];
    case 'number': {
      const value = valueOfAnswer(answer, right);
      return value === null ? [] : [valueWords(value)];
    }
    case 'order':
      return answer.items.map(wordsOf);
    default:
      return assertNever(answer);
  }
}

function howToAnswer(question: Question, runs: EndedRuns): string {
  switch (question.kind) {
    case 'choice':
      return `a number from 1 to ${String(question.choices.length)}`;
    case 'number': {
      const value = evaluate(question.number, lookUpIn(runs));
      const unit = value.kind === 'number' ? unitToType(value.unit) : '';
      const near = question.within > 0 ? `; within ${valueWords({ kind: 'number', unit: 'share', value: question.within })} counts as right` : '';
      return `a number${unit === '' ? '' : `, in ${unit} unless you write another unit`}${near}`;
    }
    case 'order':
      // An example could happen to be the right answer.
      return `the numbers 1 to ${String(question.items.length)} in your order, ${question.first} first, with spaces between them`;
    default:
      return assertNever(question);
  }
}

function rightWords(right: RightAnswer, choices: readonly string[]): readonly string[] {
  const answer = rightInAnswer(right);
  switch (right.kind) {
    case 'choice':
      if (right.choices.length === 0) return ['none of these'];
      return right.choices.flatMap((choice) => answerWords({ kind: 'choice', choice }, choices, right));
    case 'number': {
      const near = right.within > 0 ? ` (within ${valueWords({ kind: 'number', unit: 'share', value: right.within })} counts)` : '';
      return [`${valueWords(right.value)}${near}`];
    }
    case 'order': {
      const items = answer === null ? [] : answerWords(answer, choices, right);
      return items.map((words, at) => {
        const value = right.values[right.items[at] ?? -1];
        return value === undefined ? words : `${words} (${valueWords(value)})`;
      });
    }
    default:
      return assertNever(right);
  }
}

function figuresOf({ figures }: Step['show'], runs: EndedRuns, run: string): readonly ToldFigure[] {
  return figures.map(({ written, expression }) => ({
    name: printable(written),
    words: printable(valueWords(evaluate(expression, lookUpIn(runs, run)))),
  }));
}

/** Fills texts in from runs; names ask `run` where they ask none by name. */
function filler(sources: readonly Source[], runs: EndedRuns, run = ownRun) {
  const fill = (prose: Prose): FilledProse => fillProse(prose, lookUpIn(runs, run));
  return {
    say: (prose: Prose): string => safeParagraphs(proseWords(fill(prose), sources)),
    cited: (proses: readonly Prose[]): readonly CitedSource[] =>
      citedSources(proses.map(fill), sources).map(({ number, source }) => ({
        number, title: printable(source.title), url: source.url === null ? null : printable(source.url),
      })),
  };
}

/** Paragraphs stay apart; a text from a file can neither move the cursor nor set a colour. */
function safeParagraphs(text: string): string {
  return text.split(/\n\s*\n/).map((paragraph) => printable(paragraph).replaceAll(/ {2,}/g, ' ')).join('\n\n');
}
