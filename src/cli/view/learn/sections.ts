/** Parts of a text under headings: a panel each where all have room, else one panel that is scrolled. */
import { drawPanel, innerSize } from '../drawing/panel.js';
import type { Size } from '../drawing/panel.js';
import { breakLines } from '../drawing/paragraph.js';
import { span } from '../drawing/row.js';
import type { Row, Tone } from '../drawing/row.js';
import { cutText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** One part; its rows are made for the columns inside a panel. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
}

/** Draws them in exactly this size. A panel that is scrolled says which of its lines are seen, and the key for more. */
export function drawSections(sections: readonly Section[], top: number, size: Size, theme: Theme, keyForMore = ''): readonly Row[] {
  const { columns, rows } = size;
  if (heightOfPanels(sections) <= rows && sections.length > 0) {
    const spare = rows - heightOfPanels(sections);
    return sections.flatMap(({ heading, rows: own }, index) => {
      const isLast = index === sections.length - 1;
      return drawPanel({ left: heading, right: '' }, own, { columns, rows: own.length + 2 + (isLast ? spare : 0) }, theme);
    });
  }
  const [first, lines] = joinSections(sections);
  const seen = innerSize(size).rows;
  const from = Math.min(top, Math.max(0, lines.length - seen));
  const until = Math.min(lines.length, from + seen);
  const more = keyForMore === '' || until === lines.length ? '' : `, ${keyForMore}`;
  const right = lines.length <= seen ? '' : `${String(from + 1)}-${String(until)} of ${String(lines.length)} lines${more}`;
  // That there is more matters more than the end of a long heading.
  const left = right === '' ? first : cutText(first, Math.max(8, columns - 8 - right.length), theme.ellipsis);
  return drawPanel({ left, right }, lines.slice(from), size, theme);
}

/** The last line at which they can begin to be drawn; 0 where all is seen at once. */
export function lastTopOfSections(sections: readonly Section[], size: Size): number {
  if (heightOfPanels(sections) <= size.rows) return 0;
  return Math.max(0, joinSections(sections)[1].length - innerSize(size).rows);
}

/** Paragraphs as rows, a blank one between each two. */
export function drawParagraphs(texts: readonly string[], columns: number, tone: Tone = 'plain'): readonly Row[] {
  return texts.flatMap((text, index) => [
    ...(index === 0 ? [] : [blank]),
    ...breakLines(text, columns - 2).map((line): Row => [span(` ${line}`, tone)]),
  ]);
}

/** A text behind a word of its own; further lines stand below the text. */
export function drawLabelled(label: string, text: string, columns: number, tone: Tone = 'plain'): readonly Row[] {
  const indent = ' '.repeat(label.length + 2);
  return breakLines(text, columns - indent.length - 1).map((line, index): Row =>
    [span(index === 0 ? ` ${label} ` : indent, 'dim'), span(line, tone)]);
}

const blank: Row = [];

function heightOfPanels(sections: readonly Section[]): number {
  return sections.reduce((sum, { rows }) => sum + rows.length + 2, 0);
}

/** The heading of the first is that of the panel; those of the others stand between. */
function joinSections(sections: readonly Section[]): readonly [string, readonly Row[]] {
  const lines = sections.flatMap(({ heading, rows }, index): readonly Row[] =>
    index === 0 ? rows : [blank, [span(` ${heading}`, 'title')], ...rows]);
  return [sections[0]?.heading ?? '', lines];
}
