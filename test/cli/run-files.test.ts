import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readExposition } from '../support/exposition-reader.js';
import { readOtlp } from '../support/otlp-reader.js';
import { readShivizLog } from '../support/shiviz-reader.js';
import { readChrome } from '../support/chrome-reader.js';
import { readCsv } from '../support/csv-reader.js';
import { runCli } from './capture-io.js';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const readers = {
  shiviz: readShivizLog,
  chrome: readChrome,
  otlp: readOtlp,
} as const;

test.each(['shiviz', 'chrome', 'otlp'] as const)('--trace-format %s writes what its reader reads, and the report stays', async (form) => {
  const path = join(folder, 'trace');
  const plain = await runCli(['run', 'concurrent-x']);
  const traced = await runCli(['run', 'concurrent-x', '--trace', path, '--trace-format', form]);
  expect([traced.exitCode, traced.stdout]).toEqual([plain.exitCode, plain.stdout]);
  expect(() => readers[form](readFileSync(path, 'utf8'))).not.toThrow();
  expect(readdirSync(folder)).toEqual(['trace']);
});

test('a trace and figures are written by one run, figures as a table unless asked otherwise', async () => {
  const [trace, metrics] = [join(folder, 'trace.ndjson'), join(folder, 'run.csv')];
  const { exitCode } = await runCli(['run', 'concurrent-x', '--trace', trace, '--metrics', metrics]);
  expect(exitCode).toBe(0);
  expect(readFileSync(trace, 'utf8').split('\n')[0]).toBe('{"formatVersion":"1.0","scenario":"concurrent-x","seed":"1"}');
  expect(readCsv(readFileSync(metrics, 'utf8'))[0]).toEqual(['time_ms', 'replica', 'peer', 'metric', 'value']);
});

test('--metrics-format prometheus writes a page of figures', async () => {
  const path = join(folder, 'run.prom');
  await runCli(['run', 'concurrent-x', '--metrics', path, '--metrics-format', 'prometheus']);
  expect(readExposition(readFileSync(path, 'utf8')).get('quarrel_write_fates')?.samples).toHaveLength(5);
});

test.each([
  [['--trace', 'x', '--trace-format', 'shivis'], /invalid\. Allowed choices are ndjson, shiviz, chrome, otlp; did you mean "shiviz"\?/],
  [['--metrics', 'x', '--metrics-format', 'prom'], /Allowed choices are csv, prometheus/],
  [['--trace-format', 'chrome'], /--trace-format chrome says how to write a trace; say where with --trace <file>/],
  [['--metrics-format', 'csv'], /--metrics-format csv says how to write figures; say where with --metrics <file>/],
  [['--trace', 'x', '--metrics', 'x'], /--trace and --metrics name the same file/],
  [['--metrics', 'x', '--history', 'x'], /--metrics and --history name the same file/],
  [['--metrics', '-'], /--metrics -: stdout is for the report; name a file, such as --metrics metrics\.csv/],
  [['--metrics', 'x', '--format', 'tui'], /--metrics goes with --format text or json; the live view writes none/],
])('%j is refused before anything is run', async (flags, says) => {
  const { exitCode, stdout, stderr } = await runCli(['run', 'concurrent-x', ...flags]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
  expect(existsSync('x')).toBe(false);
});

test('when one file cannot be opened, none of the others stays', async () => {
  const metrics = join(folder, 'run.csv');
  const { exitCode } = await runCli(['run', 'concurrent-x', '--metrics', metrics, '--trace', join(folder, 'none', 'x')]);
  expect(exitCode).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});

test('an interrupt leaves neither trace nor figures', async () => {
  const flags = ['--trace', join(folder, 'x'), '--trace-format', 'otlp', '--metrics', join(folder, 'y')];
  expect((await runCli(['run', 'split-brain', ...flags], { interruptBy: 130 })).exitCode).toBe(130);
  expect(readdirSync(folder)).toEqual([]);
});

test('--format junit and markdown print one document, and end as the run does', async () => {
  const text = await runCli(['run', 'concurrent-x']);
  const junit = await runCli(['run', 'concurrent-x', '--format', 'junit']);
  const markdown = await runCli(['run', 'concurrent-x', '--format', 'markdown']);
  expect([junit.exitCode, markdown.exitCode]).toEqual([text.exitCode, text.exitCode]);
  expect(junit.stdout).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="\d+" failures="0"/);
  expect(markdown.stdout).toMatch(/^## .*HOLDS/);
  expect(markdown.stdout).toContain('quarrel run concurrent-x --seed 1');
});

test('a page is recorded beside trace and figures, which are what they are without it', async () => {
  const filesOf = async (format: string): Promise<readonly string[]> => {
    const paths = ['trace', 'figures', 'report'].map((name) => join(folder, `${format}-${name}`));
    const [trace = '', figures = '', report = ''] = paths;
    const flags = ['--trace', trace, '--metrics', figures, '--format', format, '--out', report];
    expect((await runCli(['run', 'concurrent-x', ...flags])).exitCode).toBe(0);
    return paths.map((path) => readFileSync(path, 'utf8'));
  };
  const [page, text] = [await filesOf('html'), await filesOf('text')];
  expect(page.slice(0, 2)).toEqual(text.slice(0, 2));
  expect(page[2]).toMatch(/\d+ looks at the run in even steps/);
});
