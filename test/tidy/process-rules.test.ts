import { expect, test } from 'vitest';
import { checkPlaces, checkSharedProcess } from './process-rules.js';

const together = ['test/a.test.ts', 'test/sim/'];

function judge(path: string, text: string): readonly string[] {
  return checkSharedProcess([{ path, text }], together).map(({ rule }) => rule);
}

test.each([
  ["import { spawn } from 'node:child_process';", 'node:child_process'],
  ["import { spawn } from '@lydell/node-pty';", '@lydell/node-pty'],
  ["process.chdir('/');", 'process.chdir'],
  ["process.env['NO_COLOR'] = '1';", "process.env['NO_COLOR']"],
  ['delete process.env.NO_COLOR;', 'process.env.NO_COLOR'],
  ['chalk.level = 0;', 'chalk.level'],
  ["vi.mock('node:fs');", 'vi.mock'],
])('%s is for a process that nobody shares', (text, what) => {
  expect(judge('test/a.test.ts', text)).toEqual([`${what} is for a process that nobody shares`]);
  expect(judge('test/alone/a.test.ts', text)).toEqual([]);
});

test('what only reads the process may share it', () => {
  expect(judge('test/a.test.ts', "const runs = process.env['RUNS'] ?? vi.fn();")).toEqual([]);
  expect(judge('test/a.test.ts', "import type { ChildProcess } from 'node:child_process';")).toEqual([]);
});

test('what a test imports is looked at too, however far away', () => {
  const files = [
    { path: 'test/a.test.ts', text: "import { b } from './support/b.js';" },
    { path: 'test/support/b.ts', text: "import { c } from './c.js';" },
    { path: 'test/support/c.ts', text: "import { Worker } from 'node:worker_threads';" },
    { path: 'test/support/d.ts', text: "import { Worker } from 'node:worker_threads';" },
  ];
  expect(checkSharedProcess(files, together).map(({ path }) => path)).toEqual(['test/support/c.ts']);
});

test('a place without tests is named', () => {
  const files = [{ path: 'test/sim/b.test.ts', text: '' }];
  expect(checkPlaces(files, together).map(({ path }) => path)).toEqual(['test/a.test.ts']);
});
