import { describe, expect, test } from 'vitest';
import { describeCheck } from '../../src/matchers/describe-check.js';
import { checkResolver } from '../../src/sim/check-resolver.js';
import { doubler, greatest, greedy, latest, recount, refuser, thrower, votes } from '../support/sample-resolvers.js';

const options = { writes: 3, runs: 100 };

test('what holds is said with the bounds', () => {
  const text = describeCheck(checkResolver(votes, options));
  expect(text).toMatch(/^convergent: proved within bounds$/m);
  expect(text).toMatch(/^Looked at all \d+ histories of up to 3 writes at 3 replicas, and 100 random ones/m);
});

test('a misdeed is said with its input', () => {
  expect(describeCheck(checkResolver(thrower, options))).toMatch(
    /^total: REFUTED\n {2}merge\(.+\): it threw Error: not today$/m,
  );
});

test('what is unknown is said with its reason', () => {
  expect(describeCheck(checkResolver(refuser, options))).toMatch(/^convergent: unknown: it takes none of /m);
});

describe.each([doubler, greatest, greedy, latest, thrower, refuser, votes, recount])('of $name', (resolver) => {
  const check = checkResolver(resolver, options);
  const lines = describeCheck(check).split('\n');

  test('every property is named once, with its verdict', () => {
    const words = { holds: 'proved within bounds', violated: 'REFUTED', unknown: 'unknown' };
    for (const { property, verdict } of check.properties) {
      expect(lines.filter((line) => line.startsWith(`${property}: ${words[verdict]}`))).toHaveLength(1);
    }
  });

  test('every counterexample is told step by step, to its fault', () => {
    const told = check.properties.flatMap((answer) =>
      answer.verdict === 'violated' && answer.counterexample !== null ? [answer.counterexample] : [],
    );
    expect(lines.filter((line) => line.startsWith('  so  '))).toHaveLength(told.length);
    const steps = told.reduce((sum, each) => sum + each.steps.length, 0);
    expect(lines.filter((line) => /^ +\d+ {2}[A-D] takes /.test(line))).toHaveLength(steps);
  });
});
