import { assert, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/package-files.js';
import { listScenarios } from '../../../src/scenarios/index.js';
import { runCli } from '../capture-io.js';

const someText: unknown = expect.stringMatching(/\S/);
const names = listScenarios(readCatalogue()).map(({ name }) => name);

test('every scenario of the catalogue is listed once, by the name that runs it', async () => {
  const { exitCode, stdout } = await runCli(['list']);
  expect(exitCode).toBe(0);
  const listed = stdout.split('\n').flatMap((line) => /^([a-z][a-z0-9-]*) {2,}\S/.exec(line) ?? []);
  expect(listed.filter((word) => names.includes(word))).toEqual(names);
});

test('the list fits into 80 columns', async () => {
  const { stdout } = await runCli(['list']);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('--json prints one versioned document with name, title and about of each', async () => {
  const { exitCode, stdout, stderr } = await runCli(['list', '--json']);
  expect(exitCode).toBe(0);
  expect(stderr).toBe('');
  const document: unknown = JSON.parse(stdout);
  assert(typeof document === 'object' && document !== null);
  expect(Object.keys(document)).toEqual(['formatVersion', 'scenarios']);
  expect(document).toEqual({
    formatVersion: '1.0',
    scenarios: names.map((name) => ({
      name,
      title: someText,
      about: someText,
    })),
  });
});
