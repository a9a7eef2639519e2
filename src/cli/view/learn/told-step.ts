/** The texts of a step, filled in from its runs: what stands before an answer, and what may stand only after it. */
import { assertNever } from '../../../sim/base/assert.js';
import type { LookUp } from '../../../scenarios/lessons/expression.js';
import { evaluate, namesIn } from '../../../scenarios/lessons/expression.js';
import type { FinishedRun } from '../../../scenarios/lessons/facts.js';
import { lookUpIn, ownRun } from '../../../scenarios/lessons/facts.js';
import type { Question, Source, Step, Variation } from '../../../scenarios/lessons/lesson.js';
import type { FilledProse, Prose } from '../../../scenarios/lessons/prose.js';
import { fillProse } from '../../../scenarios/lessons/prose.js';
import type { Answer, RightAnswer } from '../../../scenarios/lessons/question.js';
import {
  decidingExpressions, isRight, rightAnswer, rightInAnswer, textsToChoose, unitToType, valueOfAnswer,
} from '../../../scenarios/lessons/question.js';
import type { Value } from '../../../scenarios/lessons/value.js';
import { showText } from '../drawing/text-width.js';
import { citedSources, proseWords, valueWords } from './lesson-words.js';

/** Runs of a step that have ended, by name. */
export type EndedRuns = ReadonlyMap<string, FinishedRun>;

/** What is told before anybody has answered. */
export interface ToldStep {
  readonly title: string;
  /** By paragraph. */
  readonly text: readonly string[];
  readonly ask: string;
  /** What can be chosen, or put in an order; none where a number is asked for. */
  readonly choices: readonly string[];
  /** How an answer is given, where that is not plain. */
  readonly how: string;
  /** Null where none is offered. */
  readonly hint: string | null;
}

/** What is told after the answer. */
export interface ToldAnswer {
  /** Null where the question was skipped. */
  readonly said: string | null;
  /** Places of what was right, for choices. */
  readonly rightChoices: readonly number[];
  /** The choice that was made; null where none was. */
  readonly saidChoice: number | null;
  readonly was: string;
  /** What speaks against the answer that was given; null for nothing. */
  readonly because: string | null;
  readonly why: readonly string[];
  readonly figures: readonly ToldFigure[];
  readonly say: readonly string[];
  readonly followUp: { readonly ask: string; readonly answer: readonly string[] };
  readonly variations: readonly string[];
  /** Numbered as the texts cite them. */
  readonly sources: readonly string[];
}

/** A figure of a run; beside it that of the step's run where the run is a variation. */
export interface ToldFigure {
  readonly name: string;
  readonly value: string;
}

/** What came of a variation. */
export interface ToldVariation {
  readonly title: string;
  readonly tells: readonly string[];
  /** The answer to the step's question in this run; null where the question asks several runs. */
  readonly was: string | null;
  readonly figures: readonly (ToldFigure & { readonly before: string })[];
}

/** Tells the question of a step, or the same question of one of its variations. */
export function tellStep(step: Step, runs: EndedRuns, sources: readonly Source[], run: string = ownRun): ToldStep {
  const words = (prose: Prose, own: string = ownRun) => proseWords(fillProse(prose, lookUpIn(runs, own)), sources);
  const { question } = step;
  return {
    title: showText(step.title),
    text: paragraphs(words(step.text)),
    ask: safe(words(question.ask, run)),
    choices: textsToChoose(question).map((prose) => safe(words(prose, run))),
    how: howToAnswer(question, lookUpIn(runs, run)),
    hint: step.hint === null ? null : safe(words(step.hint)),
  };
}

/** Tells what was right and why. */
export function tellAnswer(step: Step, answer: Answer | null, runs: EndedRuns, sources: readonly Source[]): ToldAnswer {
  const lookUp = lookUpIn(runs);
  const { question, why, say, followUp, show, variations } = step;
  const right = rightAnswer(question, lookUp);
  const filled = (prose: Prose): FilledProse => fillProse(prose, lookUp);
  const words = (prose: Prose) => proseWords(filled(prose), sources);
  const chosen = answer?.kind === 'choice' && question.kind === 'choice' ? question.choices[answer.choice] : undefined;
  const isWrong = answer !== null && !isRight(answer, right);
  const titles = variations.map(({ title, run }) => fillProse(title, lookUpIn(runs, run.name)));
  const cited = citedSources([step.text, why, say, followUp.ask, followUp.answer].map(filled), sources);
  return {
    said: answer === null ? null : sayAnswer(answer, question, right, lookUp, sources),
    rightChoices: right.kind === 'choice' ? right.choices : [],
    saidChoice: answer?.kind === 'choice' ? answer.choice : null,
    was: sayRight(question, right, lookUp, sources),
    because: isWrong && chosen?.because !== undefined && chosen.because !== null ? safe(words(chosen.because)) : null,
    why: paragraphs(words(why)),
    figures: show.figures.map(({ written, expression }) => ({ name: safe(written), value: safe(valueWords(evaluate(expression, lookUp))) })),
    say: paragraphs(words(say)),
    followUp: { ask: safe(words(followUp.ask)), answer: paragraphs(words(followUp.answer)) },
    variations: titles.map((title) => safe(proseWords(title, sources))),
    sources: cited.map(({ number, source }) => safe(`[${String(number)}] ${source.title}${source.url === null ? '' : `, ${source.url}`}`)),
  };
}

/** Tells what came of a variation. */
export function tellVariation(step: Step, variation: Variation, runs: EndedRuns, sources: readonly Source[]): ToldVariation {
  const { run, title, tells } = variation;
  const lookUp = lookUpIn(runs, run.name);
  const words = (prose: Prose) => proseWords(fillProse(prose, lookUp), sources);
  const { question, show } = step;
  return {
    title: safe(words(title)),
    tells: paragraphs(words(tells)),
    was: canAskAgain(question) ? sayRight(question, rightAnswer(question, lookUp), lookUp, sources) : null,
    figures: show.figures.map(({ written, expression }) => ({
      name: safe(written),
      before: safe(valueWords(evaluate(expression, lookUpIn(runs)))),
      value: safe(valueWords(evaluate(expression, lookUp))),
    })),
  };
}

/** Whether the question of a step can be put about another run: it asks one run alone. */
export function canAskAgain(question: Question): boolean {
  return decidingExpressions(question).every((expression) => namesIn(expression).every(({ run }) => run === null));
}

/** What was said, in words. */
export function sayAnswer(
  answer: Answer,
  question: Question,
  right: RightAnswer,
  lookUp: LookUp,
  sources: readonly Source[],
): string {
  switch (answer.kind) {
    case 'choice':
      return choiceWords(question, [answer.choice], lookUp, sources);
    case 'number': {
      const value = valueOfAnswer(answer, right);
      return value === null ? String(answer.value) : safe(valueWords(value));
    }
    case 'order':
      return orderWords(question, answer.items, lookUp, sources);
    default:
      return assertNever(answer);
  }
}

function sayRight(question: Question, right: RightAnswer, lookUp: LookUp, sources: readonly Source[]): string {
  if (right.kind === 'choice' && right.choices.length === 0) return 'none of these';
  if (right.kind === 'choice') return choiceWords(question, right.choices, lookUp, sources);
  if (right.kind === 'number') return safe(valueWords(right.value));
  const answer = rightInAnswer(right);
  if (answer?.kind !== 'order') return '';
  return orderWords(question, answer.items, lookUp, sources, right.values);
}

function choiceWords(question: Question, choices: readonly number[], lookUp: LookUp, sources: readonly Source[]): string {
  const proses = textsToChoose(question);
  return choices.flatMap((choice) => {
    const prose = proses[choice];
    return prose === undefined ? [] : [`${String(choice + 1)}: ${safe(proseWords(fillProse(prose, lookUp), sources))}`];
  }).join('; ');
}

/** `1. one leader (220 ms); 2. three leaders (2 ms)`. */
function orderWords(
  question: Question,
  items: readonly number[],
  lookUp: LookUp,
  sources: readonly Source[],
  values: readonly Value[] = [],
): string {
  const proses = textsToChoose(question);
  return items.flatMap((item, at) => {
    const [prose, value] = [proses[item], values[item]];
    const comesTo = value === undefined ? '' : ` (${safe(valueWords(value))})`;
    return prose === undefined ? [] : [`${String(at + 1)}. ${safe(proseWords(fillProse(prose, lookUp), sources))}${comesTo}`];
  }).join('; ');
}

function howToAnswer(question: Question, lookUp: LookUp): string {
  switch (question.kind) {
    case 'choice':
      return '';
    case 'number': {
      const right = evaluate(question.number, lookUp);
      const unit = right.kind === 'number' ? unitToType(right.unit) : '';
      const off = question.within === 0 ? '' : `up to ${valueWords({ kind: 'number', unit: 'share', value: question.within })} off counts as right`;
      return [unit === '' ? '' : `a bare number is in ${unit}`, off].filter((part) => part !== '').join('; ');
    }
    case 'order':
      return question.first === 'least' ? 'the least first' : 'the most first';
    default:
      return assertNever(question);
  }
}

function paragraphs(text: string): readonly string[] {
  return text.split(/\n\s*\n/).map(safe).filter((part) => part !== '');
}

/** One line that cannot steer a terminal. */
function safe(text: string): string {
  return showText(text.replaceAll(/\s+/g, ' ').trim());
}
