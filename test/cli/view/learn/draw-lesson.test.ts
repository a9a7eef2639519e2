import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { asciiTheme, unicodeTheme } from '../../../../src/cli/view/drawing/theme.js';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { drawLesson, lastTopOfLesson } from '../../../../src/cli/view/learn/draw-lesson.js';
import type { LessonState } from '../../../../src/cli/view/learn/lesson-page.js';
import { starterLesson } from '../../../../src/scenarios/lessons/starter.js';
import { numbersAndOrders, openText } from '../../tui/learn/opened-lesson.js';

/** Every page that there is, by name. */
const pages: Record<string, LessonState> = {};

beforeAll(async () => {
  for (const [name, text] of [['plain', starterLesson], ['wide', numbersAndOrders]] as const) {
    const { screen, settle, press } = openText(text);
    const keep = (page: string) => (pages[`${name} ${page}`] = screen.state);
    keep('computing');
    await settle();
    await press('h');
    keep('predicting');
    await press(...(name === 'plain' ? ['1'] : ['7', 'h']), 'return', 'f');
    keep('revealed');
    await press('1');
    keep('predicting a variation');
    await press('s');
    keep('varied');
    await press('return');
    keep(name === 'plain' ? 'over' : 'ordering');
  }
});

describe.each([[60, 17], [80, 23], [109, 30], [110, 30], [140, 39], [300, 89]])('at %i by %i', (columns, rows) => {
  const size = { columns, rows };

  test.each([unicodeTheme, asciiTheme])('every row of every page is as wide as the room, wherever it is scrolled', (theme) => {
    expect(Object.keys(pages)).toHaveLength(12);
    for (const [name, page] of Object.entries(pages)) {
      const last = lastTopOfLesson(page, size, theme);
      for (const top of [0, Math.floor(last / 2), last]) {
        const drawn = drawLesson({ ...page, top }, size, theme);
        expect(drawn, name).toHaveLength(rows);
        for (const row of drawn) expect(rowWidth(row), `${name}: ${rowText(row)}`).toBe(columns);
      }
    }
  });

  test('all of a long page is reached by scrolling', () => {
    const page = pages['plain revealed'];
    const last = lastTopOfLesson(page, size, asciiTheme);
    const seen = Array.from({ length: last + 1 }, (_, top) =>
      drawLesson({ ...page, top }, size, asciiTheme).map(rowText).join('\n')).join('\n');
    for (const part of ['You said', 'It was', 'Why', 'What really happened: x', 'lost-writes', 'Say it in the interview', 'They may ask', 'Try it on the same seed', 'Sources']) {
      expect(seen).toContain(part);
    }
  });
});

test('in ASCII there is nothing else, but for what a scenario says', () => {
  for (const [name, page] of Object.entries(pages)) {
    if (name.startsWith('wide')) continue;
    const text = drawLesson(page, { columns: 140, rows: 39 }, asciiTheme).map(rowText).join('\n');
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  }
});

/** Screens as they are to look; `UPDATE_GOLDEN=1 npx vitest run test/cli/view/learn` makes the file anew. */
const golden = fileURLToPath(new URL('lesson-screens.txt', import.meta.url));

test('questions, answers and variations look as they did', () => {
  const shown = ([
    ['plain predicting', 80, 23], ['plain revealed', 80, 23], ['plain revealed', 140, 39], ['plain varied', 140, 39], ['wide ordering', 60, 17],
  ] as const).map(([name, columns, rows]) => {
    const drawn = drawLesson(pages[name], { columns, rows }, asciiTheme).map((row) => rowText(row).trimEnd()).join('\n');
    return `== ${name}, ${String(columns)}x${String(rows)}\n${drawn}\n`;
  }).join('\n');
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, shown);
  else expect(shown).toBe(readFileSync(golden, 'utf8'));
});
