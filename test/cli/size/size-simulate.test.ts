import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, test } from 'vitest';
import { readSizeSchema } from '../../../src/cli/package-files.js';
import { runCli } from '../capture-io.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-size-'));
afterAll(() => rmSync(folder, { recursive: true }));

const small = ['--writes', '100/s', '--keys', '100', '--partition', '20s', '--lag', '20ms'];

test('--simulate shows formula, run and difference of each figure, and how far it was scaled', async () => {
  const { exitCode, stdout } = await runCli(['size', '--simulate', '--writes', '50k/s', '--others', '5k/s', '--partition', '30m']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/agrees {3}backlog, writes +90,000,000 +90,0\d\d,000 +\+0\.\d+ %/);
  expect(stdout).toMatch(/agrees {3}drain, stopped +720 s +720\.\d+ s/);
  expect(stdout).toMatch(/agrees {3}drain, going on +1,200 s +1,200\.\d+ s/);
  expect(stdout).toContain('divided by 1,000');
  expect(stdout).not.toContain('DIFFERS');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('--write keeps the scenarios, which hold by themselves; never over another file', async () => {
  const path = join(folder, 'size.yaml');
  const written = await runCli(['size', ...small, '--write', path]);
  expect([written.exitCode, written.stderr]).toEqual([0, expect.stringContaining('3 scenarios')]);
  expect(readFileSync(path, 'utf8')).toContain('size-drain-going-on:');
  const run = await runCli(['run', `${path}#size-drain-going-on`, '--format', 'text']);
  expect(run.exitCode).toBe(0);
  const again = await runCli(['size', ...small, '--write', path]);
  expect([again.exitCode, again.stdout]).toEqual([2, '']);
  expect(again.stderr).toContain('exists already');
});

test('JSON tells the check as the schema says', async () => {
  const { exitCode, stdout } = await runCli(['size', ...small, '--simulate', 'full', '--json']);
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readSizeSchema()));
  validate(JSON.parse(stdout));
  expect([exitCode, validate.errors]).toEqual([0, null]);
  expect(JSON.parse(stdout)).toMatchObject({ check: { divisor: 1, verdict: 'holds', figures: Array(7).fill({ verdict: 'agrees' }) } });
});

test('an interrupt stops it with nothing on stdout', async () => {
  const { exitCode, stdout, stderr } = await runCli(['size', '--simulate'], { interruptBy: 130 });
  expect([exitCode, stdout]).toEqual([130, '']);
  expect(stderr).toContain('Nothing was checked.');
});

test('a run of many writes says beforehand what it takes', async () => {
  const { stderr } = await runCli(['size', '--simulate', 'full'], { interruptBy: 130 });
  expect(stderr).toMatch(/^A run of 15\d,\d{3},\d{3} writes of 1,000,000 keys in 2 regions takes minutes, and about 5\.6 GiB of memory\.$/m);
});

describe('what no run can show is refused, with what to ask for instead', () => {
  test.each([
    [['--writes', '500k/s', '--simulate', 'full'], 'would take about 32.9 GiB of memory; expected at most 8 GiB; leave out full'],
    [['--keys', '10M', '--regions', '50', '--simulate'], 'expected at most 8 GiB; ask for fewer --keys or --regions'],
    [['--partition', '400d', '--simulate'], 'expected at most 31,536,000 s for each, 365 days; ask for a shorter --partition'],
    [['--headroom', '1.00001', '--simulate'], 'size-drain-going-on would last'],
    [['--headroom', '1.00001', '--simulate'], 'a shorter --partition or more --headroom'],
    [['--queue', '1B', '--simulate'], '--queue 1B: this does not hold a single write (expected at least 1536B)'],
  ])('%j', async (words, said) => {
    const { exitCode, stdout, stderr } = await runCli(['size', ...words]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});
