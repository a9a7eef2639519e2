/**
 * Positions in texts: characters are counted as Unicode code points, so no edit cuts one in two.
 *
 * A position beyond the end is the end, as in an editor, whose cursor cannot stand anywhere else: whoever
 * writes a script need not know how long the text is by then.
 */

/** How many characters a text has. */
export function countCharacters(text: string): number {
  if (!surrogates.test(text)) return text.length;
  let count = 0;
  for (let offset = 0; offset < text.length; offset += widthAt(text, offset)) count++;
  return count;
}

/** Where the character at an index begins, in units of the string; its end when there are fewer. */
export function offsetOf(text: string, index: number): number {
  if (!surrogates.test(text)) return Math.min(index, text.length);
  let offset = 0;
  for (let n = 0; n < index && offset < text.length; n++) offset += widthAt(text, offset);
  return offset;
}

/** The text with another one before the character at an index. */
export function insertText(text: string, at: number, inserted: string): string {
  const offset = offsetOf(text, at);
  return text.slice(0, offset) + inserted + text.slice(offset);
}

/** The text without some characters. */
export function eraseText(text: string, at: number, length: number): string {
  return text.slice(0, offsetOf(text, at)) + text.slice(offsetOf(text, at + length));
}

const surrogates = /[\ud800-\udfff]/;

function widthAt(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}
