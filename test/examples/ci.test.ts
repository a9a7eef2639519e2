import { readFileSync } from 'node:fs';
import { assert, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../cli/capture-io.js';

const workflow: unknown = parse(readFileSync('examples/ci/check-resolvers.yml', 'utf8'));
const jobs = asObject(asObject(workflow)['jobs']);
const steps = Object.values(jobs).flatMap((job) => listOf(asObject(job)['steps']).map(asObject));
const runs = steps.flatMap(({ run }) => (typeof run === 'string' ? [run] : []));
const commands = runs.flatMap((run) => /npx quarrel (.+?)(?: >>? .+)?$/.exec(run)?.[1] ?? []);

test('the workflow checks in parts, and puts them together', () => {
  expect(commands.map((command) => command.split(' ')[0])).toEqual(['check', 'merge', 'merge', 'merge']);
});

describe.each(commands)('quarrel %s', (command) => {
  const [name = '', ...words] = command.split(' ');

  test('has only options that the command knows, with values that it takes', async () => {
    const { stdout } = await runCli([name, '--help']);
    const help = stdout.replaceAll(/\s+/g, ' ');
    for (const word of words.filter((each) => each.startsWith('--'))) expect(help).toContain(`${word} `);
    const format = /--format (\w+)/.exec(command)?.[1];
    if (format !== undefined) expect(help).toContain(`"${format}"`);
  });
});

test('there are as many parts as machines', () => {
  const matrix = asObject(asObject(asObject(jobs['check'])['strategy'])['matrix']);
  const shards = listOf(matrix['shard']);
  expect(shards).toEqual(Array.from(shards, (_, index) => index + 1));
  expect(commands[0]).toContain(`--shard \${{ matrix.shard }}/${shards.length} `);
});

test('the verdict waits for all parts, and only the last merge decides', () => {
  expect(asObject(jobs['verdict'])['needs']).toBe('check');
  const merges = runs.filter((run) => run.includes('quarrel merge'));
  expect(merges.map((run) => run.endsWith('|| true'))).toEqual([true, true, false]);
});

test('actions are of a named version, and nothing may write', () => {
  const uses = steps.flatMap(({ uses: action }) => (typeof action === 'string' ? [action] : []));
  expect(uses.length).toBeGreaterThan(5);
  for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
  expect(asObject(workflow)['permissions']).toEqual({ contents: 'read' });
});

function listOf(value: unknown): readonly unknown[] {
  assert(Array.isArray(value));
  return value;
}

function asObject(value: unknown): Record<string, unknown> {
  assert(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
}
