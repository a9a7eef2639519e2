/**
 * Every screen on a real terminal: one program a variant, which goes through all screens and sizes by keys. A screen
 * that is new is one line in the table.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import xterm from '@xterm/headless';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { compileProgram } from '../terminal/compile-program.js';
import type { Program } from '../terminal/compile-program.js';
import { TestTerminal } from '../terminal/terminal.js';
import { frameFaults } from './frames-on-grid.js';

// A process that starts takes a while on a busy machine; nothing here waits for a clock.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const sizes = [
  [80, 24],
  [120, 36],
  [140, 40],
  [60, 18],
] as const;

interface ScreenOnGrid {
  readonly name: string;
  /** From the live view, paused, to the screen and back. */
  readonly open: string;
  readonly close: string;
  /** What tells it from the others, at every size. */
  readonly shows: string;
}

const screens: readonly ScreenOnGrid[] = [
  { name: 'the live view', open: '', close: '', shows: '1 Map' },
  { name: 'the list of keys', open: '?', close: 'q', shows: 'Keys: The live view' },
  { name: 'a filter while it is typed', open: '/write', close: '\u001b', shows: 'filter: write_' },
];

const long = 'a-region-whose-name-goes-on-and-on-until-it-has-sixty-letter';
const variants = [
  { name: 'as it is', words: ['record'], env: {}, isAscii: false },
  { name: 'without colours', words: [], env: { NO_COLOR: '1' }, isAscii: false },
  { name: 'in ASCII', words: ['ascii'], env: {}, isAscii: true },
  { name: 'a hundred regions', words: ['regions=100'], env: {}, isAscii: false },
  { name: 'names of 60 characters', words: [`names=${long},${long}2,${long}3`], env: {}, isAscii: false },
  { name: 'wide characters', words: ['names=東京リージョン,서울,欧州西部データセンター'], env: {}, isAscii: false },
] as const;

let program: Program;
let folder: string;

beforeAll(() => {
  program = compileProgram('test/cli/tui/live/fixture-live-view.ts');
  folder = mkdtempSync(join(tmpdir(), 'grid-'));
});

afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

const castFile = (): string => join(folder, 'session.cast');

describe.each(variants)('$name', ({ words, env, isAscii }) => {
  let terminal: TestTerminal;

  beforeAll(async () => {
    const args = words.map((word) => (word === 'record' ? `record=${castFile()}` : word));
    terminal = new TestTerminal({
      file: process.execPath,
      args: [program.entry, join(folder, 'pid'), ...args],
      columns: 80,
      rows: 24,
      env,
    });
    await terminal.waitForText('write   cart:');
    terminal.press(' ');
    await terminal.waitForText('PAUSED');
  });

  afterAll(() => {
    terminal.kill();
  });

  test.each(screens)('$name has whole frames and its keys at every size', async ({ open, close, shows }) => {
    terminal.press(open);
    for (const [columns, rows] of sizes) {
      terminal.resize(columns, rows);
      await terminal.waitFor(`"${shows}" in whole frames at ${columns}x${rows}`, (now) => {
        const cells = now.cells();
        const isWide = cells.some((row) => /[┐+]/u.test(row[columns - 1] ?? ''));
        const hasKeys = now.grid().at(-1)?.trim() !== '';
        return isWide && hasKeys && now.text().includes(shows) && frameFaults(cells, isAscii).length === 0;
      });
    }
    terminal.press(close);
    terminal.resize(80, 24);
    await terminal.waitForText('1 Map');
  });

  test('what is written keeps to what was asked for', () => {
    const styles = new Set([...terminal.output.matchAll(/\u001b\[([\d;]*)m/g)].map(([, codes]) => codes));
    if ('NO_COLOR' in env) expect(styles).toEqual(new Set(['0']));
    else expect(styles.size).toBeGreaterThan(1);
    if (isAscii) expect(terminal.output).toMatch(/^[\x00-\x7e]*$/);
  });

  test.runIf(words[0] === 'record')('the recording shows the same screen, also when the program was killed', async () => {
    terminal.resize(140, 40);
    await terminal.waitFor('the last size', (now) => (now.grid()[1]?.length ?? 0) === 140);
    await vi.waitFor(async () => expect(await play(readFileSync(castFile(), 'utf8'))).toEqual(terminal.grid()), 30_000);
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL');
    await terminal.waitForEnd();
    const cast = readFileSync(castFile(), 'utf8');
    expect(cast).toMatch(/^\{"version":2,"width":80,"height":24\}\n/);
    expect(cast.endsWith(']\n')).toBe(true);
    expect(cast).toContain(',"r","140x40"]');
  });
});

/** The screen at the end of a recording. */
async function play(cast: string): Promise<readonly string[]> {
  const [header = '', ...events] = cast.trimEnd().split('\n');
  const { width, height } = parseHeader(header);
  const emulator = new xterm.Terminal({ cols: width, rows: height, allowProposedApi: true });
  for (const line of events) {
    const [, code, text] = parseEvent(line);
    const [columns = 0, rows = 0] = text.split('x').map(Number);
    if (code === 'r') emulator.resize(columns, rows);
    else await new Promise<void>((resolve) => emulator.write(text, resolve));
  }
  const buffer = emulator.buffer.active;
  return Array.from(
    { length: emulator.rows },
    (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true).trimEnd() ?? '',
  );
}

function parseHeader(line: string): { readonly width: number; readonly height: number } {
  const header: unknown = JSON.parse(line);
  if (typeof header !== 'object' || header === null || !('width' in header) || !('height' in header)) throw new Error(line);
  return { width: Number(header.width), height: Number(header.height) };
}

function parseEvent(line: string): readonly [number, string, string] {
  const event: unknown = JSON.parse(line);
  if (!Array.isArray(event) || event.length !== 3) throw new Error(line);
  const fields: readonly unknown[] = event;
  const [seconds, code, text] = fields;
  return [Number(seconds), String(code), String(text)];
}
