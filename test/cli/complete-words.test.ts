import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { completionScript, shells } from '../../src/cli/completion-scripts.js';
import { listScenarioNames, listShipped, readCatalogue } from '../../src/cli/package-files.js';
import { listScenarios } from '../../src/scenarios/index.js';
import { runCli } from './capture-io.js';

async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runCli(['complete', '--', ...words]);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t')[0]);
}

const scenarios = listScenarios(readCatalogue()).map(({ name }) => name);

test('names of scenarios are found without a reader of YAML, and are those of the list', () => {
  expect(listScenarioNames()).toEqual(scenarios);
});

describe('the last word is completed', () => {
  test('by commands, the hidden one left out', async () => {
    expect(await complete('s')).toEqual(['sweep', 'show', 'size', 'schema']);
    expect(await complete('compl')).toEqual(['completion']);
  });

  test('every command of the help is offered', async () => {
    const { stdout } = await runCli(['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[options\]|<|\[|  )/gm)].map(([, name]) => name);
    expect(listed.length).toBeGreaterThan(15);
    expect(await complete('')).toEqual(expect.arrayContaining(listed.filter((name) => name !== 'help' && name !== 'quarrel')));
  });

  test('by names of scenarios, lessons and interviews', async () => {
    expect(await complete('run', 'split-')).toEqual(scenarios.filter((name) => name.startsWith('split-')));
    expect(await complete('run', '--seed', '7', 'split-br')).toContain('split-brain');
    expect(await complete('learn', '')).toEqual(listShipped('lessons').map(({ name }) => name));
    expect(await complete('interview', '')).toEqual(listShipped('interviews').map(({ name }) => name));
  });

  test('by options, and by their values', async () => {
    expect(await complete('fuzz', 'ring', '--sh')).toEqual(['--shrink-runs']);
    expect(await complete('run', 'ring', '--format', 'j')).toEqual(['json', 'junit']);
    expect(await complete('run', 'ring', '--format=j')).toEqual(['--format=json', '--format=junit']);
    expect(await complete('run', 'ring', '--format', '=')).toContain('json');
    expect(await complete('run', 'ring', '--format', '=', 'h')).toEqual(['html']);
    expect(await complete('schema', 'ex')).toEqual(['explanation']);
  });

  test('by commands below a command', async () => {
    expect(await complete('init', 'les')).toEqual(['lesson']);
  });

  test('by nothing where it is a file, a number, or one word too many', async () => {
    expect(await complete('check', '')).toEqual([]);
    expect(await complete('run', 'ring', '--seed', '')).toEqual([]);
    expect(await complete('run', 'ring', '')).toEqual([]);
    expect(await complete('run', '--', '--f')).toEqual([]);
  });
});

test.each(shells)('%s is told to ask what may stand next', async (shell) => {
  const { exitCode, stdout } = await runCli(['completion', shell]);
  expect([exitCode, stdout]).toEqual([0, completionScript(shell)]);
  expect(stdout).toContain('quarrel complete -- ');
});

test('bash takes the script, hands over the words, and reads the answer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'completion.bash');
  writeFileSync(path, completionScript('bash'));
  const asked = `quarrel() { printf '%s\\tabout\\n' "$#" "$1" "$3" next; }
source ${path}
COMP_WORDS=(quarrel run "" ); COMP_CWORD=2
_quarrel
printf '<%s>' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', asked], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['<4><complete><run><next>', '']);
});

test('a shell that is not known is refused', async () => {
  const { exitCode, stderr } = await runCli(['completion', 'tcsh']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('bash, zsh, fish');
});
