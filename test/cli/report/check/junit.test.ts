import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeXml, renderCheckJunit } from '../../../../src/cli/report/check/junit.js';
import { hostileChecks, steering } from './hostile-checks.js';
import { checkWith, mergeLine, shownOf, throwingCheck } from './sample-checks.js';

test('what may be lost is said where the property is', () => {
  const granted = { kinds: ['write'], isAll: false };
  const check = checkWith([{ property: 'no-lost-writes', verdict: 'holds', granted }]);
  expect(renderCheckJunit(shownOf(check))).toContain(
    'name="no-lost-writes"><system-out>asked beside write, which may be lost by its mayLose</system-out>',
  );
});

test('one test case a property: failures with the text of the card, unknown ones skipped with the reason', () => {
  const xml = renderCheckJunit(shownOf(throwingCheck, mergeLine));
  expect(xml).toContain('<testsuite name="quarrel check ./cart.ts" tests="13" failures="1" errors="0" skipped="8">');
  expect(xml).toContain('<testcase classname="thrower" name="pure"/>');
  expect(xml).toContain(
    '<testcase classname="thrower" name="convergent">' +
      '<skipped message="calls failed, and what failed was left out"/></testcase>',
  );
  expect(xml).toContain('  input:    merge([&quot;milk&quot;], [&quot;tea&quot;])\n');
  expect(xml).toContain('  Run again: quarrel check ./cart.ts --only total</failure></testcase>');
});

test('it stays well-formed whatever stands in it', () => {
  fc.assert(
    fc.property(hostileChecks, (shown) => {
      const xml = renderCheckJunit(shown);
      expect(findXmlProblem(xml)).toBe(null);
      for (const line of xml.split('\n')) expect(line).not.toMatch(steering);
      expect(xml).not.toMatch(/[\ufffe\uffff]/);
    }),
    { numRuns: 200 },
  );
});

test('escaping can be undone, but for characters that XML or a terminal cannot have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(unescapeXml(escapeXml(text))).toBe(text);
    }),
  );
});

const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(\w+);/g, (_, name: string) => names[name]);
}

/** Tags that are closed in order, attributes in quotes, and no markup in between; null when all is well. */
function findXmlProblem(xml: string): string | null {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const token = /<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>|([^<]+)/y;
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const match = token.exec(body);
    if (match === null) return `no markup at ${body.slice(at, at + 40)}`;
    const [, slash, name, attributes = '', selfClosing, text = ''] = match;
    if (/&(?!(lt|gt|amp|quot|apos);)/.test(attributes + text)) return `a bare & in ${attributes}${text}`;
    if (name === undefined || selfClosing === '/') continue;
    if (slash !== '/') open.push(name);
    else if (open.pop() !== name) return `</${name}> closes another element`;
  }
  return open.length === 0 ? null : `${open.join(', ')} stays open`;
}
