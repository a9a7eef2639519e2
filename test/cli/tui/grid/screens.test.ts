/**
 * Every screen on a real terminal: one program a variant, which goes through all screens and sizes by keys. A screen
 * that is new is one line in the table.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import xterm from '@xterm/headless';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { compileProgram, copyBeside } from '../terminal/compile-program.js';
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

/** Keys, and what is seen once they have done their work, at every size. */
type Step = readonly [keys: string, shows: string];

interface ScreenOnGrid {
  readonly name: string;
  /** From the live view, paused, to the screen. */
  readonly open: readonly [...Step[], Step];
  /** And back. */
  readonly close: string;
}

const screens: readonly ScreenOnGrid[] = [
  { name: 'the live view', open: [['', '1 Map']], close: '' },
  { name: 'the list of keys', open: [['?', 'Keys: The live view']], close: 'q' },
  { name: 'a filter while it is typed', open: [['/write', 'filter: write_']], close: '\r' },
  { name: 'the key inspector', open: [['4z', '4 Key']], close: 'z1' },
  { name: 'explain', open: [['e', '1 Why, step by step']], close: 'q' },
  { name: 'the space-time diagram', open: [['d', 'Selected event']], close: 'q' },
  { name: 'what if', open: [['c', 'Changes']], close: 'q' },
  { name: 'runs in lockstep', open: [['c', 'Changes'], ['\r', 'Side by side']], close: 'qq' },
  // It comes back to the beginning of the run.
  { name: 'home', open: [['q', 'Search:']], close: '\r' },
];

const usual = ['us-east', 'eu-west', 'ap-se'];
const long = ['a', 'b', 'c'].map((end) => `${'a-region-whose-name-goes-on-and-on-'.repeat(2).slice(0, 59)}${end}`);
const hundred = Array.from({ length: 100 }, (_, index) => `region-${index}`);
const usualTitle = 'Everybody writes the same';
const variants = [
  { name: 'as it is', regions: usual, flags: ['--record', 'session.cast'], env: {}, isAscii: false, title: usualTitle },
  { name: 'without colours', regions: usual, flags: [], env: { NO_COLOR: '1' }, isAscii: false, title: usualTitle },
  { name: 'in ASCII', regions: usual, flags: ['--ascii'], env: {}, isAscii: true, title: usualTitle },
  { name: 'a hundred regions', regions: hundred, flags: [], env: {}, isAscii: false, title: usualTitle },
  { name: 'names of 60 characters', regions: long, flags: [], env: {}, isAscii: false, title: usualTitle },
  { name: 'wide characters', regions: usual, flags: [], env: {}, isAscii: false, title: '東京 서울 は同じものを書く' },
] as const;

const entry = 'src/cli/main.ts';
let program: Program;
let folder: string;

beforeAll(() => {
  program = compileProgram(entry);
  copyBeside(program, entry, 'scenarios.yaml');
  folder = mkdtempSync(join(tmpdir(), 'grid-'));
});

afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

const castFile = (): string => join(folder, 'session.cast');
const pidFile = (): string => join(folder, 'pid');

/** All write the same few keys at once, so that much is lost from the first second on. */
const documentOf = (title: string, regions: readonly string[]): string =>
  JSON.stringify({
    version: 1,
    scenarios: {
      grid: {
        title,
        duration: '3s',
        regions: Object.fromEntries(regions.map((name) => [name, { place: 'virginia' }])),
        ...(regions.length > 10 ? { topology: 'ring' } : {}),
        links: { default: { latency: '30ms' } },
        workload: {
          keys: { count: 2 },
          clients: regions.slice(0, 3).map((name) => ({ in: name, rate: '10/s', mix: { write: '100%' } })),
        },
        conflicts: { resolve: 'lww' },
      },
    },
  }, null, 1);

describe.each(variants)('$name', ({ title, regions, flags, env, isAscii }) => {
  let terminal: TestTerminal;

  beforeAll(async () => {
    writeFileSync(join(folder, 'own.yaml'), documentOf(title, regions));
    terminal = new TestTerminal({
      file: '/bin/sh',
      args: ['-c', 'cd "$1" && echo $$ > pid && shift && exec "$@"', 'sh', folder, process.execPath, program.entry, ...flags],
      columns: 80,
      rows: 24,
      env,
    });
    await terminal.waitForText('Your files 1');
    terminal.press('\t');
    await terminal.waitForText(title);
    terminal.press('\r');
    await terminal.waitForText('1 Map');
    terminal.press(' :2s\r');
    await terminal.waitForText('t=2.000s');
    await terminal.waitForText('PAUSED');
  });

  afterAll(() => {
    terminal.kill();
  });

  test.each(screens)('$name has whole frames and its keys at every size', async ({ open, close }) => {
    for (const [keys, shows] of open) {
      terminal.press(keys);
      await terminal.waitForText(shows);
    }
    const shows = open.at(-1)?.[1] ?? '';
    for (const [columns, rows] of sizes) {
      terminal.resize(columns, rows);
      await terminal.waitFor(`"${shows}" in whole frames at ${columns}x${rows}`, (now) => {
        const cells = now.cells();
        const isWide = cells.some((row) => /[┐┓+#]/u.test(row[columns - 1] ?? ''));
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

  test.runIf(flags[0] === '--record')('the recording shows the same screen, also when the program was killed', async () => {
    // A step pauses: the screen stands still while it is compared.
    terminal.press('.');
    terminal.resize(140, 40);
    await terminal.waitFor('the last size', (now) => (now.grid()[1]?.length ?? 0) === 140);
    await vi.waitFor(async () => expect(await play(readFileSync(castFile(), 'utf8'))).toEqual(terminal.grid()), 30_000);
    process.kill(Number(readFileSync(pidFile(), 'utf8')), 'SIGKILL');
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
  // What is written between two sizes is written at once: the emulator takes its time for every call.
  let written = '';
  const flush = () => new Promise<void>((resolve) => emulator.write(written, resolve));
  for (const line of events) {
    const [, code, text] = parseEvent(line);
    if (code !== 'r') {
      written += text;
      continue;
    }
    await flush();
    written = '';
    const [columns = 0, rows = 0] = text.split('x').map(Number);
    emulator.resize(columns, rows);
  }
  await flush();
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
  const parts: readonly unknown[] = event;
  const [seconds, code, text] = parts;
  return [Number(seconds), String(code), String(text)];
}
