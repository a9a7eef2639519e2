/** Checks of whole resolvers: what is found, and that what is found is there. */
import { expect, test } from 'vitest';
import { checkResolver, ResolverChecker } from '../../src/sim/check-resolver.js';
import { properties } from '../../src/sim/check/resolver/property.js';
import type { CheckedAnswer } from '../../src/sim/resolver-check.js';
import * as small from '../support/small-resolvers.js';

const bounds = { writes: 3, runs: 500, engineRuns: 3 };

test.each([
  ['greatest', small.greatest, []],
  ['latest', small.latest, []],
  ['growing', small.growing, []],
  ['tagged', small.tagged, []],
  ['untied', small.untied, ['convergent', 'commutative']],
  ['arrival', small.arrival, ['convergent', 'commutative']],
  ['joined', small.joined, ['convergent', 'commutative', 'no-feedback-loop']],
  ['forgetful', small.forgetful, ['convergent', 'no-resurrected-deletes']],
  ['sum', small.sum, ['convergent', 'idempotent']],
  ['average', small.average, ['convergent', 'associative', 'no-lost-writes']],
])('%s violates what it should', (_name, resolver, expected) => {
  const { properties: answers } = checkResolver(resolver, bounds);
  expect(violated(answers)).toEqual(expect.arrayContaining(expected));
  if (expected.length === 0) expect(answers.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
});

test('the same check again is the same', () => {
  for (const resolver of small.smallResolvers) {
    expect(checkResolver(resolver, bounds)).toEqual(checkResolver(resolver, bounds));
  }
});

test('a counterexample is one for whoever looks at its history alone', () => {
  let judged = 0;
  for (const resolver of small.smallResolvers) {
    const { properties: answers } = checkResolver(resolver, bounds);
    const checker = new ResolverChecker(resolver, bounds);
    for (const answer of answers) {
      const property = properties.find((name) => name === answer.property);
      if (answer.verdict !== 'violated' || answer.counterexample === null || property === undefined) continue;
      const { history, source } = answer.counterexample;
      expect(checker.judge(property, history, source)).toEqual(answer.counterexample);
      judged++;
    }
  }
  expect(judged).toBeGreaterThan(15);
});

test('a history that violates nothing is told to violate nothing', () => {
  const { properties: answers } = checkResolver(small.arrival, bounds);
  const checker = new ResolverChecker(small.greatest, bounds);
  for (const answer of answers) {
    if (answer.verdict !== 'violated' || answer.counterexample === null) continue;
    for (const property of properties) {
      expect(checker.judge(property, answer.counterexample.history)).toBeNull();
    }
  }
});

function violated(answers: readonly CheckedAnswer[]): readonly string[] {
  return answers.flatMap(({ verdict, property }) => (verdict === 'violated' ? [property] : []));
}
