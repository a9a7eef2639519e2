import { describe, expect, test } from 'vitest';
import { conducts, properties } from '../../src/sim/check/resolver/property.js';
import { matchedProperties, resolverMatchers } from '../../src/matchers/resolver-matchers.js';
import type { MatcherResult } from '../../src/matchers/resolver-matchers.js';
import type { ResolverDefinition } from '../../src/sim/simulate.js';
import {
  doubler, greatest, greedy, latest, recount, refuser, silent, thrower, votes,
} from '../support/sample-resolvers.js';

const options = { writes: 3, runs: 100 };

test('each property has one matcher, and one is for all', () => {
  expect(Object.values(matchedProperties)).toEqual([...conducts, ...properties, 'all']);
});

describe.each(Object.entries(matchedProperties))('%s, which is %s', (name, asked) => {
  test.each([votes, greatest, greedy, latest, recount, thrower, refuser])(
    'says of $name what its check says, and passes one way at most',
    async (resolver) => {
      const [usual, negated] = [await match(name, resolver, false), await match(name, resolver, true)];
      const words = usual.message();
      const verdict = words.match(/but (no counterexample|there is|that is unknown)/)?.[1];
      // A runner turns the answer round for `.not`.
      expect([verdict, usual.pass, !negated.pass]).toEqual(
        words.includes('no counterexample')
          ? ['no counterexample', true, false]
          : words.includes('there is a counterexample')
            ? ['there is', false, true]
            : ['that is unknown', false, false],
      );
      if (asked !== 'all') expect(words).toContain(asked);
    },
  );
});

test.each([
  ['toBeTotal', thrower],
  ['toConverge', latest],
  ['toBeCommutative', latest],
  ['toHaveNoFeedbackLoop', latest],
  ['toLoseNoWrites', greedy],
  ['toStayValid', recount],
  ['toBeMonotone', recount],
  ['toHaveBoundedGrowth', doubler],
  ['toBeSound', thrower],
])('%s refutes %o', async (name, resolver) => {
  expect((await match(name, resolver, false)).pass).toBe(false);
  expect((await match(name, resolver, true)).pass).toBe(false);
});

test.each([
  ['toStayValid', 'give it valid(state)'],
  ['toBeMonotone', 'give it includes(state, other)'],
  ['toAgree', 'name one with { against }'],
])('%s says what it would need to be asked at all', async (name, remedy) => {
  const message = (await match(name, greedy, false)).message();
  expect(message.replaceAll(/\s+/g, ' ')).toContain(remedy);
});

test('the first line says what was expected, in words', async () => {
  const first = async (name: string, resolver: ResolverDefinition, isNot: boolean): Promise<string> => {
    return (await match(name, resolver, isNot)).message().split('\n')[0];
  };
  expect(await first('toHaveNoFeedbackLoop', latest, false)).toBe(
    'expected latest to have no feedback loop, but there is a counterexample',
  );
  expect(await first('toConverge', votes, true)).toBe(
    'expected votes not to converge, but no counterexample was found',
  );
  expect(await first('toBeSound', silent, false)).toBe(
    'expected silent to be sound, but that is unknown, which passes neither way',
  );
});

test('an option out of its range is refused', async () => {
  const matched = resolverMatchers['toConverge']?.call({ isNot: false }, votes, { writes: 9 });
  await expect(matched).rejects.toThrow(RangeError);
});

async function match(name: string, resolver: ResolverDefinition, isNot: boolean): Promise<MatcherResult> {
  const matcher = resolverMatchers[name];
  if (matcher === undefined) throw new Error(`no matcher is called ${name}`);
  return matcher.call({ isNot }, resolver, options);
}
