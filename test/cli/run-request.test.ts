import { expect, test } from 'vitest';
import { overridesOf, repeatCommand } from '../../src/cli/run-request.js';
import type { RunRequest } from '../../src/cli/run-request.js';

const request: RunRequest = {
  target: 'mine.yaml',
  scenario: 'cart',
  seed: '007',
  overrides: [{ path: 'topology', value: '{star: {hub: us-east}}' }],
  format: 'json',
  plain: true,
  ascii: true,
  tracePath: 'trace.ndjson',
  historyPath: null,
  outPath: null,
};

test('a seed from the command line stays text, even if it looks like a number', () => {
  expect(overridesOf(request)).toEqual([
    { path: 'topology', value: '{star: {hub: us-east}}' },
    { path: 'seed', value: '"007"' },
  ]);
});

test('without a seed on the command line the document keeps its own', () => {
  expect(overridesOf({ ...request, seed: null })).toEqual(request.overrides);
});

test('the command that repeats a run names all that steers it, and nothing else', () => {
  expect(repeatCommand(request, '007')).toBe(
    "quarrel run mine.yaml --scenario cart --seed 007 --set 'topology={star: {hub: us-east}}'",
  );
});

test('the command names the seed that was used, also when nobody asked for one', () => {
  const bare = { ...request, target: 'split-brain', scenario: null, seed: null, overrides: [] };
  expect(repeatCommand(bare, '42')).toBe('quarrel run split-brain --seed 42');
});
