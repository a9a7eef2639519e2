/** Interviews in a real terminal: one from its first question to its last line, one with answers in words, one that is left. */
import process from 'node:process';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { compileProgram, copyBeside } from '../terminal/compile-program.js';
import type { Program } from '../terminal/compile-program.js';
import { TestTerminal } from '../terminal/terminal.js';

// A process that starts takes a while on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const entry = 'src/cli/main.ts';
const enter = '\r';
const tab = '\t';
const escape = '\u001b';
const pageDown = '\u001b[6~';
const home = '\u001b[H';
let program: Program;

beforeAll(() => {
  program = compileProgram(entry);
  const interviews = ['interviews/04-like-counter.yaml', 'interviews/07-payments.yaml'];
  for (const path of ['scenarios.yaml', 'package.json', ...interviews]) copyBeside(program, entry, path);
});

afterAll(() => {
  program.remove();
});

async function opened(name: string): Promise<TestTerminal> {
  const terminal = new TestTerminal({ file: process.execPath, args: [program.entry, 'interview', name], columns: 80, rows: 24 });
  onTestFinished(() => {
    terminal.kill();
  });
  await terminal.waitForText('question 1/');
  return terminal;
}

/** Gives answers until the design runs. */
async function answer(terminal: TestTerminal, keys: readonly string[]): Promise<void> {
  for (const [index, key] of keys.entries()) {
    terminal.press(key);
    await terminal.waitForText('enter go on');
    terminal.press(enter);
    await terminal.waitForText(index + 1 < keys.length ? `question ${String(index + 2)}/${String(keys.length)}` : 'after the run');
  }
}

/** The first and last line that is seen, and how many there are: `21-40 of 82 lines`. */
function seen(terminal: TestTerminal): readonly number[] {
  return (/(\d+)-(\d+) of (\d+) lines/.exec(terminal.text()) ?? []).slice(1).map(Number);
}

/**
 * Pages down until a text is on the screen, and from the beginning again: items of the checklist come while one reads. What
 * tells a page is its first line, for they change the number of lines as well.
 */
async function pageTo(terminal: TestTerminal, wanted: RegExp): Promise<string> {
  while (!wanted.test(terminal.text())) {
    const [first, last, all] = seen(terminal);
    const isEnd = last === all;
    terminal.press(isEnd ? home : pageDown);
    await terminal.waitFor(isEnd ? 'the first page' : 'another page', (now) => {
      const at = seen(now)[0];
      return at !== undefined && (isEnd ? at === 1 : at !== first);
    });
  }
  return terminal.text();
}

const skipped = [tab, tab, tab, `1${enter}`, `1${enter}`, `1${enter}`, `1${enter}`, `1${enter}`, `1${enter}`];

test('it is held on screens, and leaves the command that goes on', async () => {
  const terminal = await opened('like-counter');
  await answer(terminal, skipped);
  await terminal.waitForText('What it loses, and when');
  expect(terminal.grid().every((row) => row.length <= 80)).toBe(true);
  terminal.press('q');
  await terminal.waitFor('the end', ({ ending }) => ending !== null);
  expect(terminal.ending).toEqual({ exitCode: 0 });
  expect(terminal.text()).toContain('Go on:  quarrel interview like-counter --answer needs=skip');
});

test('it is held to its last line: follow-ups, the model answer, mistakes, the checklist, sources', async () => {
  const terminal = await opened('like-counter');
  await answer(terminal, skipped);
  await terminal.waitForText('What it loses, and when');
  terminal.press(enter);
  await terminal.waitForText('Follow-up 1 of');
  const [, followUps = ''] = /Follow-up 1 of (\d+)/.exec(terminal.text()) ?? [];
  expect(Number(followUps)).toBeGreaterThan(0);
  for (let at = 1; at <= Number(followUps); at += 1) {
    await terminal.waitForText(`Follow-up ${String(at)} of`);
    terminal.press(`reply ${String(at)}`);
    await terminal.waitForText(`reply ${String(at)}_`);
    terminal.press(enter);
    await terminal.waitForText(`You said  reply ${String(at)}`);
    terminal.press(enter);
  }
  await terminal.waitForText('A model answer, to be spoken');
  await pageTo(terminal, /Common mistakes/);
  await pageTo(terminal, /The production checklist/);
  // Its last item is there once it has been run.
  const told = await pageTo(terminal, /(holds|violated|unknown|not applicable)\s+A flood in one region/);
  expect(told.split('\n').every((row) => row.length <= 80)).toBe(true);
  await pageTo(terminal, /Sources/);
  terminal.press(enter);
  await terminal.waitFor('the end', ({ ending }) => ending !== null);
  expect(terminal.ending).toEqual({ exitCode: 0 });
});

test('it takes answers in words, says what they miss, and repeats them as they were typed', async () => {
  const terminal = await opened('payments');
  terminal.press("It's money: what may never happen, and how fast?");
  await terminal.waitForText('how fast?_');
  terminal.press(enter);
  await terminal.waitForText('2 of 6 points that are worth naming');
  expect(terminal.text()).toMatch(/you said\s+What may never happen[\s\S]*also\s+What happens to payments while/);
  terminal.press(enter);
  await terminal.waitForText('question 2/');
  terminal.press('many');
  await terminal.waitForText('many_');
  terminal.press(enter);
  await terminal.waitForText('"many" is not a number');
  terminal.press(escape);
  await terminal.waitForText('esc leave');
  terminal.press('1700/s');
  await terminal.waitForText('1700/s_');
  terminal.press(enter);
  await terminal.waitForText('Near enough.');
  terminal.press(enter);
  await terminal.waitForText('question 3/');
  terminal.press(`${tab}`);
  await terminal.waitForText('It comes to');
  terminal.press('q');
  await terminal.waitFor('the end', ({ ending }) => ending !== null);
  expect(terminal.text().replaceAll('\n', '')).toContain("--answer 'needs=It'\\''s money: what may never happen, and how fast?'");
});
