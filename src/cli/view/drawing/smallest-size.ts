/** Terminals that are too small for a screen. */
import type { Size } from './panel.js';
import { span } from './row.js';
import type { Row } from './row.js';

/** The smallest terminal that screens are drawn on. */
export const smallestSize: Size = { columns: 60, rows: 18 };

/** Whether a terminal is smaller than that. */
export function isTooSmall(size: Size): boolean {
  return size.columns < smallestSize.columns || size.rows < smallestSize.rows;
}

/** The one sentence that is shown instead of a screen. */
export function drawApology(size: Size): readonly Row[] {
  const { columns, rows } = smallestSize;
  const sentence =
    `quarrel needs ${columns}x${rows} characters and has ${size.columns}x${size.rows}:` +
    ' enlarge the window, or quit with q and use --plain.';
  return breakWords(sentence, size.columns).map((line) => [span(line)]);
}

function breakWords(sentence: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > columns && line !== '') lines.push(line);
    line = longer.length > columns ? word : longer;
  }
  return [...lines, line];
}
