import { describe, expect, it } from 'vitest';
import { valueWords } from '../../../src/cli/view/learn/lesson-words.js';
import type { Expression } from '../../../src/scenarios/lessons/expression.js';
import type { Question } from '../../../src/scenarios/lessons/lesson.js';
import { isRight, readAnswer, rightAnswer, rightInAnswer, spellAnswer, unitOfNumber } from '../../../src/scenarios/lessons/question.js';
import type { Value } from '../../../src/scenarios/lessons/value.js';
import { numberOf } from '../../../src/scenarios/lessons/value.js';

const ask = [{ kind: 'text' as const, text: '?' }];

function literal(value: Value): Expression {
  return { kind: 'literal', value };
}

function asked(value: Value, within = 0): Question {
  return { kind: 'number', ask, number: literal(value), within };
}

function ordered(...values: readonly number[]): Question {
  return { kind: 'order', ask, first: 'least', items: values.map((value) => ({ text: ask, by: literal(numberOf(value, 'count')) })) };
}

function isTypedRight(question: Question, typed: string): boolean | null {
  const lookUp = () => numberOf(0, 'count');
  const answer = readAnswer(question, typed, unitOfNumber(question, lookUp));
  return answer.ok ? isRight(answer.value, rightAnswer(question, lookUp)) : null;
}

describe('a number', () => {
  it.each([
    [numberOf(38_000, 'duration'), '38', true],
    [numberOf(38_000, 'duration'), '38ms', true],
    [numberOf(38_000, 'duration'), '0.038 s', true],
    [numberOf(38_000, 'duration'), '38s', false],
    [numberOf(4, 'count'), '4', true],
    [numberOf(4, 'count'), '4ms', null],
    [numberOf(4, 'count'), '400 %', null],
    [numberOf(0.3, 'ratio'), '30 %', true],
    [numberOf(4, 'count'), '4 writes', true],
    [numberOf(4, 'ratio'), '4 copies', true],
    [numberOf(4, 'duration'), '4 writes', null],
    [numberOf(4, 'rate'), '4 writes', null],
    [numberOf(4, 'size'), '4 Mbit/s', null],
    [numberOf(0.3, 'share'), '3 reads', null],
    [numberOf(0.3, 'share'), '30', true],
    [numberOf(0.3, 'share'), '30%', true],
    [numberOf(0.3, 'share'), '0.3', false],
    [numberOf(90_000_000, 'count'), '90,000,000', true],
    [numberOf(614.4e6, 'bandwidth'), '614.4', true],
    [numberOf(120e6, 'duration'), '2 min', true],
    [numberOf(90e6, 'duration'), '1 min 30 sec', true],
    [numberOf(90e6, 'duration'), '1m30s', true],
    [numberOf(30e6, 'duration'), '30 sec', true],
    [numberOf(500, 'duration'), '.5', true],
    [numberOf(1000, 'count'), '1k', true],
    [numberOf(1000, 'count'), '1_000', true],
    [numberOf(1000, 'count'), '1e3', true],
    [numberOf(90e6, 'count'), '90 million', true],
    [numberOf(4, 'ratio'), '4x', true],
    [numberOf(-3000, 'duration'), '-3 ms', true],
    [numberOf(0.6985, 'share'), '69.85 %', true],
    [numberOf(614.4e6, 'bandwidth'), '614.4 Mbit/s', true],
    [numberOf(614.4e6, 'bandwidth'), '614.4mbps', true],
    [numberOf(614.4e6, 'bandwidth'), '76.8 MB/s', true],
    [numberOf(614.4e6, 'bandwidth'), '614.4 mb/s', null],
    [numberOf(50, 'rate'), '50 a second', true],
    [numberOf(50, 'rate'), '3k/min', true],
    [numberOf(50, 'rate'), '50 writes/s', true],
    [numberOf(1536, 'size'), '1.5 KiB', true],
    [numberOf(1.5e9, 'size'), '1.5 GB', true],
    [numberOf(1.5e9, 'size'), '1.5gb', true],
    [numberOf(1.5e9, 'size'), '1.5 Gb', null],
    [numberOf(38, 'count'), '0,038', null],
    [numberOf(25, 'count'), '2,5', null],
    [numberOf(4, 'count'), '4 5', null],
    [numberOf(4, 'count'), '4 lightyears', null],
    [numberOf(4, 'count'), 'four', null],
    [numberOf(4, 'count'), '', null],
  ])('%j answered with %s', (value, typed, right) => {
    expect(isTypedRight(asked(value), typed)).toBe(right);
  });

  it.each([
    [numberOf(119_999_900, 'duration'), true], [numberOf(118.6e6 * 60, 'duration'), true], [numberOf(9_994, 'duration'), true],
    [numberOf(999_960, 'duration'), true], [numberOf(1 / 3, 'share'), true], [numberOf(0.995_123_45, 'share'), true],
    [numberOf(1e7 / 3, 'size'), true], [numberOf(1e10 / 3, 'bandwidth'), true], [numberOf(100 / 3, 'rate'), true],
    [numberOf(100 / 3, 'ratio'), true], [numberOf(1_234_567, 'count'), true], [numberOf(-12.5, 'ppm'), true],
  ])('that is typed as it is told is right: %j', (value, right) => {
    expect(isTypedRight(asked(value), valueWords(value))).toBe(right);
  });

  it('is wrong where one could have told the difference', () => {
    expect(isTypedRight(asked(numberOf(119.94e6, 'duration')), '119.95 s')).toBe(false);
    expect(isTypedRight(asked(numberOf(1_234_567, 'count')), '1,234,568')).toBe(false);
    expect(isTypedRight(asked(numberOf(40 * 60e6, 'duration')), '1 h')).toBe(false);
  });

  it('may be off by a share', () => {
    expect(isTypedRight(asked(numberOf(100, 'count'), 0.1), '110')).toBe(true);
    expect(isTypedRight(asked(numberOf(100, 'count'), 0.1), '111')).toBe(false);
  });
});

it.each([
  [numberOf(38_000, 'duration'), '3 MB', '"3 MB" is a size', 'a time, such as 120 ms, 2.5 s or 2 min'],
  [numberOf(4, 'count'), '4 ms', '"4 ms" is a time', 'a count, such as 4 or 1,500'],
  [numberOf(0.3, 'share'), 'most', '"most" is not a number', 'a share, such as 30 %'],
])('%j answered with %s: says what it is and what is expected', (value, typed, message, expected) => {
  const question = asked(value);
  expect(readAnswer(question, typed, unitOfNumber(question, () => value))).toEqual({ ok: false, message, expected });
});

describe('an order', () => {
  it.each([['2 3 1', true], ['2,3,1', true], ['2 > 3 > 1', true], ['1 2 3', false], ['1 2', null], ['1 1 2', null], ['1 2 4', null]])(
    'of 30, 10, 20 as %s', (typed, right) => {
      expect(isTypedRight(ordered(30, 10, 20), typed)).toBe(right);
    });

  it('lets equal ones change places', () => {
    expect(isTypedRight(ordered(1, 1, 0), '3 1 2')).toBe(true);
    expect(isTypedRight(ordered(1, 1, 0), '3 2 1')).toBe(true);
  });
});

describe('a right answer', () => {
  it.each([asked(numberOf(1234.5, 'duration')), asked(numberOf(0.295, 'share'), 0.01), ordered(3, 1, 2), asked(numberOf(7, 'count'))])(
    'can be typed: %j', (question) => {
      const answer = rightInAnswer(rightAnswer(question, () => numberOf(0, 'count')));
      expect(answer === null ? null : isTypedRight(question, spellAnswer(answer))).toBe(true);
    });
});

it.each([
  ['1.7TiB', { value: 1.7 * 1024 ** 4, unit: 'size' }],
  ['2.5 MB/s', { value: 2.5e6 * 8, unit: 'bandwidth' }],
])('%s is a number though no scenario would be written so', (typed, expected) => {
  const read = readAnswer({ kind: 'number', ask: [], number: literal(numberOf(1, 'count')), within: 0 }, typed);
  expect(read).toMatchObject({ ok: true, value: expected });
});
