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

test('init resolver writes a resolver and its test, and says what to do with them', async () => {
  const path = join(folder(), 'mine.ts');
  const { exitCode, stdout } = await runCli(['init', 'resolver', path]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`quarrel check ${path}`);
  expect(stdout).toContain(`vitest run ${path.replace('.ts', '.test.ts')}`);
  expect(readFileSync(path, 'utf8')).toContain('defineResolver<Likes>');
});

test('init resolver spares what stands there, unless it is forced', async () => {
  const path = join(folder(), 'mine.ts');
  writeFileSync(path, 'precious');
  const { exitCode, stdout, stderr } = await runCli(['init', 'resolver', path]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/mine\.ts: exists already; .*--force/);
  expect((await runCli(['init', 'resolver', path, '--force'])).exitCode).toBe(0);
  expect(readFileSync(path, 'utf8')).not.toBe('precious');
});

test('init resolver --help has examples, exit codes and variables in 80 columns', async () => {
  const { exitCode, stdout } = await runCli(['init', 'resolver', '--help']);
  expect(exitCode).toBe(0);
  expect(stdout.match(/^ {2}\$ quarrel init resolver/gm)).toHaveLength(2);
  expect(stdout).toMatch(/^Exit codes:\n {2}0 /m);
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
