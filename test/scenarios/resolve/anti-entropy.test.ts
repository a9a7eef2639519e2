import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const antiEntropyOf = (yaml: string) =>
  load(`${twoRegions}\nreplication: { anti-entropy: ${yaml} }`).scenario.replication.antiEntropy;

test('there is none unless a scenario says so', () => {
  expect(load(twoRegions).scenario.replication).not.toHaveProperty('antiEntropy');
});

test('rounds and leaves are read; without a time it waits to be asked for', () => {
  expect(antiEntropyOf('{ merkle: { every: 30s, leaf: 64 } }')).toEqual({
    kind: 'merkle',
    everyUs: 30_000_000,
    keysPerLeaf: 64,
  });
  expect(antiEntropyOf('{ merkle: {} }')).toEqual({ kind: 'merkle', everyUs: null, keysPerLeaf: 16 });
});

test.each([
  ['{ merkle: { leaf: 24 } }', 'leaf', 'a power of two from 1 to 65536, such as 16'],
  ['{ merkle: { leaf: 131072 } }', 'leaf', 'a power of two from 1 to 65536, such as 16'],
  ['{ merkle: { every: 0s } }', 'every', 'such as 30s'],
])('%s is refused with what would be right', (yaml, field, expected) => {
  const issues = issuesIn(`${twoRegions}\nreplication: { anti-entropy: ${yaml} }`);
  expect(issues.map((issue) => [issue.path, issue.expected])).toEqual([
    [`scenarios.s.replication.anti-entropy.merkle.${field}`, expected],
  ]);
});

test('a kind must be named', () => {
  const issues = issuesIn(`${twoRegions}\nreplication: { anti-entropy: {} }`);
  expect(issues.map(({ path }) => path)).toEqual(['scenarios.s.replication.anti-entropy.merkle']);
});
