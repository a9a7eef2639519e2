/** Lines of a card that never get wider than a terminal of 80 columns, whatever stands in them. */
import { cutText, measureWidth, takeColumns } from '../../view/drawing/text-width.js';
import { textColumns } from '../layout.js';

/** One line, cut where it gets too long. */
export function cutLine(text: string): string {
  return cutText(text, textColumns, '…').trimEnd();
}

/** Text over as many lines as it takes; a word longer than a line is taken apart. */
export function paragraph(text: string, indent = 0): readonly string[] {
  const room = textColumns - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => takeApart(each, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measureWidth(longer) <= room) {
      line = longer;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = word;
  }
  if (line.trim() !== '') lines.push(line);
  return lines.map((each) => `${' '.repeat(indent)}${each.trimEnd()}`);
}

/** A name with text beside it, whose further lines stand below its first one. */
export function entry(name: string, text: string, { indent, width }: EntryLayout): readonly string[] {
  const lines = paragraph(text, indent + width);
  const head = `${' '.repeat(indent)}${padTo(name, width)}`;
  if (measureWidth(name) >= width) return [cutLine(head), ...lines];
  const [first = '', ...rest] = lines;
  return [`${head}${first.slice(indent + width)}`.trimEnd(), ...rest];
}

/** Where an entry stands. */
export interface EntryLayout {
  readonly indent: number;
  /** Columns of the name, with the space after it. */
  readonly width: number;
}

/** Text with spaces behind it up to a width. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - measureWidth(text)));
}

function takeApart(word: string, columns: number): readonly string[] {
  const parts: string[] = [];
  let rest = word;
  while (measureWidth(rest) > columns) {
    const part = takeColumns(rest, columns);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}
