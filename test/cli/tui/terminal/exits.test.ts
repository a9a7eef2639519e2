/** Every way out of the terminal program: the terminal is as it was, and the exit code says what happened. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { compileProgram } from './compile-program.js';
import type { Program } from './compile-program.js';
import { TestTerminal } from './terminal.js';

// A process that starts takes a while on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let program: Program;
let folder: string;

beforeAll(() => {
  program = compileProgram('test/cli/tui/terminal/fixture-exits.ts');
  folder = mkdtempSync(join(tmpdir(), 'exits-'));
});

afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

const pidFile = (): string => join(folder, 'pid');
const exitFile = (): string => join(folder, 'exit');

function open(file: string, ...args: readonly string[]): TestTerminal {
  rmSync(exitFile(), { force: true });
  const terminal = new TestTerminal({ file, args, columns: 80, rows: 24 });
  onTestFinished(() => {
    terminal.kill();
  });
  return terminal;
}

function signal(name: NodeJS.Signals): void {
  process.kill(Number(readFileSync(pidFile(), 'utf8')), name);
}

interface Way {
  readonly name: string;
  /** What is typed, or a signal that is sent. */
  readonly keys?: string;
  readonly signal?: NodeJS.Signals;
  /** What is typed where another screen is on top. */
  readonly keysOnTop?: string;
  readonly exitCode: number;
  /** What is left on the normal screen. */
  readonly leaves: string;
}

const ways: readonly Way[] = [
  { name: 'q', keys: 'q', keysOnTop: 'qq', exitCode: 3, leaves: 'farewell' },
  { name: 'Ctrl-C', keys: '\u0003', exitCode: 130, leaves: 'farewell' },
  { name: 'an interrupt from outside', signal: 'SIGINT', exitCode: 130, leaves: 'farewell' },
  { name: 'a request to end', signal: 'SIGTERM', exitCode: 143, leaves: 'farewell' },
  { name: 'a hang-up', signal: 'SIGHUP', exitCode: 129, leaves: 'farewell' },
  { name: 'a throw in a key', keys: 'x', exitCode: 70, leaves: 'caught: thrown in a key' },
  { name: 'a throw in a draw', keys: 'r', exitCode: 70, leaves: 'caught: thrown in a draw' },
  { name: 'a throw of the clock', keys: 'c', exitCode: 70, leaves: 'caught: thrown in a tick' },
  { name: 'the end of input', keys: 'e', exitCode: 3, leaves: 'farewell' },
];

describe('one program, left in every way', () => {
  let terminal: TestTerminal;
  let round = 0;

  beforeAll(() => {
    terminal = new TestTerminal({
      file: process.execPath,
      args: [program.entry, pidFile(), exitFile()],
      columns: 80,
      rows: 24,
    });
  });

  afterAll(() => {
    terminal.kill();
  });

  describe.each(['from the first screen', 'while another screen is on top', 'while the size changes'])('%s', (when) => {
    test.each(ways)('$name: $exitCode', async (way) => {
      round += 1;
      await terminal.waitForText(`round ${round}`);
      expect(terminal.isAlternate()).toBe(true);
      expect(terminal.isCursorShown()).toBe(false);
      const isOnTop = when.includes('on top');
      if (isOnTop) terminal.press('o');
      if (isOnTop) await terminal.waitForText(`round ${round}, on top`);
      if (when.includes('size')) terminal.resize(80 + (round % 2), 24 + (round % 3));
      if (way.signal !== undefined) signal(way.signal);
      terminal.press((isOnTop ? way.keysOnTop : undefined) ?? way.keys ?? '');
      await terminal.waitForText(`left ${round} with ${way.exitCode}, clean`);
      expect(terminal.isAlternate()).toBe(false);
      expect(terminal.isCursorShown()).toBe(true);
      expect(terminal.text()).toContain(way.leaves);
      terminal.press(`typed again ${round}\r`);
      await terminal.waitFor('what was typed to be heard', ({ output }) => output.includes(`heard typed again ${round}`));
    });
  });
});

test('a terminal that is closed ends the program with the code of a hang-up', async () => {
  const terminal = open(process.execPath, program.entry, pidFile(), exitFile(), 'once');
  await terminal.waitForText('round 1');
  terminal.kill();
  await vi.waitUntil(() => existsSync(exitFile()) && readFileSync(exitFile(), 'utf8') !== '', 30_000);
  expect(readFileSync(exitFile(), 'utf8')).toBe('129');
});

test('a job that is stopped gives the terminal back, and comes back in the size that the terminal has by then', async () => {
  const terminal = open('sh', '-i');
  terminal.press(`'${process.execPath}' '${program.entry}' '${pidFile()}' '${exitFile()}' once\r`);
  await terminal.waitForText('round 1');
  await terminal.waitForText('80x24');
  terminal.press('\u001a');
  await terminal.waitFor('the normal screen', (now) => !now.isAlternate() && now.isCursorShown());
  terminal.press('stty size\r');
  await terminal.waitForText('24 80');
  terminal.resize(100, 30);
  terminal.press('fg\r');
  await terminal.waitForText('100x30');
  expect(terminal.isAlternate()).toBe(true);
  terminal.press('q');
  await terminal.waitForText('farewell');
  terminal.press('echo code $?\r');
  await terminal.waitForText('code 3');
});
