import { expect, test } from 'vitest';
import type * as z from 'zod';
import {
  always, durationField, isName, mapping, numberField, report, textField, toName, wordField,
} from '../../../src/scenarios/schema/field.js';

function messagesOf(schema: z.ZodType, value: unknown): readonly string[] {
  const checked = schema.safeParse(value);
  return checked.success ? [] : checked.error.issues.map((issue) => issue.message);
}

const span = mapping(
  {
    from: durationField({ about: 'Begin.', example: '1s' }),
    to: durationField({ about: 'End.', example: '2s' }, { most: [5e6, '5s'] }),
  },
  'A span.',
).superRefine((value, ctx) => {
  if (typeof value.to === 'number' && value.to === value.from) {
    report(ctx, ['to'], 'empty', { expected: 'more' });
  }
}, always);

test('a mapping reads its fields', () => {
  expect(span.parse({ from: '1s', to: '2s' })).toEqual({ from: 1e6, to: 2e6 });
});

test('fields, unknown keys and checks are told together', () => {
  expect(messagesOf(span, { from: '9 s', to: '6s', too: 1 })).toEqual([
    'number and unit are written together', 'this is too large',
    '"too" is not a key that is known here',
  ]);
  expect(messagesOf(span, { from: '2s', to: '2s', x: 1 })).toEqual([
    '"x" is not a key that is known here', 'empty',
  ]);
});

test.each([[null], [5], ['x'], [[]], [undefined]])('%s is no mapping', (value) => {
  expect(messagesOf(span, value)).toHaveLength(1);
});

test('keys of every object’s prototype are unknown keys like others', () => {
  expect(messagesOf(span, { from: '1s', to: '2s', constructor: 1, toString: 2 })).toEqual([
    '"constructor" is not a key that is known here', '"toString" is not a key that is known here',
  ]);
});

test('numbers stay within their bounds', () => {
  const weight = numberField({ about: 'W.', example: 1 }, { most: 10, isPositive: true });
  expect([1, 10, 0.5].map((value) => messagesOf(weight, value))).toEqual([[], [], []]);
  const wrong = [0, -1, 11, NaN, Infinity, '1'];
  expect(wrong.map((value) => messagesOf(weight, value).length)).toEqual([1, 1, 1, 1, 1, 1]);
});

test('words are the listed ones alone', () => {
  const word = wordField(['on', 'off'], { about: 'W.', example: 'on' });
  expect(word.parse('on')).toBe('on');
  expect(messagesOf(word, 'onn')).toEqual(['"onn" is not known here']);
});

test('texts take numbers as they read, and no control characters', () => {
  const text = textField({ about: 'T.', example: 'x' }, 5);
  expect([text.parse('a\nb'), text.parse(5), text.parse(true)]).toEqual(['a\nb', '5', 'true']);
  expect(messagesOf(text, 'a\u001b')).toEqual(['this text holds a control character']);
  expect(messagesOf(text, 'abcdef')).toEqual(['this text is too long']);
});

test('names are kebab-case, and other texts are turned into one where they can be', () => {
  expect(['a', 'us-east', 'x1-2'].every(isName)).toBe(true);
  const others = ['', '1a', 'A', 'a_b', 'a--b', '-a', 'a-', 'a b', 'a'.repeat(61)];
  expect(others.some(isName)).toBe(false);
  expect(toName('Split Brain')).toBe('split-brain');
  expect(toName('us_East1')).toBe('us-east1');
  expect(toName('42')).toBeNull();
});
