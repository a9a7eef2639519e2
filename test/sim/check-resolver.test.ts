/** Checks of whole resolvers: what is found, and that what is found is there. */
import { expect, test } from 'vitest';
import { checkResolver, ResolverChecker } from '../../src/sim/check-resolver.js';
import { properties } from '../../src/sim/check/resolver/property.js';
import { drawHistory } from '../../src/sim/check/resolver/random-histories.js';
import { ownRealm } from '../../src/sim/resolution/resolver-guard.js';
import type { CheckedAnswer, PropertyName } from '../../src/sim/resolver-check.js';
import { defineResolver, type ResolverDefinition } from '../../src/sim/resolution/user-resolver.js';
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
  ['average', small.average, ['convergent', 'associative']],
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

test('no random history of three writes violates what the search holds to be right', () => {
  let confirmed = 0;
  for (const resolver of small.smallResolvers) {
    const checker = new ResolverChecker(resolver, bounds);
    const wrong = violated(checkResolver(resolver, { ...bounds, runs: 0, engineRuns: 0 }).properties);
    const shape = { replicas: 3, writes: 3, operations: checker.plan.operations.length };
    for (let number = 0; number < 60; number++) {
      const drawn = drawHistory(11, number, shape);
      const history = { ...drawn, writes: drawn.writes.map((write, i) => ({ ...write, stamp: i + 1 })) };
      for (const property of properties.filter((name) => name !== 'bounded-growth' && isAsked(checker, name))) {
        if (checker.judge(property, history) === null) continue;
        expect(wrong, `${resolver.name}, ${property}, history ${number}`).toContain(property);
        confirmed++;
      }
    }
  }
  expect(confirmed).toBeGreaterThan(100);
});

test('a resolver that never comes back while operations are tried is found to do so', () => {
  const { operations: _operations, ...derived } = small.greatest;
  const realm = { ...ownRealm, run: () => false };
  const { properties: answers, verdict } = checkResolver(derived, { ...bounds, realm });
  expect(verdict).toBe('violated');
  expect(answers.find(({ property }) => property === 'terminates')).toMatchObject({
    verdict: 'violated',
    findings: [{ kind: 'never-returned', call: 'resolve' }],
  });
});

test('replicas that each keep their own value disagree, but write nothing back', () => {
  const own = defineResolver({ name: 'own', operations, resolve: (local) => local });
  const { properties: answers } = checkResolver(own, { ...bounds, writes: 2 });
  expect(violated(answers)).toContain('convergent');
  expect(violated(answers)).not.toContain('no-feedback-loop');
  const { properties: others } = checkResolver(small.arrival, { ...bounds, writes: 2 });
  expect(violated(others)).toContain('no-feedback-loop');
});

test('the stamps of a counterexample are small, where only their order matters', () => {
  const ahead = defineResolver({
    name: 'ahead',
    operations,
    resolve(local, incoming, { local: own, incoming: other }) {
      if (own.stamp === other.stamp) return own.replica > other.replica ? local : incoming;
      const [first, second] = own.replica < other.replica ? [own, other] : [other, own];
      if (first.stamp > second.stamp) return incoming;
      return own.stamp > other.stamp ? local : incoming;
    },
  });
  expect(stampsOf(ahead, 'convergent')).toEqual([2, 1]);
});

const operations = ['1', '2'].map((value) => ({ kind: 'write', value }));

function stampsOf(definition: ResolverDefinition, property: PropertyName): readonly number[] {
  const { properties: answers } = checkResolver(definition, { ...bounds, writes: 2, runs: 0, engineRuns: 0 });
  const found = answers.find((answer) => answer.property === property);
  if (found?.verdict !== 'violated' || found.counterexample === null) return [];
  return found.counterexample.history.writes.map(({ stamp }) => stamp);
}

function isAsked({ plan }: ResolverChecker, property: PropertyName): boolean {
  return plan.asked.includes(property);
}

function violated(answers: readonly CheckedAnswer[]): readonly string[] {
  return answers.flatMap(({ verdict, property }) => (verdict === 'violated' ? [property] : []));
}
