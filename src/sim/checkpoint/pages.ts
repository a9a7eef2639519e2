/**
 * What an array buffer held, in pages: one that is as it was in the image before is shared with it, and one
 * of zeros takes no room.
 */

/** Bytes of a page. */
export const pageBytes = 65_536;
const pageWords = pageBytes / 4;

/** The contents of one buffer at one moment. */
export class Pages {
  /** What no earlier image holds. */
  readonly ownBytes: number;
  private readonly words: Int32Array;
  /** What is beyond the last whole word. */
  private readonly rest: Uint8Array;
  private readonly restCopy: Uint8Array;
  /** Null for a page of zeros. */
  private readonly pages: readonly (Int32Array | null)[];

  /** @param before an earlier image of the same buffer, to share pages with */
  constructor(buffer: ArrayBufferLike, before: Pages | null) {
    const words = before?.words ?? new Int32Array(buffer, 0, buffer.byteLength >>> 2);
    this.words = words;
    this.rest = before?.rest ?? new Uint8Array(buffer, words.byteLength);
    this.restCopy = this.rest.slice();
    let ownBytes = this.rest.length;
    const pages: (Int32Array | null)[] = [];
    for (let from = 0; from < words.length; from += pageWords) {
      const to = Math.min(from + pageWords, words.length);
      const known = before?.pages[pages.length] ?? null;
      if (known === null ? areZeros(words, from, to) : areEqual(words, from, known)) pages.push(known);
      else {
        pages.push(words.slice(from, to));
        ownBytes += 4 * (to - from);
      }
    }
    this.pages = pages;
    this.ownBytes = ownBytes;
  }

  /** The buffer holds just this. */
  isCurrent(): boolean {
    const { words, pages } = this;
    return (
      this.rest.every((byte, i) => byte === this.restCopy[i]) &&
      pages.every((page, i) => {
        const from = i * pageWords;
        return page === null ? areZeros(words, from, Math.min(from + pageWords, words.length)) : areEqual(words, from, page);
      })
    );
  }

  /** Writes all of it back. */
  restore(): void {
    const { words, pages } = this;
    for (let i = 0; i < pages.length; i++) {
      const page = pages[i];
      const from = i * pageWords;
      const to = Math.min(from + pageWords, words.length);
      if (page !== null) words.set(page, from);
      // Zeros are written where they are missing only: memory that nobody ever wrote to costs nothing.
      else if (!areZeros(words, from, to)) words.fill(0, from, to);
    }
    this.rest.set(this.restCopy);
  }
}

function areEqual(words: Int32Array, from: number, page: Int32Array): boolean {
  const { length } = page;
  const even = length & ~7;
  let i = 0;
  let at = from;
  for (; i < even; i += 8, at += 8) {
    const difference =
      (words[at] ^ page[i]) |
      (words[at + 1] ^ page[i + 1]) |
      (words[at + 2] ^ page[i + 2]) |
      (words[at + 3] ^ page[i + 3]) |
      (words[at + 4] ^ page[i + 4]) |
      (words[at + 5] ^ page[i + 5]) |
      (words[at + 6] ^ page[i + 6]) |
      (words[at + 7] ^ page[i + 7]);
    if (difference !== 0) return false;
  }
  for (; i < length; i++, at++) if (words[at] !== page[i]) return false;
  return true;
}

function areZeros(words: Int32Array, from: number, to: number): boolean {
  let i = from;
  for (; i + 7 < to; i += 8) {
    const some =
      words[i] | words[i + 1] | words[i + 2] | words[i + 3] | words[i + 4] | words[i + 5] | words[i + 6] | words[i + 7];
    if (some !== 0) return false;
  }
  for (; i < to; i++) if (words[i] !== 0) return false;
  return true;
}
