import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, expect, onTestFinished, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/package-files.js';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { runCli } from '../capture-io.js';

const someText: unknown = expect.stringMatching(/\S/);

test('what is shown of any scenario stands alone and says the same', async () => {
  const catalogue = parseScenarios(readCatalogue());
  assert(catalogue.ok);
  for (const { scenario } of catalogue.scenarios) {
    const { exitCode, stdout } = await runCli(['show', scenario.name]);
    expect(exitCode).toBe(0);
    const shown = parseScenarios(stdout);
    assert(shown.ok);
    expect(shown.scenarios.map((one) => one.scenario)).toEqual([scenario]);
  }
}, 60_000);

test('--json prints one document with the text in it', async () => {
  const plain = await runCli(['show', 'split-brain']);
  const { stdout, stderr } = await runCli(['show', 'split-brain', '--json']);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    formatVersion: '1.0',
    name: 'split-brain',
    title: someText,
    about: someText,
    systems: [],
    source: '',
    document: plain.stdout,
  });
});

test("a scenario of one's own file can be shown too", async () => {
  const { stdout } = await runCli(['show', 'split-brain']);
  const path = fileWith(stdout);
  expect((await runCli(['show', path])).stdout).toBe(stdout);
  expect((await runCli(['show', `${path}#split-brain`])).stdout).toBe(stdout);
});

test('a name that does not exist is refused with the one that was meant', async () => {
  const { exitCode, stdout, stderr } = await runCli(['show', 'split-brian']);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/no scenario "split-brian"; did you mean "split-brain"\?/);
});

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'mine.yaml');
  writeFileSync(path, text);
  return path;
}
