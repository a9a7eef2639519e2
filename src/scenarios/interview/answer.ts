/** What a candidate answers at a question: how it is typed, and what comes of it. */
import { assertNever } from '../../sim/base/assert.js';
import type { LookUp } from '../lessons/expression.js';
import { evaluate, isTrue } from '../lessons/expression.js';
import type { Answer } from '../lessons/question.js';
import { isRight, readAnswer, unitOfNumber, valueOfAnswer } from '../lessons/question.js';
import type { Value } from '../lessons/value.js';
import { didYouMean, listWords } from '../suggestion.js';
import type { Reading } from '../units.js';
import type { Chosen, Interview, InterviewQuestion, Point } from './interview.js';

/** An answer as somebody gave it. */
export type InterviewAnswer =
  | { readonly kind: 'choice'; readonly choice: string }
  | { readonly kind: 'estimate'; readonly answer: Answer }
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'prediction'; readonly outcome: string };

/** Answers by the name of their question. */
export type InterviewAnswers = ReadonlyMap<string, InterviewAnswer>;

/** What an estimate comes to beside the right number. */
export interface JudgedEstimate {
  /** Null where it is no number. */
  readonly given: Value | null;
  readonly right: Value;
  readonly within: number;
  readonly isRight: boolean;
}

/**
 * Reads an answer as people type it: a choice by its number or name, a number with its unit, words. `lookUp` tells what
 * is stated, and so in which unit a number is asked for: one of another kind is refused.
 */
export function readInterviewAnswer({ kind }: InterviewQuestion, text: string, lookUp: LookUp): Reading<InterviewAnswer> {
  const typed = text.trim();
  switch (kind.kind) {
    case 'choice': {
      const read = readName(typed, kind.choices.map(({ name }) => name));
      return read.ok ? { ok: true, value: { kind: 'choice', choice: read.value } } : read;
    }
    case 'prediction': {
      const read = readName(typed, kind.outcomes.map(({ name }) => name));
      return read.ok ? { ok: true, value: { kind: 'prediction', outcome: read.value } } : read;
    }
    case 'estimate': {
      const asked = { kind: 'number', ask: [], number: kind.number, within: kind.within } as const;
      const read = readAnswer(asked, typed, unitOfNumber(asked, lookUp));
      return read.ok ? { ok: true, value: { kind: 'estimate', answer: read.value } } : read;
    }
    case 'words':
      if (typed !== '') return { ok: true, value: { kind: 'words', text: typed } };
      return { ok: false, message: 'nothing was said', expected: 'a few words' };
    default:
      return assertNever(kind);
  }
}

/** The choices among the answers, in the order of the questions. */
export function choicesOf({ questions }: Pick<Interview, 'questions'>, answers: InterviewAnswers): readonly Chosen[] {
  return questions.flatMap(({ name }) => {
    const answer = answers.get(name);
    return answer?.kind === 'choice' ? [{ question: name, choice: answer.choice }] : [];
  });
}

/** Holds an estimate against its formula; null where the question asks for none, or the answer is of another kind. */
export function judgeEstimate(
  { kind }: InterviewQuestion,
  answer: InterviewAnswer,
  lookUp: LookUp,
): JudgedEstimate | null {
  if (kind.kind !== 'estimate' || answer.kind !== 'estimate') return null;
  const { within } = kind;
  const right = evaluate(kind.number, lookUp);
  const asNumber = { kind: 'number', value: right, within } as const;
  return { given: valueOfAnswer(answer.answer, asNumber), right, within, isRight: isRight(answer.answer, asNumber) };
}

/** The points that a text mentions, in their order. */
export function mentionedPoints(points: readonly Point[], text: string): readonly Point[] {
  const said = ` ${plainWords(text)}`;
  return points.filter(({ words }) => words.some((word) => said.includes(` ${plainWords(word)}`)));
}

/** The outcome that a run makes right, by name; null where none is, or where the question asks for none. */
export function rightOutcome({ kind }: InterviewQuestion, lookUp: LookUp): string | null {
  if (kind.kind !== 'prediction') return null;
  return kind.outcomes.find(({ when }) => isTrue(when, lookUp) === true)?.name ?? null;
}

/** In small letters, one space between them. */
function plainWords(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function readName(typed: string, names: readonly string[]): Reading<string> {
  const counted = /^[0-9]{1,2}$/.test(typed) ? names[Number(typed) - 1] : undefined;
  const found = counted ?? names.find((name) => name === typed.toLowerCase());
  if (found !== undefined) return { ok: true, value: found };
  const expected = `a number from 1 to ${String(names.length)}, or one of ${listWords(names)}`;
  return { ok: false, message: `"${typed}" cannot be chosen here`, expected, ...didYouMean(typed, names) };
}
