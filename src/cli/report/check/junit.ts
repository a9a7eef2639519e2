/** A check as JUnit XML: one test case a property. What is unknown is skipped, with the reason. */
import { assertNever } from '../../../sim/base/assert.js';
import type { CheckedAnswer } from '../../../sim/resolver-check.js';
import { plainSection } from './plain-section.js';
import { grantedWords, propertyRules } from './property-words.js';
import type { ShownCheck } from './shown-check.js';
import { printable } from '../../printable.js';

/** The whole document. It states no times, so the same check has the same bytes. */
export function renderCheckJunit(shown: ShownCheck): string {
  const { properties, resolver } = shown.check;
  const count = (verdict: CheckedAnswer['verdict']): number =>
    properties.filter((answer) => answer.verdict === verdict).length;
  const counts = `tests="${properties.length}" failures="${count('violated')}" errors="0" skipped="${count('unknown')}"`;
  const suite = `name="quarrel check ${escapeXml(shown.file)}" ${counts}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite ${suite}>`,
    ...properties.map((answer) => testCase(answer, resolver, shown)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(answer: CheckedAnswer, resolver: string, shown: ShownCheck): string {
  const head = `    <testcase classname="${escapeXml(resolver)}" name="${answer.property}"`;
  switch (answer.verdict) {
    case 'holds':
      return answer.granted === undefined
        ? `${head}/>`
        : `${head}><system-out>${escapeXml(grantedWords(answer.granted))}</system-out></testcase>`;
    case 'unknown':
      return `${head}><skipped message="${escapeXml(answer.reason)}"/></testcase>`;
    case 'violated': {
      const text = plainSection(answer, shown).split('\n').map(escapeXml).join('\n');
      const message = escapeXml(propertyRules[answer.property]);
      return `${head}><failure type="refuted" message="${message}">${text}</failure></testcase>`;
    }
    default:
      return assertNever(answer);
  }
}

/** Text that means itself in XML, and holds no character that XML forbids. */
export function escapeXml(text: string): string {
  const safe = [...text].map((character) => (character === ' ' ? ' ' : printable(character))).join('');
  return safe
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
