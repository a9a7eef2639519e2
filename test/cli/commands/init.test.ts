import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../capture-io.js';

test('the file that init writes runs as it is', async () => {
  const path = join(folder(), 'mine.yaml');
  const written = await runCli(['init', path]);
  expect(written.exitCode).toBe(0);
  expect(written.stdout).toContain(`quarrel run ${path}`);
  const { exitCode, stderr } = await runCli(['run', path]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});

test('init never writes over a file, unless it is forced', async () => {
  const path = join(folder(), 'mine.yaml');
  writeFileSync(path, 'precious');
  const { exitCode, stdout, stderr } = await runCli(['init', path]);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/mine\.yaml: exists already; .*--force/);
  expect(readFileSync(path, 'utf8')).toBe('precious');

  expect((await runCli(['init', path, '--force'])).exitCode).toBe(0);
  expect(readFileSync(path, 'utf8')).toContain('version: 1');
});

test('a directory that does not exist is named as the reason', async () => {
  const { exitCode, stderr } = await runCli(['init', join(folder(), 'none', 'mine.yaml')]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('its directory does not exist');
});

test('a directory in the place of the file is refused, forced or not', async () => {
  const place = folder();
  expect((await runCli(['init', place])).exitCode).toBe(2);
  expect((await runCli(['init', place, '--force'])).exitCode).toBe(2);
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
