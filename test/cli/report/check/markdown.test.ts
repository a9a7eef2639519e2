import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkdown, renderCheckMarkdown } from '../../../../src/cli/report/check/markdown.js';
import { hostileChecks, steering } from './hostile-checks.js';
import { checkWith, mergeLine, shownOf, throwingCheck } from './sample-checks.js';

test('what may be lost is said where the property is', () => {
  const granted = { kinds: ['write'], isAll: false };
  const check = checkWith([{ property: 'no-lost-writes', verdict: 'holds', granted }]);
  expect(renderCheckMarkdown(shownOf(check))).toContain(
    '| no-lost-writes | proved within bounds | asked beside write, which may be lost by its mayLose |',
  );
});

test('a table of verdicts, the bounds, and each violation folded up', () => {
  const text = renderCheckMarkdown(shownOf(throwingCheck, mergeLine));
  expect(text.split('\n').slice(0, 6)).toEqual([
    '## REFUTED  thrower (./cart.ts): 1 of 13 properties does not hold',
    '',
    '| property | verdict | |',
    '| --- | --- | --- |',
    '| total | **REFUTED** | ./cart.ts:12:3 |',
    '| terminates | proved within bounds | it comes to an end |',
  ]);
  expect(text).toContain('| convergent | *unknown* | calls failed, and what failed was left out |');
  expect(text).toContain('<details><summary>total</summary>\n\n```text\nRefuted: total\n');
  expect(text.endsWith('\n```\n\n</details>\n')).toBe(true);
});

test('text from outside is no markup, calls nobody, and is no link', () => {
  expect(escapeMarkdown('<b> a|b *c* @d https://e `f` #1')).toBe(
    '\\<b\\> a\\|b \\*c\\* @\u200bd https:\u200b//e \\`f\\` \\#1',
  );
});

test('tables keep their cells, and every fence ends where it should, whatever stands in it', () => {
  fc.assert(
    fc.property(hostileChecks, (shown) => {
      const lines = renderCheckMarkdown(shown).split('\n');
      let fence = '';
      for (const line of lines) {
        expect(line.replaceAll('\u200b', '')).not.toMatch(steering);
        const [marks = ''] = /^`{3,}/.exec(line) ?? [];
        if (fence === '' && marks !== '') fence = marks;
        else if (fence !== '' && line === fence) fence = '';
        else if (fence !== '') expect(marks.length).toBeLessThan(fence.length);
        else if (line.startsWith('|')) expect(line.replaceAll('\\|', '').split('|')).toHaveLength(5);
        else expect(line).not.toMatch(/(^|[^\\])<(?!\/?(details|summary)>)/);
      }
      expect(fence).toBe('');
    }),
    { numRuns: 200 },
  );
});
