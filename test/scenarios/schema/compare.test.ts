import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

test('a scenario lists variants by name, each with changes by path', () => {
  const body = `${twoRegions}
compare:
  siblings: { conflicts.resolve: siblings }
  far-off: { regions.a.clock.skew: 40ms, replication: { strategy: leaderless } }`;
  expect(load(body).variants).toMatchObject([
    { name: 'siblings', changes: [{ path: 'conflicts.resolve', value: 'siblings' }] },
    {
      name: 'far-off',
      changes: [
        { path: 'regions.a.clock.skew', value: '"40ms"' },
        { path: 'replication', value: '{"strategy":"leaderless"}' },
      ],
    },
  ]);
  expect(load(twoRegions).variants).toEqual([]);
});

test('a variant that changes nothing, and a name that is none, are refused with their places', () => {
  expect(issuesIn(`${twoRegions}\ncompare: { a: {}, B c: { seed: 2 } }`)).toMatchObject([
    { path: 'scenarios.s.compare.a', message: 'it changes nothing', line: 5 },
    { path: 'scenarios.s.compare.B c', suggestion: 'did you mean "b-c"?', line: 5 },
  ]);
});

test('more variants than columns are too many', () => {
  const names = Array.from({ length: 25 }, (_, i) => `v${i}: { seed: ${i} }`).join(', ');
  expect(issuesIn(`${twoRegions}\ncompare: { ${names} }`)).toMatchObject([
    { message: 'there are too many variants', expected: 'at most 24' },
  ]);
});
