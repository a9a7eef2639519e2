/**
 * Every shipped lesson on a real terminal, in one program: walked to its end answering wrong, then answering right. What
 * is right is read off the screen once a question was answered: no test knows any answer.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { listLessons } from '../../../../src/cli/learn/lesson-book.js';
import { compileProgram, copyBeside } from '../terminal/compile-program.js';
import type { Program } from '../terminal/compile-program.js';
import { TestTerminal } from '../terminal/terminal.js';

// A process that starts takes a while on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const entry = 'src/cli/main.ts';
const farOff = '987654321';
const lessons = listLessons();
let program: Program;
let state: string;
let terminal: TestTerminal;

beforeAll(async () => {
  program = compileProgram(entry);
  copyBeside(program, entry, 'scenarios.yaml');
  for (const file of readdirSync('lessons')) copyBeside(program, entry, join('lessons', file));
  state = mkdtempSync(join(tmpdir(), 'lessons-'));
  terminal = new TestTerminal({
    file: process.execPath,
    args: [program.entry, 'learn'],
    columns: 140,
    rows: 50,
    env: { NO_COLOR: '1', XDG_STATE_HOME: state },
  });
  await terminal.waitForText('Search: type a word');
});

/** A lesson that stops short keeps none of the others from the list. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  // A key right behind escape would be taken for one with alt.
  for (const key of ['\u001b', 'l', '\u001b']) {
    terminal.press(key);
    await wait(300);
  }
});

afterAll(() => {
  terminal.kill();
  program.remove();
  rmSync(state, { recursive: true });
});

test.each(lessons)('$name is walked to its end answering wrong, and answering right', async ({ name, steps }) => {
  expect(steps.length).toBeGreaterThan(0);
  const answers: string[] = [];
  await openLesson(name);
  for (const [at] of steps.entries()) {
    await waitForQuestion(at, steps.length);
    // The first choice, the order as it stands, or no number that anything comes to.
    terminal.press(terminal.text().includes('> _') ? `${farOff}\r` : '\r');
    const verdict = await waitForVerdict('Right', 'Wrong');
    const right = rightAnswer();
    answers.push(right);
    if (verdict === 'Right') {
      await askAgain(at, steps.length);
      await answer(wrongAnswer(right), 'Wrong');
    }
    terminal.press('\r');
  }
  await waitForEnd(`0 of ${questions(steps.length)} right, ${String(steps.length)} wrong, 0 skipped.`);
  await openLesson(name);
  for (const [at, right] of answers.entries()) {
    await waitForQuestion(at, steps.length);
    await answer(right, 'Right');
    terminal.press('\r');
  }
  await waitForEnd(`${String(steps.length)} of ${questions(steps.length)} right, 0 wrong, 0 skipped.`);
});

test('what was answered is on the list, and kept', async () => {
  await terminal.waitForText('Search: type a word');
  const row = terminal.grid().find((line) => line.includes(` ${lessons[0]?.name ?? ''} `));
  expect(row ?? '').toContain(`[##########] ${String(lessons[0]?.steps.length)} right`);
  terminal.press('q');
  expect(await terminal.waitForEnd()).toEqual({ exitCode: 0 });
  expect(readdirSync(join(state, 'quarrel'))).toEqual(['progress.json']);
});

async function openLesson(name: string): Promise<void> {
  await terminal.waitForText('Search: type a word');
  terminal.press(`/${name}`);
  await terminal.waitForText(`Search: ${name}_`);
  terminal.press('\r');
}

async function waitForEnd(words: string): Promise<void> {
  await terminal.waitForText(words);
  terminal.press('\r');
  await terminal.waitForText('Search: ');
  terminal.press('\u001b');
}

function questions(count: number): string {
  return count === 1 ? '1 question' : `${String(count)} questions`;
}

function waitForQuestion(at: number, count: number): Promise<void> {
  return terminal.waitFor(`question ${String(at + 1)}`, (now) =>
    now.text().includes(`step ${String(at + 1)}/${String(count)}`) && lastRow(now).startsWith(' enter commit'));
}

async function waitForVerdict(...verdicts: readonly string[]): Promise<string> {
  const seen = () => verdicts.find((verdict) => heading(verdict).test(terminal.text()));
  await terminal.waitFor(verdicts.join(' or '), (now) => seen() !== undefined && lastRow(now).startsWith(' enter next'));
  return seen() ?? '';
}

/** Rows are written from the top on: when this one is new, all are. */
function lastRow(now: TestTerminal): string {
  return now.grid().at(-1) ?? '';
}

/** The heading of a panel. */
function heading(words: string): RegExp {
  return new RegExp(`─ ${words} ─`);
}

async function askAgain(at: number, count: number): Promise<void> {
  terminal.press('a');
  await waitForQuestion(at, count);
}

async function answer(words: string, verdict: 'Right' | 'Wrong'): Promise<void> {
  for (const key of keysFor(words)) terminal.press(key);
  terminal.press('\r');
  await waitForVerdict(verdict);
}

/** What stands behind `It was`: `2: the choice`, `1. the first (3); 2. the second (4)`, `38 ms`; lines put together, without what counts too. */
function rightAnswer(): string {
  const column = terminal.grid().map((line) => line.slice(0, 70));
  const first = column.findIndex((line) => /^│ It was {3}\S/.test(line));
  const rest = column.slice(first + 1);
  const more = rest.slice(0, rest.findIndex((line) => !/^│ {10}\S/.test(line)));
  return [(column[first] ?? '').replace(/^.*It was +/, ''), ...more].map((line) => line.replace(/[│\s]+$/, '').replace(/^│ +/, '')).join(' ').replace(/ \(within [^()]*\)$/, '');
}

/** The keys that give an answer which is written as screens write it. */
function keysFor(words: string): readonly string[] {
  const [, choice] = /^(\d+): /.exec(words) ?? [];
  if (choice !== undefined) return [choice];
  const order = orderIn(words);
  return order.length > 1 ? keysForOrder(order) : [words];
}

function wrongAnswer(right: string): string {
  const [, choice] = /^(\d+): /.exec(right) ?? [];
  if (choice !== undefined) return choice === '1' ? '2: ' : '1: ';
  const order = orderIn(right);
  if (order.length > 1) return order.toReversed().map((text, at) => `${String(at + 1)}. ${text} (0)`).join('; ');
  return farOff;
}

function orderIn(words: string): readonly string[] {
  return [...words.matchAll(/\d\. (.*?) \([^()]*\)(?=; \d\. |$)/g)].map(([, text = '']) => text);
}

/** Each item in its turn is taken up and moved to its place. */
function keysForOrder(order: readonly string[]): readonly string[] {
  const [up, down] = ['\u001b[A', '\u001b[B'];
  let items = terminal.grid().flatMap((line) => [.../(?: >|<>| {2}) (\d)\. ([^┃│]*?) *[┃│]/g[Symbol.matchAll](line)].map(([, , text = '']) => text));
  let cursor = 0;
  return order.flatMap((wanted, place) => {
    const at = items.indexOf(items.filter((item) => wanted.startsWith(item)).toSorted((a, b) => b.length - a.length)[0] ?? '');
    expect(at, `${wanted} among ${items.join(', ')}`).toBeGreaterThanOrEqual(place);
    const moves = at - cursor;
    const keys = [...Array.from({ length: Math.abs(moves) }, () => (moves > 0 ? down : up)), ' ', ...Array.from({ length: at - place }, () => up), ' '];
    items = [...items.slice(0, place), items[at] ?? '', ...items.slice(place, at), ...items.slice(at + 1)];
    cursor = place;
    return keys;
  });
}
