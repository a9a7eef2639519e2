/** The live view in a real terminal: what is on the screen, and what is left of it afterwards. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { compileProgram } from '../terminal/compile-program.js';
import type { Program } from '../terminal/compile-program.js';
import { TestTerminal } from '../terminal/terminal.js';
import type { TerminalOptions } from '../terminal/terminal.js';

// A process that starts takes a while on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let program: Program;
let folder: string;

beforeAll(() => {
  program = compileProgram('test/cli/tui/live/fixture-live-view.ts');
  folder = mkdtempSync(join(tmpdir(), 'live-view-'));
});

afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

interface Opening {
  readonly columns?: number;
  readonly rows?: number;
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const pidFile = (): string => join(folder, 'pid');

/** Starts the view and waits for its first frame. */
async function open(opening: Opening = {}): Promise<TestTerminal> {
  const { columns = 80, rows = 24, words = [], env = {} } = opening;
  const args = [program.entry, pidFile(), ...words];
  return start({ file: process.execPath, args, columns, rows, env });
}

/** The same, started by a shell that afterwards tells the exit code and the terminal's modes. */
async function openInShell(words: readonly string[] = []): Promise<TestTerminal> {
  const script =
    '"$@"; code=$?; stty -a | tr "\\n" " "; echo "code $code"; read line; echo "$line"';
  const args = ['-c', script, 'sh', process.execPath, program.entry, pidFile(), ...words];
  return start({ file: 'sh', args, columns: 80, rows: 24, env: {} });
}

async function start(options: TerminalOptions): Promise<TestTerminal> {
  const terminal = new TestTerminal(options);
  onTestFinished(() => {
    terminal.kill();
  });
  await terminal.waitFor('a first frame', ({ output }) => output.includes('\u001b[?2026l'));
  return terminal;
}

function signal(name: NodeJS.Signals): void {
  process.kill(Number(readFileSync(pidFile(), 'utf8')), name);
}

// More sizes, and every other screen: test/cli/tui/grid.
describe.each([[80, 24]])('on a terminal of %dx%d', (columns, rows) => {
  test('map, regions, events, timeline and keys are on the screen', async () => {
    const terminal = await open({ columns, rows });
    expect(terminal.isAlternate()).toBe(true);
    expect(terminal.isCursorShown()).toBe(false);
    await terminal.waitForText('write   cart:');
    const grid = terminal.grid();
    expect(grid).toHaveLength(rows);
    expect(grid[0]).toContain('split-brain');
    expect(grid[0]).toContain('> RUNNING');
    expect(grid[1]).toContain('1 Map');
    expect(grid[1]).toContain('2 Regions');
    const map = terminal.text();
    for (const name of ['us-east q', 'eu-west q', 'ap-se q']) expect(map).toContain(name);
    expect(map.match(/38ms/g)).toHaveLength(3);
    expect(grid.at(-3)).toMatch(/^ 0s \|.*v.*P.*H.*\| 30s$/);
    expect(grid.at(-2)).toContain('P partition  H heal  c conflict  X lost write');
    expect(grid.at(-1)).toMatch(/^ space pause .* q quit$/);
  });

  test('the run ends with its outcome on the screen, and stays until q', async () => {
    const terminal = await open({ columns, rows });
    terminal.press('G');
    await terminal.waitForText('VIOLATED: lost-writes expected = 0, found 11');
    expect(terminal.grid()[0]).toContain('FINISHED  t=30.000s');
    expect(terminal.text()).toMatch(/LOST WRITES +11/);
    expect(terminal.grid().at(-1)).not.toContain('space');
    terminal.press('q');
    expect(await terminal.waitForEnd()).toEqual({ exitCode: 1 });
  });
});

test('time goes by itself, pauses with the space bar and moves on by single events', async () => {
  const terminal = await open();
  await terminal.waitFor('time to pass', (now) => /t=(?!0\.000)/.test(now.text()));
  terminal.press(' ');
  await terminal.waitForText('|| PAUSED');
  const events = () => Number(/ev (\d+)/.exec(terminal.text())?.[1]);
  const before = events();
  terminal.press('.');
  await terminal.waitForText(`ev ${before + 1}`);
  terminal.press('..');
  await terminal.waitForText(`ev ${before + 3}`);
  expect(terminal.text()).toContain('|| PAUSED');
  terminal.press(' ');
  await terminal.waitForText('> RUNNING');
});

test('a partition is an X on the map with since when', async () => {
  const terminal = await open();
  // It stands there: a screen that passes is not seen by whoever looks too late.
  terminal.press(':12s\r');
  await terminal.waitForText('X PARTED since 9.1s');
  await terminal.waitFor('a queue to grow', (now) => /ap-se +[1-9]/.test(now.text()));
});

test('the view fits every size the terminal takes', async () => {
  const terminal = await open();
  terminal.press(' ');
  await terminal.waitForText('|| PAUSED');
  for (const [columns, rows] of [
    [140, 40],
    [60, 18],
    [100, 30],
    [80, 24],
  ] as const) {
    terminal.resize(columns, rows);
    await terminal.waitFor(`the screen at ${columns}x${rows}`, (now) => {
      const grid = now.grid();
      const isWhole = grid.at(-1)?.endsWith('q quit') === true;
      return isWhole && (grid[1]?.length ?? 0) === columns && grid[0]?.includes('PAUSED') === true;
    });
    const grid = terminal.grid();
    expect(grid.filter((row) => row.includes('1 Map'))).toHaveLength(1);
    expect(grid.filter((row) => row.includes('| 30s'))).toHaveLength(1);
  }
  terminal.resize(50, 10);
  await terminal.waitForText('--plain');
  expect(terminal.text()).not.toContain('1 Map');
});

test('NO_COLOR leaves no colour, the words say it all', async () => {
  const terminal = await open({ env: { NO_COLOR: '1' } });
  terminal.press('G');
  await terminal.waitForText('VIOLATED');
  const styles = [...terminal.output.matchAll(/\u001b\[([\d;]+)m/g)].map(([, codes]) => codes);
  expect(new Set(styles)).toEqual(new Set(['0']));
});

test('a terminal with colours gets them', async () => {
  const terminal = await open();
  terminal.press('G');
  await terminal.waitForText('VIOLATED');
  expect(terminal.output).toContain('\u001b[31m');
});

test('in ASCII every byte on the screen is ASCII', async () => {
  const terminal = await open({ words: ['ascii'] });
  terminal.press('G');
  await terminal.waitForText('VIOLATED');
  expect(terminal.output).toMatch(/^[\x00-\x7e]*$/);
});

test('a variable that says CI does not make the view scroll', async () => {
  const terminal = await open({ env: { CI: '1' } });
  terminal.press(' ');
  await terminal.waitForText('|| PAUSED');
  expect(terminal.grid()[0]).toContain('split-brain');
});

test('help lies over the view and goes away again', async () => {
  const terminal = await open();
  terminal.press('?');
  await terminal.waitForText('Run or pause.');
  terminal.press('q');
  await terminal.waitForText('1 Map');
  expect(terminal.ending).toBeNull();
});

test('the events are filtered while the filter is typed', async () => {
  const terminal = await open();
  terminal.press('G');
  await terminal.waitForText('FINISHED');
  terminal.press('/resolvx\u007fe');
  await terminal.waitForText('filter: resolve_');
  expect(terminal.text()).not.toContain('write   cart:');
  expect(terminal.text()).toContain('RESOLVE w200');
  terminal.press('\r');
  await terminal.waitForText('esc no filter');
  terminal.press('\u001b');
  await terminal.waitForText('write   cart:');
});

test('Ctrl+F1 and other unknown keys do nothing', async () => {
  const terminal = await open();
  terminal.press('\u001b[1;5P\u001b[15;5~\u001bx');
  terminal.press(' ');
  await terminal.waitForText('|| PAUSED');
});

test('a frame costs the rows that changed, not the screen', async () => {
  const terminal = await open();
  terminal.press(' ');
  await terminal.waitForText('|| PAUSED');
  const before = terminal.output.length;
  terminal.press('+');
  await terminal.waitForText('2x');
  expect(terminal.output.length - before).toBeLessThan(400);
});

test('a hundred regions are counted where they have no room', async () => {
  const terminal = await open({ words: ['regions=100'] });
  expect(terminal.text()).toContain('4,950 links');
  expect(terminal.text()).toContain('and 95 more');
  terminal.press('2\u001b[B');
  await terminal.waitFor('the table to scroll', (now) => {
    return now.grid()[3]?.includes('region-1 ') === true;
  });
});

describe('the terminal is as it was after', () => {
  test.each<readonly [string, readonly string[], () => void | string, number]>([
    ['q', [], () => 'q', 3],
    ['Ctrl-C', [], () => '\u0003', 130],
    ['a request to end', [], () => signal('SIGTERM'), 143],
    ['the end of the terminal', [], () => signal('SIGHUP'), 129],
    ['an exception in a key', ['throw-in-key'], () => 'g', 70],
    ['an exception in a draw', ['throw-in-draw'], () => undefined, 70],
    ['the end of its input', ['end-input'], () => undefined, 3],
  ])('%s', async (_, words, act, exitCode) => {
    const terminal = await openInShell(words);
    await terminal.waitFor('an event', ({ output }) => output.includes('write   cart:'));
    const keys = act();
    if (keys !== undefined) terminal.press(keys);
    await terminal.waitForText(`code ${exitCode}`);
    expect(terminal.isAlternate()).toBe(false);
    expect(terminal.isCursorShown()).toBe(true);
    expect(terminal.text()).toMatch(/ icanon /);
    expect(terminal.text()).toMatch(/ echo /);
    terminal.press('typed again\r');
    await terminal.waitFor('what was typed, as echo and as answer', (now) => {
      return now.text().match(/typed again/g)?.length === 2;
    });
  });
});

describe('what stays in the terminal', () => {
  test('of a finished run is its verdict, its fingerprint and how to repeat it', async () => {
    const terminal = await openInShell();
    terminal.press('G');
    await terminal.waitForText('FINISHED');
    terminal.press('q');
    await terminal.waitForText('code 1');
    const grid = terminal.grid();
    expect(grid[0]).toBe(
      'VIOLATED: lost-writes expected = 0, found 11   fingerprint 9f3c0a1b2c3d4e5f',
    );
    expect(grid[1]).toBe('Run again:  quarrel run split-brain --seed 8841');
  });

  test('of an exception is its message, on the normal screen', async () => {
    const terminal = await openInShell(['throw-in-draw']);
    await terminal.waitForText('code 70');
    expect(terminal.text()).toContain('caught: thrown in a draw');
  });
});

test('a stopped view gives the terminal back, and takes it when it goes on', async () => {
  const terminal = await open();
  await terminal.waitForText('write   cart:');
  terminal.press(' ');
  await terminal.waitForText('|| PAUSED');
  // Nobody could continue a job without a shell, so it comes back by itself.
  terminal.press('\u001a');
  await terminal.waitFor('the terminal to be given back', ({ output }) =>
    output.includes('\u001b[?1049l'),
  );
  await terminal.waitFor('the view to return', (now) => now.isAlternate());
  await terminal.waitForText('|| PAUSED');
  signal('SIGSTOP');
  const before = terminal.output.length;
  signal('SIGCONT');
  await terminal.waitFor('the view to be drawn anew', ({ output }) => {
    const since = output.slice(before);
    return since.includes('\u001b[?1049h') && since.includes('1 Map');
  });
  terminal.press(' ');
  await terminal.waitForText('> RUNNING');
});
