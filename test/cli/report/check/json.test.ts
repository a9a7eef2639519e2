import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderCheckJson } from '../../../../src/cli/report/check/json.js';
import { hostileChecks } from './hostile-checks.js';
import { mergeLine, shownOf, throwingCheck, unionCheck } from './sample-checks.js';

test('the check itself, with a version in front, and beside each violation its line, token and file', () => {
  const aids = new Map([['convergent', { replay: 'v1:abc', saved: '.quarrel/failures/x.yaml' }]] as const);
  const document: unknown = JSON.parse(renderCheckJson({ ...shownOf(unionCheck, mergeLine), aids }));
  const properties = unionCheck.properties.map((answer) => {
    if (answer.verdict !== 'violated') return answer;
    const isSaved = answer.property === 'convergent';
    const [replay, saved] = isSaved ? ['v1:abc', '.quarrel/failures/x.yaml'] : [null, null];
    return { ...answer, source: mergeLine, replay, saved };
  });
  expect(document).toEqual({ formatVersion: '1.0', file: './cart.ts', ...unionCheck, properties });
});

test('the line of what is thrown is where it comes from', () => {
  const place = { ...mergeLine, file: './lib/refuse.ts' };
  const throws = [{ call: 'merge', input: 'merge(["milk"], ["tea"])', place }] as const;
  const text = renderCheckJson({ ...shownOf(throwingCheck), sources: { whole: mergeLine, calls: [], throws } });
  expect(text).toContain('"file": "./lib/refuse.ts"');
});

test('it is one document that says the same, whatever stands in it', () => {
  fc.assert(
    fc.property(hostileChecks, (shown) => {
      const text = renderCheckJson(shown);
      const document: unknown = JSON.parse(text);
      expect(document).toMatchObject({ resolver: shown.check.resolver, verdict: shown.check.verdict });
      expect(text).toBe(`${JSON.stringify(document, null, 2)}\n`);
    }),
  );
});
