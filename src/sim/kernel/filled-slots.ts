/**
 * Which slots of a timing wheel hold events, so that the next one is found without looking at empty ones.
 *
 *   bits:   a bit a slot, 64 words a level
 *   words:  a bit a word of those, 2 words a level
 */

/** Slots in a level. */
export const slotsPerLevel = 2048;

const wordsPerLevel = slotsPerLevel / 32;

/** A set of slots, numbered level · slotsPerLevel + digit. */
export class FilledSlots {
  private readonly bits: Int32Array;
  private readonly words: Int32Array;

  constructor(levels: number) {
    this.bits = new Int32Array(levels * wordsPerLevel);
    this.words = new Int32Array(levels * 2);
  }

  mark(slot: number): void {
    const word = slot >>> 5;
    this.bits[word] |= 1 << (slot & 31);
    this.words[word >>> 5] |= 1 << (word & 31);
  }

  clear(slot: number): void {
    const word = slot >>> 5;
    const rest = this.bits[word] & ~(1 << (slot & 31));
    this.bits[word] = rest;
    if (rest === 0) this.words[word >>> 5] &= ~(1 << (word & 31));
  }

  isLevelEmpty(level: number): boolean {
    return (this.words[2 * level] | this.words[2 * level + 1]) === 0;
  }

  /** First filled digit of a level at or after `from`; −1 if there is none. */
  find(level: number, from: number): number {
    if (from >= slotsPerLevel) return -1;
    const firstWord = level * wordsPerLevel;
    let word = from >>> 5;
    let found = this.bits[firstWord + word] & (-1 << (from & 31));
    if (found === 0) {
      word = this.findWord(level, word + 1);
      if (word < 0) return -1;
      found = this.bits[firstWord + word];
    }
    return (word << 5) + lowestBit(found);
  }

  private findWord(level: number, from: number): number {
    if (from < 32) {
      const lower = this.words[2 * level] & (-1 << from);
      if (lower !== 0) return lowestBit(lower);
      const upper = this.words[2 * level + 1];
      return upper === 0 ? -1 : 32 + lowestBit(upper);
    }
    if (from >= 64) return -1;
    const upper = this.words[2 * level + 1] & (-1 << (from - 32));
    return upper === 0 ? -1 : 32 + lowestBit(upper);
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
