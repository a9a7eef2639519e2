/** The program itself in a real terminal, with a scenario that is shipped. */
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
  copyBeside(program, entry, 'scenarios.yaml');
});

afterAll(() => {
  program.remove();
});

function run(...args: readonly string[]): TestTerminal {
  const terminal = new TestTerminal({
    file: process.execPath,
    args: [program.entry, 'run', ...args],
    columns: 100,
    rows: 30,
  });
  onTestFinished(() => {
    terminal.kill();
  });
  return terminal;
}

test('a run in a terminal is shown live, and its verdict is the exit code', async () => {
  const terminal = run('concurrent-x', '--seed', '7');
  await terminal.waitForText('concurrent-x | lww | seed 7');
  expect(terminal.isAlternate()).toBe(true);
  terminal.press('G');
  await terminal.waitForText('HOLDS: all');
  expect(terminal.text()).toMatch(/LOST WRITES +1/);
  expect(terminal.text()).toContain('RESOLVE');
  terminal.press('q');
  expect(await terminal.waitForEnd()).toEqual({ exitCode: 0 });
  expect(terminal.text()).toMatch(/fingerprint [0-9a-f]{16}\nRun again: +quarrel run concurrent-x/);
  expect(terminal.text()).toContain('--seed 7');
});

test('the same run begins anew at g, and ends with the same fingerprint', async () => {
  const terminal = run('concurrent-x');
  await terminal.waitForText('RUNNING');
  terminal.press('G');
  await terminal.waitForText('FINISHED');
  const events = /ev (\d+)/.exec(terminal.text())?.[1];
  terminal.press('g');
  await terminal.waitForText('ev 0');
  await terminal.waitForText('|| PAUSED');
  terminal.press('G');
  await terminal.waitForText('FINISHED');
  expect(/ev (\d+)/.exec(terminal.text())?.[1]).toBe(events);
});

test('--ascii reaches the view', async () => {
  const terminal = run('concurrent-x', '--ascii');
  await terminal.waitForText('+- 1 Map');
});

test('--plain writes line by line and takes no screen', async () => {
  const terminal = run('concurrent-x', '--plain');
  await terminal.waitForEnd();
  expect(terminal.output).not.toContain('\u001b[?1049h');
  expect(terminal.text()).toContain('concurrent-x');
});
