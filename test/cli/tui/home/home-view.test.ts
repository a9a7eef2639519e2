/** The first minute of somebody new, in a real terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { compileProgram, copyBeside } from '../terminal/compile-program.js';
import type { Program } from '../terminal/compile-program.js';
import { TestTerminal } from '../terminal/terminal.js';

// A process that starts takes a while on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const entry = 'src/cli/main.ts';
let program: Program;
let folder: string;

beforeAll(() => {
  program = compileProgram(entry);
  copyBeside(program, entry, 'scenarios.yaml');
  folder = mkdtempSync(join(tmpdir(), 'home-view-'));
  writeFileSync(join(folder, 'torn.yaml'), 'scenarios: [\n');
});

afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

test.each([[80, 24], [60, 18]])('home, a run, its keys, and back, at %i by %i', async (columns, rows) => {
  const terminal = new TestTerminal({
    file: '/bin/sh',
    args: ['-c', 'cd "$1" && exec "$2" "$3"', 'sh', folder, process.execPath, program.entry],
    columns,
    rows,
  });
  onTestFinished(() => {
    terminal.kill();
  });
  await terminal.waitForText('> quiet-day');
  await terminal.waitFor('the help line', (now) => /enter watch.*type to search.*q quit/.test(now.grid().at(-1) ?? ''));
  await terminal.waitForText('Your files 1');
  terminal.press('concurrent-x');
  await terminal.waitForText('Search: concurrent-x_');
  terminal.press('\r');
  await terminal.waitForText('concurrent-x | lww');
  terminal.press('?');
  await terminal.waitForText('Keys: The live view');
  terminal.press('qq');
  await terminal.waitForText('Search: concurrent-x');
  terminal.press('\u001b');
  await terminal.waitForText('Search: type');
  terminal.press('\t');
  await terminal.waitForText('BROKEN: line');
  terminal.press('\r');
  await terminal.waitForText('This cannot be used');
  terminal.press('qq');
  expect(await terminal.waitForEnd()).toEqual({ exitCode: 0 });
  expect(terminal.isAlternate()).toBe(false);
  expect(terminal.isCursorShown()).toBe(true);
  expect(terminal.text()).toMatch(/^Run again: {2}quarrel run concurrent-x --seed /);
});
