import { expect, test } from 'vitest';
import { checkResolver, ResolverChecker } from '../../src/sim/check-resolver.js';
import { defineResolver, type ResolverDefinition } from '../../src/sim/resolution/user-resolver.js';
import * as small from '../support/small-resolvers.js';

/** As `latest`, but of two equal stamps the earlier name. */
const otherTie = defineResolver({
  ...small.latest,
  name: 'other-tie',
  resolve(local, incoming, { local: own, incoming: other }) {
    const lead = own.stamp - other.stamp;
    if (lead !== 0) return lead > 0 ? local : incoming;
    return own.replica < other.replica ? local : incoming;
  },
});

/** As `growing`, with states of another shape. */
const otherShape = defineResolver<{ readonly items: readonly string[] }>({
  name: 'other-shape',
  initial: { items: [] },
  operations: small.growing.operations ?? [],
  apply: ({ items }, operation) => ({ items: operation.kind === 'add' ? [...items, operation.element].sort() : items }),
  merge: (x, y) => ({ items: [...new Set([...x.items, ...y.items])].sort() }),
});

test('a resolver agrees with itself', () => {
  for (const resolver of [small.latest, small.greatest, small.growing, small.tagged]) {
    expect(agreement(resolver, resolver)).toEqual({ property: 'agreement', verdict: 'holds' });
  }
});

test('versions that are both sound may disagree, and are shown where', () => {
  const answer = agreement(small.latest, otherTie);
  expect(answer).toMatchObject({
    verdict: 'violated',
    findings: [],
    counterexample: { fault: { kind: 'diverged', replicas: ['A', 'B'] }, history: { replicas: 2 } },
  });
  if (answer?.verdict !== 'violated' || answer.counterexample === null) return;
  expect(answer.counterexample.history.writes).toHaveLength(2);
  const checker = new ResolverChecker(small.latest, { against: otherTie });
  expect(checker.judge('agreement', answer.counterexample.history)).toEqual(answer.counterexample);
});

test('a version that cannot read the other one’s states is named with the call', () => {
  const answer = agreement(small.growing, otherShape);
  expect(answer).toMatchObject({
    verdict: 'violated',
    findings: [
      { kind: 'threw', input: 'merge([], {"items":["milk"]})' },
      { kind: 'threw', input: 'merge({"items":[]}, ["milk"])' },
    ],
  });
});

test('without another version nothing is asked', () => {
  const { properties } = checkResolver(small.latest, { writes: 1, runs: 0, engineRuns: 0 });
  expect(properties.find(({ property }) => property === 'agreement')).toBeUndefined();
});

function agreement(resolver: ResolverDefinition, against: ResolverDefinition) {
  const { properties } = checkResolver(resolver, { against, writes: 2, runs: 0, engineRuns: 0 });
  return properties.find(({ property }) => property === 'agreement');
}
