/** The ids of the writes that passed through a leader: one bit each. */

/** A set of dense ids. */
export class SeenIds {
  private words = new Uint32Array(64);

  has(id: number): boolean {
    const word = id >>> 5;
    return word < this.words.length && (this.words[word] & (1 << (id & 31))) !== 0;
  }

  clear(): void {
    this.words.fill(0);
  }

  add(id: number): void {
    const word = id >>> 5;
    if (word >= this.words.length) {
      const grown = new Uint32Array(Math.max(word + 1, this.words.length * 2));
      grown.set(this.words);
      this.words = grown;
    }
    this.words[word] |= 1 << (id & 31);
  }
}
