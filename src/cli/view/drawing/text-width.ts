/** How many terminal columns text takes, and cutting and padding it to a number of them. */
import { printable } from '../../printable.js';

/** Columns of text: marks on another character take none, East Asian wide ones and emoji two. */
export function measureWidth(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** Cuts text to at most this many columns; `ellipsis` (one column) stands for what was cut off. */
export function cutText(text: string, columns: number, ellipsis: string): string {
  if (columns <= 0) return '';
  if (measureWidth(text) <= columns) return text;
  return `${takeColumns(text, columns - 1)}${ellipsis}`;
}

/** Cuts out of the middle: what tells names apart is at their beginning or at their end. */
export function cutMiddle(text: string, columns: number, ellipsis: string): string {
  if (measureWidth(text) <= columns || columns < 5) return cutText(text, columns, ellipsis);
  const tail = Math.floor((columns - 1) / 2);
  return `${takeColumns(text, columns - 1 - tail)}${ellipsis}${takeLastColumns(text, tail)}`;
}

/** Cuts or pads on the right to exactly this many columns. */
export function fitLeft(text: string, columns: number, ellipsis: string): string {
  const cut = cutText(text, columns, ellipsis);
  return cut + spaces(columns - measureWidth(cut));
}

/** The longest beginning that takes no more than this many columns. */
export function takeColumns(text: string, columns: number): string {
  let width = 0;
  let taken = '';
  for (const character of text) {
    width += widthOfCharacter(character);
    if (width > columns) break;
    taken += character;
  }
  return taken;
}

/** The longest end that takes no more than this many columns. */
export function takeLastColumns(text: string, columns: number): string {
  const characters = [...text];
  let width = 0;
  let first = characters.length;
  for (let index = characters.length - 1; index >= 0; index -= 1) {
    const own = widthOfCharacter(characters[index] ?? '');
    width += own;
    if (width > columns) break;
    // A mark without the letter it sits on is nothing.
    if (own > 0) first = index;
  }
  return characters.slice(first).join('');
}

/** Text from a scenario, such as a name or a value, without what could steer a terminal. */
export function showText(text: string): string {
  return plainAscii.test(text) ? text : printable(text);
}

/** Columns of one code point: 0, 1 or 2. */
export function widthOfCharacter(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  // Frames and bars are most of what is drawn.
  if (code >= firstOfFrames && code <= lastOfBars) return 1;
  const known = widths.get(code);
  if (known !== undefined) return known;
  const width = findWidth(code, character);
  if (widths.size < mostWidths) widths.set(code, width);
  return width;
}

/** Box Drawing and Block Elements are two blocks beside each other. */
const firstOfFrames = 0x2500;
const lastOfBars = 0x259f;
/** A screen asks for the same characters many times a second. */
const widths = new Map<number, 0 | 1 | 2>();
const mostWidths = 10_000;

function findWidth(code: number, character: string): 0 | 1 | 2 {
  if (mark.test(character)) return 0;
  return isWide(code) || emoji.test(character) ? 2 : 1;
}

const plainAscii = /^[\x20-\x7e]*$/;
const mark = /^[\p{Mn}\p{Me}]$/u;
const emoji = /^\p{Emoji_Presentation}$/u;

function spaces(count: number): string {
  return count > 0 ? ' '.repeat(count) : '';
}

function isWide(code: number): boolean {
  return wideRanges.some(([first, last]) => code >= first && code <= last);
}

/**
 * Blocks whose assigned characters are wide or full width.
 *
 * @see Unicode Standard Annex 11, East Asian Width
 */
const wideRanges: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];
