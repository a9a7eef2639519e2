import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openHistoryFile, writeHistory } from '../../src/cli/history-file.js';
import { simulate } from '../../src/sim/simulate.js';
import { parsed } from '../support/history.js';
import { scenario } from '../support/scenario.js';
import { runCli } from './capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-history-'));
const path = join(folder, 'history.jsonl');
beforeEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

test('a run writes the history of its clients, with the same report as without', async () => {
  const logged = await runCli(['run', 'clock-skew', '--json', '--history', path]);
  expect(logged).toEqual(await runCli(['run', 'clock-skew', '--json']));
  const text = readFileSync(path, 'utf8');
  expect(text.split('\n')[0]).toBe(
    '{"header":true,"formatVersion":"1.0","scenario":"clock-skew","seed":"1","clients":["alice","bob"],' +
      '"initial":null,"versionOrder":{"x":["C","B"]}}',
  );
  const { operations } = parsed(text);
  expect(operations.map(({ f, value, result, replica }) => [f, value ?? result, replica])).toEqual([
    ['write', 'B', 'us-east'],
    ['read', 'B', 'eu-west'],
    ['write', 'C', 'eu-west'],
    ['read', 'B', 'eu-west'],
  ]);
});

test('what the clients of a run saw can be verified', async () => {
  await runCli(['run', 'clock-skew', '--plain', '--history', path]);
  const { exitCode, stdout } = await runCli(['verify', path, '--model', 'causal']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('(WriteCORead)');
});

test('a history that cannot be written stops the command before it runs', async () => {
  for (const place of ['-', folder, join(folder, 'none', 'history.jsonl')]) {
    const { exitCode, stdout, stderr } = await runCli(['run', 'clock-skew', '--history', place]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--history ${place}`);
  }
});

test('a history is neither the trace, nor the scenario, nor written by the live view', async () => {
  const document = join(folder, 'scenario.yaml');
  writeFileSync(document, (await runCli(['show', 'clock-skew'])).stdout);
  const refuse = async (...flags: readonly string[]): Promise<string> => {
    const { exitCode, stderr } = await runCli(['run', document, ...flags]);
    expect(exitCode).toBe(2);
    return stderr;
  };
  expect(await refuse('--history', path, '--trace', path)).toContain('name the same file');
  expect(await refuse('--history', document)).toContain("is the scenario's own file");
  expect(await refuse('--history', path, '--format', 'tui')).toContain('the live view writes none');
  expect(existsSync(path)).toBe(false);
});

test('an interrupted run leaves no history', async () => {
  await runCli(['run', 'split-brain', '--plain', '--history', path], { interruptBy: 130 });
  expect(readdirSync(folder).filter((name) => name.includes('history'))).toEqual([]);
});

test('a history with requests missing is not written', () => {
  const opened = openHistoryFile(path);
  const input = scenario();
  const run = simulate(input, { logsRequests: true });
  const history = run.history === undefined ? undefined : { ...run.history, isCut: true };
  expect(
    opened.ok && history !== undefined && writeHistory(opened.trace, { ...run, history }, input),
  ).toBe('--history: there were more than 2,000,000 requests; shorten the run');
  expect(readdirSync(folder).filter((name) => name.includes('history'))).toEqual([]);
});
