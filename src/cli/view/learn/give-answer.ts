/** Giving an answer: what keys do to a choice, an order or a number before it is committed. */
import { confidences } from '../../../scenarios/lessons/lesson.js';
import type { Question } from '../../../scenarios/lessons/lesson.js';
import { moveWithin } from '../drawing/selection.js';
import type { QuestionInput } from './lesson-page.js';

/** The choice further down, or up when negative; an item that was taken up moves there. */
export function moveCursor(input: QuestionInput, question: Question, by: number): QuestionInput {
  const { cursor, isHeld, items } = input;
  const to = moveWithin(cursor, by, question.kind === 'order' ? items.length : countChoices(question));
  return isHeld ? { ...input, cursor: to, items: items.with(cursor, items[to]).with(to, items[cursor]) } : { ...input, cursor: to };
}

/** The choice of that place, where there is one. */
export function pickChoice(input: QuestionInput, question: Question, place: number): QuestionInput {
  return place < countChoices(question) ? { ...input, cursor: place } : input;
}

/** Surer, or less sure when negative. */
export function changeConfidence(input: QuestionInput, by: number): QuestionInput {
  return { ...input, confidence: confidences[moveWithin(confidences.indexOf(input.confidence), by, confidences.length)] };
}

/** One more character of a number. */
export function typeNumber(input: QuestionInput, key: string): QuestionInput {
  return input.typed.length < longestNumber ? { ...input, typed: input.typed + (key === 'space' ? ' ' : key) } : input;
}

/** Whether a key is part of a number: at its beginning a digit, a point or a sign, then units too. */
export function isPartOfNumber(key: string, { typed }: QuestionInput): boolean {
  return (typed === '' ? /^[0-9.~+-]$/ : /^(?:[-0-9.,_+%a-zA-Z/\u00b5\u03bc]|space)$/).test(key);
}

/** How many answers can be picked by number. */
export function countChoices(question: Question): number {
  return question.kind === 'choice' ? question.choices.length : 0;
}

const longestNumber = 30;
