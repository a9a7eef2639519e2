/** Results of units, carried out by one or by many, come to the same. */
import { expect, test } from 'vitest';
import { checkResolver, ResolverChecker, ResultFold } from '../../../../src/sim/check-resolver.js';
import { mix32 } from '../../../../src/sim/base/hash.js';
import type { UnitResult } from '../../../../src/sim/check/resolver/check-plan.js';
import { defineResolver, type ResolverDefinition } from '../../../../src/sim/resolution/user-resolver.js';
import { properties } from '../../../../src/sim/check/resolver/property.js';
import { smallResolvers } from '../../../support/small-resolvers.js';

/** Four writes of three operations would take seconds. */
function optionsFor({ operations = [] }: ResolverDefinition) {
  return { writes: operations.length > 2 ? 3 : 4, runs: 2000, engineRuns: 6 };
}

/** Throws once there is more to merge than one value each. */
const refusing = defineResolver<readonly string[]>({
  name: 'refusing',
  initial: [],
  operations: [{ kind: 'add', element: 'a' }, { kind: 'add', element: 'b' }],
  apply: (state, operation) => (operation.kind === 'add' ? [...state, operation.element] : state),
  merge(local, incoming) {
    if (local.length + incoming.length > 3) throw new Error('too much');
    return [...local, ...incoming].sort();
  },
});

test.each([...smallResolvers, refusing].map((resolver) => [resolver.name, resolver] as const))(
  'shards of a check of %s come to what the whole does',
  (name, resolver) => {
    const whole = JSON.stringify(checkResolver(resolver, optionsFor(resolver)));
    expect(JSON.stringify(foldShards(resolver, 3)), name).toBe(whole);
  },
);

test('what was not carried out is not proved', () => {
  const { plan } = new ResolverChecker(smallResolvers[0]);
  const fold = new ResultFold(plan);
  for (const unit of plan.units) fold.skip(unit);
  const { verdict, bounds, properties: answers } = fold.finish();
  expect(verdict).toBe('unknown');
  expect(bounds.writes).toBe(0);
  const ofHistories = answers.filter(({ property }) => properties.some((name) => name === property));
  expect(ofHistories.every((answer) => answer.verdict === 'unknown')).toBe(true);
});

/** Each unit is carried out by some shard, whatever came of others, and each shard does its units in an order of its own. */
function foldShards(resolver: ResolverDefinition, shards: number): unknown {
  const { plan } = new ResolverChecker(resolver, optionsFor(resolver));
  const results = new Map<number, UnitResult>();
  for (let shard = 0; shard < shards; shard++) {
    const checker = new ResolverChecker(resolver, optionsFor(resolver));
    const own = plan.units.map((_, index) => index).filter((index) => mix32(index + 7) % shards === shard);
    for (const index of own.reverse()) results.set(index, checker.carryOut(index));
  }
  const fold = new ResultFold(plan);
  plan.units.forEach((unit, index) => {
    const result = results.get(index);
    if (fold.needs(unit) && result !== undefined) fold.take(unit, result);
  });
  return fold.finish();
}
