/** A text that is read: lines that are wrapped and scrolled. */
import type { Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row, Tone } from '../drawing/row.js';
import { cutText, measureWidth, showText, takeColumns } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { wrapText } from '../drawing/wrap-text.js';

/** A text in parts. */
export interface ReadingText {
  readonly title: string;
  readonly parts: readonly ReadingPart[];
}

/** A part of a text: prose is wrapped at spaces, lines of a document only where they are too long. */
export interface ReadingPart {
  readonly kind: 'prose' | 'heading' | 'complaint' | 'document';
  readonly text: string;
}

/** Rows of text that are seen at once: all but that of the title. */
export function readingRows({ rows }: Size): number {
  return Math.max(1, rows - 1);
}

/** Draws the part of a text that begins with a row. There is no frame: reports are as wide as a terminal is. */
export function drawReading(text: ReadingText, top: number, size: Size, theme: Theme): readonly Row[] {
  const rows = layOutReading(text, size.columns);
  const shown = rows.slice(top, top + readingRows(size));
  const isWhole = shown.length === rows.length;
  const place = isWhole ? '' : ` ${top + 1}-${top + shown.length} of ${rows.length} `;
  return [drawTitle(text.title, place, size, theme), ...shown];
}

/** The last row at which a text can begin. */
export function lastTopOf(text: ReadingText, size: Size): number {
  return Math.max(0, layOutReading(text, size.columns).length - readingRows(size));
}

function drawTitle(title: string, place: string, { columns }: Size, { box, ellipsis }: Theme): Row {
  const line = box.horizontal;
  const cut = cutText(title, columns - measureWidth(place) - 6, ellipsis);
  const filler = Math.max(0, columns - measureWidth(cut) - measureWidth(place) - 4);
  return [span(`${line} `, 'dim'), span(cut, 'title'), span(` ${line.repeat(filler)}${place}${line}`, 'dim')];
}

function layOutReading({ parts }: ReadingText, columns: number): readonly Row[] {
  return parts.flatMap((part, index) => {
    const rows = layOutPart(part, columns);
    const blank: Row = [];
    return index === 0 ? rows : [blank, ...rows];
  });
}

function layOutPart({ kind, text }: ReadingPart, columns: number): readonly Row[] {
  switch (kind) {
    case 'prose':
      return wrapText(showText(text), columns).map((line) => [span(line)]);
    case 'heading':
      return wrapText(showText(text), columns).map((line) => [span(line, 'strong')]);
    case 'complaint':
    case 'document':
      return text
        .replace(/\s+$/, '')
        .split('\n')
        .flatMap((line) => breakLine(line, columns))
        .map((line) => drawLine(line, kind));
  }
}

/** What does not fit continues below, further in than the line began. */
function breakLine(text: string, columns: number): readonly string[] {
  const line = text.split('\t').map(showText).join('  ');
  const own = /^[ -]*/.exec(line)?.[0].length ?? 0;
  const indent = ' '.repeat(Math.min(Math.floor(columns / 4), own + 2));
  const lines: string[] = [];
  let rest = line;
  while (measureWidth(rest) > columns) {
    const taken = takeBefore(rest, columns);
    lines.push(taken);
    rest = indent + rest.slice(taken.length).trimStart();
  }
  return [...lines, rest];
}

/** As much as fits, up to a space where there is one beyond the middle. */
function takeBefore(line: string, columns: number): string {
  const taken = takeColumns(line, columns);
  const space = taken.lastIndexOf(' ');
  return space > taken.length / 2 ? taken.slice(0, space) : taken;
}

function drawLine(line: string, kind: ReadingPart['kind']): Row {
  if (kind === 'complaint') return [span(line)];
  const [, indent = '', key = '', rest = ''] = /^(\s*)((?:- )?[^\s:#'"{[][^:#'"{[]*:(?=\s|$))?(.*)$/.exec(line) ?? [];
  const [, value = rest, comment = ''] = /^(.*?)((?:^|\s)#.*)$/.exec(rest) ?? [];
  const tones: readonly (readonly [string, Tone])[] = [[indent, 'plain'], [key, 'accent'], [value, 'plain'], [comment, 'dim']];
  return tones.filter(([text]) => text !== '').map(([text, tone]) => span(text, tone));
}
