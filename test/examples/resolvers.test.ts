import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { loadScenarios } from '../../src/index.js';
import { runCli } from '../cli/capture-io.js';

const path = 'examples/resolvers/own-resolver.yaml';
const loaded = loadScenarios(readFileSync(path, 'utf8'));
const names = loaded.ok ? loaded.scenarios.map(({ scenario }) => scenario.name) : [];

test('there are three, and their document is valid without the code that it names', () => {
  expect(names).toEqual(['auction', 'cart', 'notes']);
});

test.each(names)('%s comes out as it says', async (name) => {
  const { exitCode, stderr } = await runCli(['run', `${path}#${name}`, '--plain']);
  expect([exitCode, stderr]).toEqual([0, '']);
});

test.each([
  ['sound/highest-bid', 'holds'],
  ['broken/append-notes', 'violated'],
])('after a partition, whether replicas agree under %s: %s', async (name, verdict) => {
  const flags = ['--json', '--resolver', `examples/resolvers/${name}.ts`];
  const { stdout } = await runCli(['run', 'split-brain', ...flags]);
  expect(JSON.parse(stdout)).toMatchObject({ convergence: { verdict }, findings: [] });
});

test('an operation that a resolver does not know is a fault of its own', async () => {
  const { exitCode, stdout } = await runCli([
    'run', `${path}#auction`, '--plain', '--set', 'conflicts.resolve=examples/resolvers/sound/cart.ts',
  ]);
  expect(exitCode).toBe(1);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'FAULT of cart: of apply, it threw Error: a cart knows no write; 2 times, first at 1 s.',
  );
});
