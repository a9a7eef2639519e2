import { assert, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/package-files.js';
import { listScenarios } from '../../../src/scenarios/index.js';
import { runCli } from '../capture-io.js';

const someText: unknown = expect.stringMatching(/\S/);
const anyText: unknown = expect.any(String);
const anyList: unknown = expect.any(Array);
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
      systems: anyList,
      source: anyText,
    })),
  });
});

test('words choose what is listed, such as the name of a system', async () => {
  const { exitCode, stdout } = await runCli(['list', 'couchdb', 'conflict']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^couchdb-conflict .*\n? +\[CouchDB, PouchDB\]$/m);
  expect(stdout).not.toMatch(/^split-brain/m);
});

test('one quoted argument holds as many words as it says', async () => {
  const apart = await runCli(['list', 'split', 'brain']);
  const quoted = await runCli(['list', ' split  brain ']);
  expect(quoted).toEqual(apart);
  expect(quoted.stdout).toMatch(/^split-brain-fenced/m);
});

test('words that no scenario says are answered with the systems there are', async () => {
  const { exitCode, stdout, stderr } = await runCli(['list', 'CouchBD']);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/no scenario says CouchBD; systems that are shown: .*Cassandra, .*CouchDB/);
});
