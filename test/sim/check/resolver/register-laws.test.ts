import { expect, test } from 'vitest';
import { checkResolver } from '../../../../src/sim/check-resolver.js';
import { defineResolver } from '../../../../src/sim/resolution/user-resolver.js';
import { average, joined, untied } from '../../../support/small-resolvers.js';

const operations = ['1', '2', '4'].map((value) => ({ kind: 'write', value }));

/** Sound for concurrent versions; of a version and itself, or of one replica's own, it makes nonsense. */
const concurrentOnly = defineResolver({
  name: 'concurrent-only',
  operations,
  mayLose: ['write'],
  resolve(local, incoming, context) {
    const lead = context.local.stamp - context.incoming.stamp;
    const isLater = lead !== 0 ? lead > 0 : context.local.replica > context.incoming.replica;
    if (lead === 0 && context.local.replica === context.incoming.replica) return 'nonsense';
    return isLater ? local : incoming;
  },
});

/** Sorted and joined, the same twice where it was written twice. */
const collected = defineResolver({
  name: 'collected',
  operations,
  resolve: (local, incoming) => [...(local ?? '').split(' '), ...(incoming ?? '').split(' ')].sort().join(' '),
});

test('a version and itself are never resolved', () => {
  expect(violatedLaws(concurrentOnly)).toEqual([]);
});

test('what two have written alike, and is twice as much then, is not idempotent', () => {
  expect(violatedLaws(collected)).toEqual(['idempotent']);
});

test('an order that matters, and groups that matter, are told apart', () => {
  expect(violatedLaws(untied)).toContain('commutative');
  expect(violatedLaws(joined)).toContain('commutative');
  expect(violatedLaws(average)).toContain('associative');
  expect(violatedLaws(average)).not.toContain('commutative');
});

function violatedLaws(resolver: Parameters<typeof checkResolver>[0]): readonly string[] {
  const { properties } = checkResolver(resolver, { writes: 3, runs: 0, engineRuns: 0 });
  const laws = ['commutative', 'associative', 'idempotent'];
  const violated = properties.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property);
  return violated.filter((property) => laws.includes(property));
}
