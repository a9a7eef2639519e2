/** What has to be written so that a row of the terminal becomes another one: only its cells that differ. */
import { widthOfCharacter } from '../../view/drawing/text-width.js';

/** The shorter way: the parts of the row that changed, or all of it. Rows are counted from 0. */
export function describeRowChange(row: number, before: string, after: string): string {
  const whole = describeRow(row, after);
  const old = cellsOf(before);
  const now = cellsOf(after);
  // Terminals disagree about the columns of some characters: such a row is always written from its beginning.
  if (old === null || now === null || old.length !== now.length) return whole;
  const parts = describeParts(row, old, now);
  return parts.length < whole.length ? parts : whole;
}

/** A row from its beginning. Erases first: erasing to the right of a full row would take its last character. */
export function describeRow(row: number, text: string): string {
  return `\u001b[${row + 1};1H\u001b[0m\u001b[2K${text}`;
}

/** One column of a row. */
interface Cell {
  /** The codes of its colours. */
  readonly style: string;
  readonly character: string;
}

/** So many equal cells between two changes are written again: going past them costs as much. */
const widestGap = 9;

function describeParts(row: number, old: readonly Cell[], now: readonly Cell[]): string {
  let text = '';
  let column = 0;
  while (column < now.length) {
    if (isSame(old[column], now[column])) {
      column += 1;
      continue;
    }
    let end = column + 1;
    for (let next = end; next < now.length && next - end <= widestGap; next += 1) {
      if (!isSame(old[next], now[next])) end = next + 1;
    }
    text += `\u001b[${row + 1};${column + 1}H${writeCells(now.slice(column, end))}`;
    column = end;
  }
  return text;
}

function isSame(old: Cell | undefined, now: Cell | undefined): boolean {
  return old?.character === now?.character && old?.style === now?.style;
}

function writeCells(cells: readonly Cell[]): string {
  let text = '';
  let shown = '';
  for (const { style, character } of cells) {
    if (style !== shown) text += shown === '' ? style : `\u001b[0m${style}`;
    shown = style;
    text += character;
  }
  return shown === '' ? text : `${text}\u001b[0m`;
}

/** Codes that end a colour or a weight; rows are painted span by span, so they end all of it. */
const endings = new Set(['', '0', '22', '23', '24', '27', '39', '49']);
const code = /\u001b\[([0-9;]*)m/g;

/** The cells of a row; null when not every character surely takes one column. */
function cellsOf(row: string): readonly Cell[] | null {
  const cells: Cell[] = [];
  let style = '';
  let from = 0;
  for (const match of row.matchAll(code)) {
    if (!addCells(cells, row.slice(from, match.index), style)) return null;
    const [text, numbers = ''] = match;
    style = numbers.split(';').every((number) => endings.has(number)) ? '' : style + text;
    from = match.index + text.length;
  }
  return addCells(cells, row.slice(from), style) ? cells : null;
}

function addCells(cells: Cell[], text: string, style: string): boolean {
  for (const character of text) {
    if (character === '\u001b' || widthOfCharacter(character) !== 1) return false;
    cells.push({ style, character });
  }
  return true;
}
