/** What `quarrel run` passes on to the live view, and what it refuses to record. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { runCli, viewExitCode } from './capture-io.js';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

test('--record and --theme reach the live view', async () => {
  const path = join(folder, 'session.cast');
  const argv = ['run', 'concurrent-x', '--record', path, '--theme', 'light'];
  const { exitCode, views, stderr } = await runCli(argv, { isTerminal: true });
  expect(exitCode).toBe(viewExitCode);
  expect(views[0]?.options.theme).toBe('light');
  expect(views[0]?.options.recording).toBeDefined();
  expect(stderr).toContain(`Recording: ${path}`);
});

test.each([
  [['--plain'], true, 'leave out --plain'],
  [['--json'], true, 'leave out --format json'],
  [['--trace', 'x.ndjson'], true, '--trace and --record contradict each other'],
  [[], false, 'there is no live view: stdout is not a terminal'],
] as const)('--record with %j is refused, and leaves no file', async (words, isTerminal, reason) => {
  const path = join(folder, 'session.cast');
  const { exitCode, stderr } = await runCli(['run', 'concurrent-x', '--record', path, ...words], { isTerminal });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(reason);
  expect(existsSync(path)).toBe(false);
});

test('a file that is no recording is not overwritten by one', async () => {
  const path = join(folder, 'notes.txt');
  writeFileSync(path, 'mine');
  const { exitCode, views } = await runCli(['run', 'concurrent-x', '--record', path], { isTerminal: true });
  expect([exitCode, views, readFileSync(path, 'utf8')]).toEqual([2, [], 'mine']);
});

test('a theme that is none is turned down with those that there are', async () => {
  const { exitCode, stderr } = await runCli(['run', 'concurrent-x', '--theme', 'drak'], { isTerminal: true });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Allowed choices are dark, light, colour-blind, mono; did you mean "dark"?');
});
