import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const body = (conflicts: string) => `${twoRegions}\nconflicts: ${conflicts}`;

test('values need not be unique unless a scenario says so', () => {
  expect(load(twoRegions).scenario.conflicts).not.toHaveProperty('unique');
});

test.each(['keep-both', 'tell-both', 'take-back'])('%s is read', (unique) => {
  expect(load(body(`{ unique: ${unique} }`)).scenario.conflicts.unique).toBe(unique);
});

test('another word is refused', () => {
  expect(issuesIn(body('{ unique: take-bakc }'))).toMatchObject([{ path: 'scenarios.s.conflicts.unique' }]);
});

test('values that are merged are nobody\'s own', () => {
  expect(issuesIn(body('{ unique: keep-both, resolve: or-set }'))).toMatchObject([
    { path: 'scenarios.s.conflicts.unique', message: 'values under or-set are merged: none is a row’s own' },
  ]);
});

test('a row with siblings cannot be taken back, but its clients can be told', () => {
  expect(issuesIn(body('{ unique: take-back, resolve: siblings }'))).toMatchObject([
    { path: 'scenarios.s.conflicts.unique', expected: 'tell-both or keep-both, or conflicts.resolve: lww' },
  ]);
  expect(load(body('{ unique: tell-both, resolve: siblings }')).scenario.conflicts.unique).toBe('tell-both');
});

test('a resolver of one’s own merges values too', () => {
  const own = 'regions: { a: , b: }\nconflicts: { resolve: ./mine.ts, unique: take-back }';
  expect(issuesIn(own)).toMatchObject([{ path: 'scenarios.s.conflicts.unique' }]);
});
