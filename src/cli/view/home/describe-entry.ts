/** What the home screen says about the entry that is selected. */
import type { Size } from '../drawing/panel.js';
import { fitRow, span } from '../drawing/row.js';
import type { Row, Tone } from '../drawing/row.js';
import { measureWidth } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { wrapText } from '../drawing/wrap-text.js';
import type { HomeEntry, HomeNote } from './home-state.js';

/** As much of it as there is room for; the command stands in the last row. */
export function describeEntry(entry: HomeEntry, size: Size, theme: Theme): readonly Row[] {
  const room = size.rows - 1;
  const rows = paragraphs(entry, size.columns - 2);
  const isCut = rows.length > room;
  const shown = isCut ? cutBelow(rows, room, theme) : rows;
  const blank: Row = [];
  const filler = Array.from({ length: room - shown.length }, () => blank);
  return [...shown, ...filler, fitRow([span(' $ ', 'dim'), span(entry.command, 'accent')], size.columns, theme.ellipsis)];
}

function paragraphs({ title, problem, about, notes }: HomeEntry, columns: number): readonly Row[] {
  return [
    ...paragraph(title, columns, problem === null ? 'strong' : 'bad'),
    ...paragraph(about, columns, 'plain'),
    ...notes.flatMap((note) => labelled(note, columns, 'dim')),
  ];
}

function paragraph(text: string, columns: number, tone: Tone): readonly Row[] {
  return wrapText(text, columns).map((line) => [span(` ${line}`, tone)]);
}

function labelled({ label, text }: HomeNote, columns: number, tone: Tone) {
  const indent = measureWidth(label) + 2;
  return wrapText(text, columns - indent).map((line, index): Row => {
    const start = index === 0 ? `${label}  ` : ' '.repeat(indent);
    return [span(` ${start}`, tone), span(line)];
  });
}

/** The last line that fits says that there is more. */
function cutBelow(rows: readonly Row[], room: number, { ellipsis }: Theme): readonly Row[] {
  const kept = rows.slice(0, room);
  const last = kept.at(-1);
  return last === undefined ? [] : [...kept.slice(0, -1), [...last, span(` ${ellipsis}`, 'dim')]];
}
