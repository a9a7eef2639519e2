import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCharacters, eraseText, insertText } from '../../../../src/sim/base/characters.js';
import type { Operation } from '../../../../src/sim/resolution/replicated-type.js';
import {
  applyForm,
  formOf,
  transformBoth,
} from '../../../../src/sim/resolution/text/text-transform.js';

const content = fc.string({ unit: fc.constantFrom('a', 'b', '🙂'), minLength: 1, maxLength: 4 });
const text = fc.string({ unit: fc.constantFrom('x', 'y', '🙃'), maxLength: 8 });
const edit: fc.Arbitrary<TextOperation> = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(10), text: content }),
  fc.record({ kind: fc.constant('erase' as const), at: fc.nat(10), length: fc.integer({ min: 1, max: 6 }) }),
);

type TextOperation = Operation & { readonly kind: 'insert' | 'erase' };

test('an edit does what its operation says, beyond the end too', () => {
  fc.assert(
    fc.property(text, edit, (before, operation) => {
      const after =
        operation.kind === 'insert'
          ? insertText(before, operation.at, operation.text)
          : eraseText(before, operation.at, operation.length);
      expect(applyForm(before, formOf(before, operation))).toBe(after);
    }),
  );
});

test('two edits of one text come to the same whichever goes first (TP1)', () => {
  fc.assert(
    fc.property(text, edit, edit, (before, x, y) => {
      const [earlier, later] = [formOf(before, x), formOf(before, y)];
      const transformed = transformBoth(earlier, later);
      const first = applyForm(applyForm(before, earlier), transformed.later);
      const second = applyForm(applyForm(before, later), transformed.earlier);
      expect(first).toBe(second);
    }),
    { numRuns: 1000 },
  );
});

test('a transformed insert still inserts all of its text', () => {
  fc.assert(
    fc.property(text, edit, content, fc.nat(10), (before, other, inserted, at) => {
      const mine = formOf(before, { kind: 'insert', at, text: inserted });
      const { later } = transformBoth(formOf(before, other), mine);
      const without = applyForm(before, formOf(before, other));
      const length = countCharacters(applyForm(without, later)) - countCharacters(without);
      expect(length).toBe(countCharacters(inserted));
    }),
  );
});

test('of two inserts at position 5 the second is moved to 6', () => {
  const [x, y] = [5, 5].map((at) => formOf('Hello', { kind: 'insert', at, text: 'A' }));
  expect(transformBoth(x, y)).toEqual({ earlier: [5, 'A'], later: [6, 'A'] });
});

test('an insert into what somebody erases stays, and what both erase is erased once', () => {
  const erase = formOf('abcdef', { kind: 'erase', at: 1, length: 4 });
  const insert = formOf('abcdef', { kind: 'insert', at: 3, text: 'X' });
  const { later } = transformBoth(erase, insert);
  expect(applyForm(applyForm('abcdef', erase), later)).toBe('aXf');
  const overlapping = formOf('abcdef', { kind: 'erase', at: 3, length: 3 });
  const both = transformBoth(erase, overlapping).later;
  expect(applyForm(applyForm('abcdef', erase), both)).toBe('a');
});
