import { expect, test } from 'vitest';
import { shippingRules } from '../../../src/sim/scenario.js';
import { issuesIn, load, twoRegions } from '../document-of.js';

const base = `${twoRegions}\nworkload: { script: [{ at: 0s, in: a, write: { x: B } }] }`;
const byArrival = `${base}\nconflicts: { resolve: arrival }`;

test('what comes again changes nothing, unless it is to be carried out again', () => {
  const repeatsOf = (body: string): unknown => shippingRules(load(body).scenario.replication).repeats;
  expect(repeatsOf(byArrival)).toBeUndefined();
  expect(repeatsOf(`${base}\nreplication: { repeats: ignore }`)).toBeUndefined();
  expect(repeatsOf(`${byArrival}\nreplication: { repeats: apply }`)).toBe('apply');
});

test.each([
  ['a rule that decides alike however often it is asked', base, 'repeats: apply'],
  ['a filter that drops what comes again', byArrival, 'repeats: apply, loops: seen-ids'],
  ['comparisons of records', byArrival, 'repeats: apply, anti-entropy: { merkle: { every: 1s } }'],
  ['another strategy', byArrival, 'strategy: leaderless, repeats: ignore'],
])('it is refused beside %s', (_what, body, replication) => {
  expect(issuesIn(`${body}\nreplication: { ${replication} }`)).toMatchObject([
    { path: 'scenarios.s.replication.repeats' },
  ]);
});
