import { expect, test } from 'vitest';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import { drawReading, lastTopOf } from '../../../../src/cli/view/reading/draw-reading.js';
import type { ReadingPart } from '../../../../src/cli/view/reading/draw-reading.js';

const size = { columns: 60, rows: 10 };

test('prose is wrapped, documents keep their lines, with a blank row between parts', () => {
  const rows = draw([{ kind: 'prose', text: 'one\ntwo' }, { kind: 'document', text: 'a:\n  b: 1\n' }]);
  expect(rows.slice(1)).toEqual(['one two', '', 'a:', '  b: 1']);
});

test('keys and comments of a document are in other tones', () => {
  const text = { title: 'x', parts: [{ kind: 'document', text: '  - at: 1s # soon' }] } as const;
  const [, row = []] = drawReading(text, 0, size, unicodeTheme);
  expect(row.find(({ tone }) => tone === 'accent')?.text).toBe('- at:');
  expect(row.find(({ text: words }) => words.includes('# soon'))?.tone).toBe('dim');
  expect(rowText(row)).toContain('  - at: 1s # soon');
});

test('a long line goes on further in, and nothing of it is lost', () => {
  const line = `    clients: ${'word '.repeat(40)}end`;
  const rows = draw([{ kind: 'document', text: line }], { columns: 60, rows: 20 });
  const inside = rows.slice(1);
  expect(inside.map((row) => row.trim()).filter((row) => row !== '').join(' ')).toBe(line.trim());
  expect(inside[1]).toMatch(/^ {6}word/);
});

test.each(['名'.repeat(300), `${' '.repeat(90)}x`, `${' '.repeat(30)}${'名'.repeat(90)}`, '\t\u001b[31mred\u202e'])(
  'whatever a line is, its rows fit and are harmless, %#',
  (line) => {
    const text = { title: 'x', parts: [{ kind: 'document', text: line }] } as const;
    for (const row of drawReading(text, 0, size, unicodeTheme)) {
      expect(rowWidth(row)).toBeLessThanOrEqual(60);
      expect(rowText(row)).not.toMatch(/[\u0000-\u001f\u202e]/);
    }
  },
);

test('a line of 80 columns fits in 80 columns, and a long title gives way to the place', () => {
  const parts = [{ kind: 'complaint', text: `${'x'.repeat(80)}\n`.repeat(30) }] as const;
  const rows = drawReading({ title: 'T'.repeat(99), parts }, 0, { columns: 80, rows: 10 }, unicodeTheme);
  expect(rows.map(rowWidth)).toEqual(rows.map(() => 80));
  expect(rowText(rows[0] ?? [])).toMatch(/T… ─* 1-9 of 30 ─$/);
});

test('a text can be scrolled until its end is the last row, and the frame says where one is', () => {
  const parts = [{ kind: 'document', text: Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n') }] as const;
  const last = lastTopOf({ title: 'x', parts }, size);
  expect(last).toBe(21);
  const rows = draw(parts, size, last);
  expect(rows[0]).toContain('22-30 of 30');
  expect(rows.at(-1)).toContain('line 29');
  expect(lastTopOf({ title: 'x', parts }, { columns: 60, rows: 40 })).toBe(0);
});

function draw(parts: readonly ReadingPart[], room = size, top = 0): readonly string[] {
  return drawReading({ title: 'x', parts }, top, room, unicodeTheme).map(rowText);
}
