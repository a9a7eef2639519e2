/** An interview in a real terminal, from its list to what became of the design. */
import process from 'node:process';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { compileProgram, copyBeside } from '../terminal/compile-program.js';
import type { Program } from '../terminal/compile-program.js';
import { TestTerminal } from '../terminal/terminal.js';

// A process that starts takes a while on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const entry = 'src/cli/main.ts';
let program: Program;

beforeAll(() => {
  program = compileProgram(entry);
  for (const path of ['scenarios.yaml', 'package.json', 'interviews/04-like-counter.yaml']) copyBeside(program, entry, path);
});

afterAll(() => {
  program.remove();
});

test('it is held on screens, and leaves the command that goes on', async () => {
  const terminal = new TestTerminal({ file: process.execPath, args: [program.entry, 'interview', 'like-counter'], columns: 80, rows: 24 });
  onTestFinished(() => {
    terminal.kill();
  });
  await terminal.waitForText('question 1/9');
  const skip = async (place: number, key: string) => {
    terminal.press(key);
    await terminal.waitForText('enter go on');
    terminal.press('\r');
    await terminal.waitForText(place < 9 ? `question ${String(place + 1)}/9` : 'after the run');
  };
  for (const [index, key] of ['\t', '\t', '\t', '1\r', '1\r', '1\r', '1\r', '1\r', '1\r'].entries()) await skip(index + 1, key);
  await terminal.waitForText('What it loses, and when');
  expect(terminal.grid().every((row) => row.length <= 80)).toBe(true);
  terminal.press('q');
  await terminal.waitFor('the end', ({ ending }) => ending !== null);
  expect(terminal.ending).toEqual({ exitCode: 0 });
  expect(terminal.text()).toContain('Go on:  quarrel interview like-counter --answer needs=skip');
});
