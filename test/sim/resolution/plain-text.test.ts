import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText, writePlain } from '../../../src/sim/resolution/plain-text.js';

test('what JSON can say is plain, and comes back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const written = writePlain(value);
      expect(written).toEqual({ ok: true, text: JSON.stringify(value) });
      const text = written.ok ? written.text : '';
      expect(JSON.parse(canonicalText(text))).toEqual(JSON.parse(text));
    }),
    { seed: 7 },
  );
});

test('the order of keys makes no difference to the canonical text, that of items does', () => {
  expect(canonicalText('{"b":[{"d":1,"c":2}],"a":3}')).toBe('{"a":3,"b":[{"c":2,"d":1}]}');
  expect(canonicalText('[1,2]')).not.toBe(canonicalText('[2,1]'));
});

class Point {
  readonly x = 1;
}

test.each([
  [{ f: () => 1 }, 'a function'],
  [[undefined], 'nothing (undefined)'],
  [new Point(), 'a Point'],
  [new Set([1]), 'a Set'],
  [Infinity, 'the number Infinity'],
  [{ toJSON: () => 'text' }, 'an object that is no plain mapping'],
])('%o is not plain', (value, problem) => {
  expect(writePlain(value)).toEqual({ ok: false, problem });
});

test('a member without a value is left out', () => {
  expect(writePlain({ a: undefined, b: 1 })).toEqual({ ok: true, text: '{"b":1}' });
});
