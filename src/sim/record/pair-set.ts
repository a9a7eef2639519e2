/**
 * A set of pairs of ids: open addressing with linear probing over two int32 a slot.
 *
 *   | 1 + smaller id | larger id | …      0 in the first place: free
 */
import { mix32 } from '../base/hash.js';

/** Counts distinct unordered pairs. */
export class PairSet {
  private slots = new Int32Array(2 * 1024);
  private pairs = 0;

  /** How many distinct pairs were added. */
  get size(): number {
    return this.pairs;
  }

  /** Adds a pair of different ids; false if it was there already. */
  add(x: number, y: number): boolean {
    if (!this.insert(Math.min(x, y) + 1, Math.max(x, y))) return false;
    this.pairs++;
    if (this.pairs * 4 > this.slots.length) this.grow();
    return true;
  }

  has(x: number, y: number): boolean {
    const { slots } = this;
    const mask = slots.length / 2 - 1;
    const first = Math.min(x, y) + 1;
    const second = Math.max(x, y);
    let slot = mix32(first ^ Math.imul(second, 0x9e3779b1)) & mask;
    while (slots[2 * slot] !== 0) {
      if (slots[2 * slot] === first && slots[2 * slot + 1] === second) return true;
      slot = (slot + 1) & mask;
    }
    return false;
  }

  /** Visits every pair once, in an order that depends on the pairs alone. */
  forEach(visit: (smaller: number, larger: number) => void): void {
    const { slots } = this;
    for (let i = 0; i < slots.length; i += 2) if (slots[i] !== 0) visit(slots[i] - 1, slots[i + 1]);
  }

  private insert(first: number, second: number): boolean {
    const slots = this.slots;
    const mask = slots.length / 2 - 1;
    let slot = mix32(first ^ Math.imul(second, 0x9e3779b1)) & mask;
    while (slots[2 * slot] !== 0) {
      if (slots[2 * slot] === first && slots[2 * slot + 1] === second) return false;
      slot = (slot + 1) & mask;
    }
    slots[2 * slot] = first;
    slots[2 * slot + 1] = second;
    return true;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) if (old[i] !== 0) this.insert(old[i], old[i + 1]);
  }
}
