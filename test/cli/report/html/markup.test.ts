import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Markup, markup, markupOfLines, place } from '../../../../src/cli/report/html/markup.js';
import { elementsOf, readMarkup, textOf } from './read-page.js';

test('whatever text a template takes in comes out as text, in elements and in attributes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readMarkup(markup`<p title="${text}">${text}</p>`.text);
      const [paragraph, ...others] = elementsOf(read);
      expect(others).toEqual([]);
      expect([...(paragraph?.attributes.keys() ?? [])]).toEqual(['title']);
      expect(paragraph?.children).toEqual([paragraph?.attributes.get('title')].filter((one) => one !== ''));
    }),
  );
});

test('plain text stays as it is, with its quotes and brackets', () => {
  expect(textOf(readMarkup(markup`<p>${`a < b & "c" > 'd'`}</p>`.text))).toBe(`a < b & "c" > 'd'`);
});

test('characters that steer are shown by their codes', () => {
  expect(markup`${'a\u202eb\u0000c\u200fd'}`.text).toBe('a\\u{202e}b\\u{0}c\\u{200f}d');
});

test('markup within markup is not escaped again, lists stand one after the other, null is nothing', () => {
  const inner = markup`<b>${'<'}</b>`;
  expect(markup`<p>${[inner, ' ', 7, null, new Markup('<br>')]}</p>`.text).toBe('<p><b>&lt;</b> 7<br></p>');
});

test('lines stay lines, and all else in them is escaped', () => {
  expect(markupOfLines('a: <b>\r\n\tc: \u0007\n').text).toBe('a: &lt;b&gt;\n  c: \\u{7}\n');
});

test('coordinates have one decimal at most', () => {
  expect([1 / 3, 2, -0.04, 12.35].map(place)).toEqual(['0.3', '2', '0', '12.4']);
});
