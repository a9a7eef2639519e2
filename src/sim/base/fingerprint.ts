/** The fingerprint of a run: 64 bits over every state-changing event in order. */
import { mix32 } from './hash.js';

/**
 * Two independent 32-bit hashes of a sequence of events.
 *
 * Each event acts on a lane's state as a bijection, so a difference, once there, is never forgotten
 * over equal events. It tells runs apart; it does not withstand an adversary.
 */
export class Fingerprint {
  private first = 0x6a09e667 | 0;
  private second = 0xbb67ae85 | 0;

  /** Takes in one event: what happened, where, and its operands; int32, or uint32 of those bits. */
  add(kind: number, node: number, a: number, b: number): void {
    const first =
      this.first ^
      (Math.imul(kind, 0x9e3779b1) +
        Math.imul(node, 0x85ebca77) +
        Math.imul(a, 0xc2b2ae3d) +
        Math.imul(b, 0x27d4eb2f));
    const second =
      this.second ^
      (Math.imul(kind, 0x165667b1) +
        Math.imul(node, 0x2c1b3c6d) +
        Math.imul(a, 0x297a2d39) +
        Math.imul(b, 0x7feb352d));
    this.first = (Math.imul((first << 13) | (first >>> 19), 0xcc9e2d51) + 0x38b34ae5) | 0;
    this.second = (Math.imul((second << 17) | (second >>> 15), 0x1b873593) + 0x561ccd1b) | 0;
  }

  /** Takes in a time: an integer of 0 to 2^53 microseconds, every bit of it. */
  addTime(us: number): void {
    this.add(0x74696d65, 0, (us / 0x100000000) | 0, us >>> 0);
  }

  /** 16 hexadecimal digits of all that was taken in so far. */
  toHex(): string {
    return hex32(mix32(this.first)) + hex32(mix32(this.second));
  }
}

function hex32(word: number): string {
  return word.toString(16).padStart(8, '0');
}
