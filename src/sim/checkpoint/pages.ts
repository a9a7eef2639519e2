/**
 * What an array buffer held, in pages, so that images of one buffer share what is alike. A page is
 *
 *   whole     its words
 *   zeros     nothing
 *   a patch   an earlier whole page, shared, and what is otherwise in this one: | place | word | place | word | …
 *
 * Patches are against whole pages only: a page is put back with one copy and one patch, however many images
 * were taken. Where a patch would be an eighth of the page or more, the page is kept whole.
 */

/** Bytes of a page. */
export const pageBytes = 65_536;
const pageWords = pageBytes / 4;
/** Words that may differ in a patch. */
const mostDifferences = pageWords / 8;

/** One page. */
interface Page {
  /** Null for zeros. */
  readonly whole: Int32Array | null;
  readonly patch: Int32Array | null;
}

const zeros: Page = { whole: null, patch: null };
/** Where differences are collected. */
const found = new Int32Array(2 * mostDifferences);

/** The contents of one buffer at one moment. */
export class Pages {
  /** What no earlier image holds. */
  readonly ownBytes: number;
  /** The buffer holds what it held in the earlier image. */
  readonly isAsBefore: boolean;
  private readonly words: Int32Array;
  /** What is beyond the last whole word. */
  private readonly rest: Uint8Array;
  private readonly restCopy: Uint8Array;
  private readonly pages: readonly Page[];

  /** @param before an earlier image of the same buffer, to share pages with */
  constructor(buffer: ArrayBufferLike, before: Pages | null) {
    const words = before?.words ?? new Int32Array(buffer, 0, buffer.byteLength >>> 2);
    this.words = words;
    this.rest = before?.rest ?? new Uint8Array(buffer, words.byteLength);
    const hasSameRest = before !== null && before.restCopy.every((byte, i) => byte === this.rest[i]);
    this.restCopy = hasSameRest ? before.restCopy : this.rest.slice();
    let ownBytes = hasSameRest ? 0 : this.rest.length;
    let isAsBefore = hasSameRest;
    const pages: Page[] = [];
    for (let from = 0; from < words.length; from += pageWords) {
      const known = before?.pages[pages.length] ?? zeros;
      const page = keep(words, from, known);
      pages.push(page);
      if (page === known) continue;
      isAsBefore = false;
      ownBytes += page.patch?.byteLength ?? page.whole?.byteLength ?? 0;
    }
    this.pages = pages;
    this.ownBytes = ownBytes;
    this.isAsBefore = isAsBefore;
  }

  /** Writes all of it back. */
  restore(): void {
    const { words, pages } = this;
    for (let i = 0; i < pages.length; i++) {
      const { whole, patch } = pages[i];
      const from = i * pageWords;
      const to = Math.min(from + pageWords, words.length);
      if (whole !== null) words.set(whole, from);
      // Zeros are written where they are missing only: memory that nobody ever wrote to costs nothing.
      else if (!areZeros(words, from, to)) words.fill(0, from, to);
      if (patch === null) continue;
      for (let at = 0; at < patch.length; at += 2) words[from + patch[at]] = patch[at + 1];
    }
    this.rest.set(this.restCopy);
  }
}

/** The page that begins at a word: the known one, where it is as it was. */
function keep(words: Int32Array, from: number, known: Page): Page {
  const to = Math.min(from + pageWords, words.length);
  const { whole, patch } = known;
  const count = whole === null ? collectNonzero(words, from, to) : collectDifferences(words, from, whole);
  if (count < 0) return { whole: words.slice(from, to), patch: null };
  if (count === 0) return patch === null ? known : { whole, patch: null };
  if (patch !== null && patch.length === 2 * count && patch.every((word, at) => word === found[at])) return known;
  return { whole, patch: found.slice(0, 2 * count) };
}

/** How many words are not those of the page, collected in `found`; −1 for too many. */
function collectDifferences(words: Int32Array, from: number, page: Int32Array): number {
  const { length } = page;
  let count = 0;
  for (let block = 0; block < length; block += 8) {
    const at = from + block;
    if (block + 8 <= length) {
      const difference =
        (words[at] ^ page[block]) |
        (words[at + 1] ^ page[block + 1]) |
        (words[at + 2] ^ page[block + 2]) |
        (words[at + 3] ^ page[block + 3]) |
        (words[at + 4] ^ page[block + 4]) |
        (words[at + 5] ^ page[block + 5]) |
        (words[at + 6] ^ page[block + 6]) |
        (words[at + 7] ^ page[block + 7]);
      if (difference === 0) continue;
    }
    const end = Math.min(block + 8, length);
    for (let place = block; place < end; place++) {
      const word = words[from + place];
      if (word === page[place]) continue;
      if (count === mostDifferences) return -1;
      found[2 * count] = place;
      found[2 * count + 1] = word;
      count++;
    }
  }
  return count;
}

/** As {@link collectDifferences} from zeros. */
function collectNonzero(words: Int32Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const word = words[at];
    if (word === 0) continue;
    if (count === mostDifferences) return -1;
    found[2 * count] = at - from;
    found[2 * count + 1] = word;
    count++;
  }
  return count;
}

function areZeros(words: Int32Array, from: number, to: number): boolean {
  let at = from;
  for (; at + 7 < to; at += 8) {
    const some =
      words[at] | words[at + 1] | words[at + 2] | words[at + 3] | words[at + 4] | words[at + 5] | words[at + 6] | words[at + 7];
    if (some !== 0) return false;
  }
  for (; at < to; at++) if (words[at] !== 0) return false;
  return true;
}
