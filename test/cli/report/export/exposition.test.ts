import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderExposition } from '../../../../src/cli/report/export/exposition.js';
import { readExposition } from '../../../support/exposition-reader.js';

test('a family has its help, its kind and its values; what was not measured is left out', () => {
  const text = renderExposition([
    { name: 'x_seconds', kind: 'summary', help: 'Some \\ time.', samples: [
      { labels: { quantile: '0.5' }, value: 0.25 },
      { labels: { quantile: '1' }, value: null },
      { suffix: '_count', labels: {}, value: 3 },
    ] },
    { name: 'y', kind: 'gauge', help: 'Unknown.', samples: [{ labels: {}, value: null }] },
  ]);
  expect(text).toBe(
    '# HELP x_seconds Some \\\\ time.\n# TYPE x_seconds summary\nx_seconds{quantile="0.5"} 0.25\nx_seconds_count 3\n',
  );
});

test('any text is a label, and comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '{', '}', ',', '=', 'é') }), (value) => {
      const text = renderExposition([{ name: 'x', kind: 'gauge', help: 'X.', samples: [{ labels: { seed: value }, value: 1 }] }]);
      expect(readExposition(text).get('x')?.samples).toEqual([{ name: 'x', labels: { seed: value }, value: 1 }]);
    }),
  );
});

test.each([
  ['a value without a kind', 'x 1\n'],
  ['a kind without help', '# TYPE x gauge\nx 1\n'],
  ['a line break in a label', '# HELP x X.\n# TYPE x gauge\nx{a="b\nc"} 1\n'],
  ['the same labels twice', '# HELP x X.\n# TYPE x gauge\nx{a="b"} 1\nx{a="b"} 2\n'],
  ['a sum of what is no summary', '# HELP x X.\n# TYPE x gauge\nx_sum 1\n'],
  ['no line break at the end', '# HELP x X.\n# TYPE x gauge\nx 1'],
])('the reader is no yes-man: it refuses %s', (_, text) => {
  expect(() => readExposition(text)).toThrow();
});
