import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepReport } from '../../../../src/cli/tui/report/report-job.js';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return `${folder}/`;
}

test('a report takes no name that another one has, and is not kept twice', () => {
  const folder = makeFolder();
  const run = { name: 'mine', seed: '7' };
  expect(keepReport('one', run, folder)).toBe(`Report written: ${folder}quarrel-report-mine-7.html`);
  expect(keepReport('two', run, folder)).toBe(`Report written: ${folder}quarrel-report-mine-7-2.html`);
  expect(keepReport('two', run, folder)).toBe(`This very report is in ${folder}quarrel-report-mine-7-2.html already.`);
  expect(readFileSync(`${folder}quarrel-report-mine-7.html`, 'utf8')).toBe('one');
});

test('names become names of files, and stay different', () => {
  const folder = makeFolder();
  keepReport('one', { name: '../a b', seed: '日' }, folder);
  keepReport('one', { name: '../a/b', seed: '本' }, folder);
  const names = readdirSync(folder);
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).toMatch(/^quarrel-report-\.\.-a-b-[0-9a-f]{6}-{1,3}[0-9a-f]{6}\.html$/);
});

test('where it cannot be written that is said', () => {
  expect(keepReport('one', { name: 'mine', seed: '7' }, `${makeFolder()}nowhere/`)).toMatch(/^No report: .*nowhere/);
});
