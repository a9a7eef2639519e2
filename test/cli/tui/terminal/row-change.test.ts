import xterm from '@xterm/headless';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paint } from '../../../../src/cli/tui/terminal/palette.js';
import { describeRowChange } from '../../../../src/cli/tui/terminal/row-change.js';

const coloring = { theme: 'dark', depth: 16, ground: 'dark' } as const;

test('only the cells that differ are written', () => {
  const before = 'queue     12  lag 1.2s  and so on to the end of the row';
  const after = 'queue     13  lag 1.2s  and so on to the end of THE row';
  expect(describeRowChange(2, before, after)).toBe('\u001b[3;12H3\u001b[3;49HTHE');
});

test('changes that are close are written as one', () => {
  expect(describeRowChange(0, 'a1b2c'.padEnd(40), 'a3b4c'.padEnd(40))).toBe('\u001b[1;2H3b4');
});

test('a cell that changes its colour alone is written in it', () => {
  const [before, after] = [`one ${paint('two', 'dim', coloring)} three`, `one ${paint('two', 'bad', coloring)} three`];
  expect(describeRowChange(0, before + ' '.repeat(40), after + ' '.repeat(40))).toBe('\u001b[1;5H\u001b[31mtwo\u001b[0m');
});

test('a row with a character of another width is written whole', () => {
  const before = `東京 1 ${'x'.repeat(40)}`;
  const after = `東京 2 ${'x'.repeat(40)}`;
  expect(describeRowChange(0, before, after)).toBe(`\u001b[1;1H\u001b[0m\u001b[2K${after}`);
});

test('whatever changes, the screen then shows the row', async () => {
  const tone = fc.constantFrom('plain', 'dim', 'bad', 'accent', 'strong');
  const piece = fc.tuple(fc.constantFrom('a', 'b', ' ', '─', '▆', '東', 'xyz'), tone);
  const row = fc.array(piece, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(row, row, async (before, after) => {
      const textOf = (pieces: typeof before) => pieces.map(([text, own]) => paint(text, own, coloring)).join('');
      const change = textOf(before) === textOf(after) ? '' : describeRowChange(0, textOf(before), textOf(after));
      expect(await cellsAfter(`${textOf(before)}${change}`)).toEqual(await cellsAfter(textOf(after)));
    }),
    { numRuns: 60 },
  );
});

/** The first row of a terminal that was sent a text: characters with their colours and weights. */
async function cellsAfter(text: string): Promise<readonly string[]> {
  const emulator = new xterm.Terminal({ cols: 50, rows: 2, allowProposedApi: true });
  await new Promise<void>((resolve) => {
    emulator.write(text, resolve);
  });
  const line = emulator.buffer.active.getLine(0);
  return Array.from({ length: 50 }, (_, column) => {
    const cell = line?.getCell(column);
    const weight = `${String(cell?.isBold())}${String(cell?.isDim())}`;
    return `${cell?.getChars() || ' '} ${String(cell?.getFgColor())} ${weight}`;
  });
}
