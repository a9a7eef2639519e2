import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  annotationLines, escapeMessage, escapeProperty, mostAnnotations, renderCheckGithub,
} from '../../../../src/cli/report/check/github.js';
import { renderCheckText } from '../../../../src/cli/report/check/text.js';
import type { ResolverCall } from '../../../../src/sim/base/resolver-fault.js';
import { hostileChecks, steering } from './hostile-checks.js';
import { checkWith, mergeLine, plain, shownOf, throwingCheck, unionCheck } from './sample-checks.js';

test('violations at one line are one annotation, with their meaning, values and the command to repeat them', () => {
  expect(annotationLines(shownOf(unionCheck, mergeLine))).toEqual([
    '::error file=cart.ts,line=12,col=3,title=refuted%3A convergent%2C no-resurrected-deletes::' +
      'convergent: Replicas A and B have every message, and will show different values for ever.%0A' +
      '  A: []%0A  B: ["milk"]%0A' +
      'no-resurrected-deletes: The client at A was told that step 2 (remove milk) is done; ' +
      'A shows what it took out all the same, and nobody put that back who had not known of it.%0A' +
      '  A in the end: ["milk","tea"]%0A' +
      'Run again: quarrel check ./cart.ts --only convergent,no-resurrected-deletes',
  ]);
});

test('what is unknown is a warning where the resolver is exported', () => {
  const [error, warning, ...others] = annotationLines(shownOf(throwingCheck, mergeLine));
  expect(error).toContain('title=refuted%3A total::total: it threw Error: cannot merge milk. A replica');
  expect(warning).toMatch(/^::warning file=cart\.ts,line=12,col=3,title=unknown%3A convergent%2C /);
  expect(others).toEqual([]);
});

test('beyond ten lines the rest is counted', () => {
  const calls: readonly ResolverCall[] = ['apply', 'merge', 'equals', 'read', 'valid', 'includes'];
  const findings = calls.map((call) => ({ kind: 'threw', call, input: `${call}()`, message: 'it threw' }) as const);
  const names = ['total', 'pure', 'closed', 'deterministic', 'terminates', 'convergent'] as const;
  const answers = names.flatMap((property, index) => {
    return [{ property, verdict: 'violated', counterexample: null, findings: [findings[index]] }] as const;
  });
  const unknown = ['commutative', 'associative', 'idempotent', 'valid', 'no-lost-writes', 'no-feedback-loop', 'bounded-growth'] as const;
  const doubts = unknown.map((property) => ({ property, verdict: 'unknown', reason: `reason ${property}` }) as const);
  const places = calls.map((call, line) => ({ call, place: { ...mergeLine, line: line + 1 } }));
  const shown = { ...shownOf(checkWith([...answers, ...doubts])), sources: { whole: null, calls: places, throws: [] } };
  const lines = annotationLines(shown);
  expect(lines).toHaveLength(mostAnnotations);
  expect(lines.at(-1)).toBe('::notice title=quarrel check::and 3 more, in the log of this step');
});

test('nothing in the card is taken for a command, and annotations stay in their lines', () => {
  fc.assert(
    fc.property(hostileChecks, (shown) => {
      const lines = renderCheckGithub(shown, renderCheckText(shown, plain)).trimEnd().split('\n');
      const [stop] = lines;
      const token = stop.replace('::stop-commands::', '');
      expect(token).toMatch(/^[0-9a-f]{64}$/);
      const resumed = lines.indexOf(`::${token}::`);
      expect(lines.slice(1, resumed).filter((line) => line.includes(token))).toEqual([]);
      for (const line of lines.slice(resumed + 1)) {
        expect(line).not.toMatch(steering);
        expect(line).toMatch(/^::(error|warning) file=[^:,]*,line=\d+,col=\d+,title=[^:,]*::|^::notice /);
      }
    }),
    { numRuns: 200 },
  );
});

test('escapes are those of the toolkit', () => {
  expect(escapeMessage('50%: a,\r\nb')).toBe('50%25: a,%0D%0Ab');
  expect(escapeProperty('50%: a,\r\nb')).toBe('50%25%3A a%2C%0D%0Ab');
});
