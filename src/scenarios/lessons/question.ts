/** Questions: how answers are written, and which one the run makes right. */
import { assertNever } from '../../sim/base/assert.js';
import type { Reading } from '../units.js';
import type { Expression, LookUp } from './expression.js';
import { evaluate, isTrue } from './expression.js';
import type { Question } from './lesson.js';
import type { Prose } from './prose.js';
import { numberWords } from './number-words.js';
import { readTypedNumber } from './typed-number.js';
import type { NumberUnit, Value } from './value.js';
import { compareValues, numberOf } from './value.js';

/** An answer as somebody gave it. Choices and items are counted from 0. */
export type Answer =
  | { readonly kind: 'choice'; readonly choice: number }
  /** `unit` is null where none was written: that of the right answer is meant. */
  | { readonly kind: 'number'; readonly value: number; readonly unit: NumberUnit | null }
  /** Items in the order that was given. */
  | { readonly kind: 'order'; readonly items: readonly number[] };

/** What the run makes right. */
export type RightAnswer =
  /** Usually one; none where the scenario was changed so far that no choice says what happens. */
  | { readonly kind: 'choice'; readonly choices: readonly number[] }
  | { readonly kind: 'number'; readonly value: Value; readonly within: number }
  /** Items in the right order, with what each of them comes to; equal ones may change places. */
  | { readonly kind: 'order'; readonly items: readonly number[]; readonly values: readonly Value[] };

/** What can be chosen, or is put in an order; none where a number is asked for. */
export function textsToChoose(question: Question): readonly Prose[] {
  switch (question.kind) {
    case 'choice':
      return question.choices.map(({ text }) => text);
    case 'number':
      return [];
    case 'order':
      return question.items.map(({ text }) => text);
    default:
      return assertNever(question);
  }
}

/** What decides about the right answer. */
export function decidingExpressions(question: Question): readonly Expression[] {
  switch (question.kind) {
    case 'choice':
      return question.choices.map(({ when }) => when);
    case 'number':
      return [question.number];
    case 'order':
      return question.items.map(({ by }) => by);
    default:
      return assertNever(question);
  }
}

/** Computes the right answer from the runs. */
export function rightAnswer(question: Question, lookUp: LookUp): RightAnswer {
  switch (question.kind) {
    case 'choice': {
      const choices = question.choices.flatMap(({ when }, index) => (isTrue(when, lookUp) === true ? [index] : []));
      return { kind: 'choice', choices };
    }
    case 'number':
      return { kind: 'number', value: evaluate(question.number, lookUp), within: question.within };
    case 'order': {
      const values = question.items.map(({ by }) => evaluate(by, lookUp));
      const before = question.first === 'least' ? '<' : '>';
      const items = values.map((_, index) => index);
      items.sort((a, b) => order(values[a], values[b], before) || a - b);
      return { kind: 'order', items, values };
    }
    default:
      return assertNever(question);
  }
}

/** Whether an answer is right. */
export function isRight(answer: Answer, right: RightAnswer): boolean {
  switch (answer.kind) {
    case 'choice':
      return right.kind === 'choice' && right.choices.includes(answer.choice);
    case 'number': {
      if (right.kind !== 'number' || right.value.kind !== 'number') return false;
      const { value, unit } = right.value;
      const given = answer.unit === null ? answer.value * plainUnits[unit].factor : answer.value;
      if (answer.unit !== null && !isSameKind(answer.unit, unit)) return false;
      return Math.abs(given - value) <= Math.abs(value) * right.within + 1e-9 || isAsTold(given, value, unit);
    }
    case 'order': {
      if (right.kind !== 'order') return false;
      const [of, by] = [answer.items, right.items].map((items) => items.map((item) => right.values[item]));
      return of?.length === by?.length && of?.every((value, i) => areEqual(value, by?.[i])) === true;
    }
    default:
      return assertNever(answer);
  }
}

/** An answer that is right; null where no answer is. */
export function rightInAnswer(right: RightAnswer): Answer | null {
  switch (right.kind) {
    case 'choice': {
      const [choice] = right.choices;
      return choice === undefined ? null : { kind: 'choice', choice };
    }
    case 'number':
      return right.value.kind === 'number' ? { kind: 'number', value: right.value.value, unit: right.value.unit } : null;
    case 'order':
      return { kind: 'order', items: right.items };
    default:
      return assertNever(right);
  }
}

/**
 * Reads an answer as people type it: `2`, `120 ms`, `3 1 2`. `unit` is that of the number that is asked for, of which
 * another kind is no answer; null where it is not known.
 */
export function readAnswer(question: Question, text: string, unit: NumberUnit | null = null): Reading<Answer> {
  const typed = text.trim();
  switch (question.kind) {
    case 'choice': {
      const expected = `a number from 1 to ${String(question.choices.length)}`;
      const choice = /^[0-9]{1,2}$/.test(typed) ? Number(typed) - 1 : -1;
      if (question.choices[choice] !== undefined) return { ok: true, value: { kind: 'choice', choice } };
      return { ok: false, message: `"${typed}" is none of the choices`, expected };
    }
    case 'number':
      return readNumber(typed, unit);
    case 'order': {
      const count = question.items.length;
      const expected = `the numbers 1 to ${String(count)} in your order, such as ${question.items.map((_, i) => count - i).join(' ')}`;
      const items = typed.split(/[\s,>]+/).filter((word) => word !== '').map((word) => Number(word) - 1);
      const isWhole = new Set(items).size === count && items.length === count && items.every((item) => question.items[item] !== undefined);
      if (isWhole) return { ok: true, value: { kind: 'order', items } };
      return { ok: false, message: `"${typed}" does not put all of them in an order`, expected };
    }
    default:
      return assertNever(question);
  }
}

/** The unit of the number that is asked for, once the runs have ended that tell it; null where no number is. */
export function unitOfNumber(question: Question, lookUp: LookUp): NumberUnit | null {
  if (question.kind !== 'number') return null;
  const value = evaluate(question.number, lookUp);
  return value.kind === 'number' ? value.unit : null;
}

/** The unit that a number without one is taken to be in, as people write it; empty for bare numbers. */
export function unitToType(unit: NumberUnit): string {
  return plainUnits[unit].name;
}

/** How numbers of a unit are written. */
interface PlainUnit {
  /** That of a number without one; empty for bare numbers. */
  readonly name: string;
  readonly factor: number;
  /** What such a number is. */
  readonly is: string;
  readonly examples: string;
}

const plainUnits: Readonly<Record<NumberUnit, PlainUnit>> = {
  count: { name: '', factor: 1, is: 'a count', examples: '4 or 1,500' },
  ratio: { name: '', factor: 1, is: 'a plain number', examples: '4 or 2.5' },
  share: { name: '%', factor: 0.01, is: 'a share', examples: '30 %' },
  duration: { name: 'ms', factor: 1000, is: 'a time', examples: '120 ms, 2.5 s or 2 min' },
  size: { name: 'bytes', factor: 1, is: 'a size', examples: '500 bytes or 1.5 KiB' },
  rate: { name: 'a second', factor: 1, is: 'a rate', examples: '50 a second' },
  bandwidth: { name: 'Mbit/s', factor: 1e6, is: 'a bandwidth', examples: '100 Mbit/s' },
  ppm: { name: 'ppm', factor: 1, is: 'a drift', examples: '200 ppm' },
};

function readNumber(typed: string, asked: NumberUnit | null): Reading<Answer> {
  const expected = asked === null
    ? 'a number, with a unit where you like: 4, 120 ms, 2.5 s, 2 min, 30 %, 1.5 KiB, 100 Mbit/s, 50 a second'
    : `${plainUnits[asked].is}, such as ${plainUnits[asked].examples}`;
  const read = readTypedNumber(typed);
  if (typeof read === 'string') return { ok: false, message: read, expected };
  const isOther = asked !== null && read.unit !== null && !isSameKind(read.unit, asked);
  if (isOther) return { ok: false, message: `"${typed}" is ${plainUnits[read.unit].is}`, expected };
  return { ok: true, value: { kind: 'number', ...read } };
}

/** Whether both would be told in the same words, or it was typed as the right one is told: a person knows no more digits. */
function isAsTold(given: number, value: number, unit: NumberUnit): boolean {
  const told = numberWords(value, unit);
  if (numberWords(given, unit) === told) return true;
  const back = readTypedNumber(told);
  return typeof back !== 'string' && Math.abs(back.value - given) <= Math.abs(given) * 1e-12;
}

/** A plain number may be told as a share, or count something; neither of these is the other. */
function isSameKind(a: NumberUnit, b: NumberUnit): boolean {
  return a === b || [a, b].every((unit) => unit === 'ratio' || unit === 'count') || [a, b].every((unit) => unit === 'ratio' || unit === 'share');
}

function order(a: Value | undefined, b: Value | undefined, before: '<' | '>'): number {
  if (a === undefined || b === undefined) return 0;
  if (compareValues(before, a, b) === true) return -1;
  return compareValues(before, b, a) === true ? 1 : 0;
}

function areEqual(a: Value | undefined, b: Value | undefined): boolean {
  return a !== undefined && b !== undefined && order(a, b, '<') === 0;
}

/** A right answer as a person would type it; empty where no answer is right. */
export function spellAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'choice':
      return String(answer.choice + 1);
    case 'number': {
      const { value, unit } = answer;
      if (unit === null || unit === 'count' || unit === 'ratio') return String(value);
      return unit === 'share' ? `${String(value * 100)}%` : String(value / plainUnits[unit].factor);
    }
    case 'order':
      return answer.items.map((item) => item + 1).join(' ');
    default:
      return assertNever(answer);
  }
}

/** What a number comes to, for texts that show what was typed. */
export function valueOfAnswer(answer: Answer, right: RightAnswer): Value | null {
  if (answer.kind !== 'number') return null;
  const unit = answer.unit ?? (right.kind === 'number' && right.value.kind === 'number' ? right.value.unit : 'ratio');
  return numberOf(answer.unit === null ? answer.value * plainUnits[unit].factor : answer.value, unit);
}
