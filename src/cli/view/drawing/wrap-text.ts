/** Breaking text into lines that fit. */
import { measureWidth, takeColumns } from './text-width.js';

/** Breaks text at spaces into lines of at most this many columns; a word that is wider is broken too. */
export function wrapText(text: string, columns: number): readonly string[] {
  if (columns <= 1) return [];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measureWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (measureWidth(line) > columns) {
      const taken = takeColumns(line, columns);
      lines.push(taken);
      line = line.slice(taken.length);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
