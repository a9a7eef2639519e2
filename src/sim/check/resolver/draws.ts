/** Random draws for a check: a function of a seed, a number, and how many were drawn before. */
import { mix32, unitFromIdentity } from '../../base/hash.js';

/** The draws of one number. */
export class Draws {
  private readonly seed: number;
  private readonly number: number;
  private count = 0;

  constructor(seed: number, number: number) {
    this.seed = mix32(seed);
    this.number = number;
  }

  /** From 0 up to, but without, 1. */
  unit(): number {
    return unitFromIdentity(this.seed, this.number, this.count++, 0);
  }

  /** A whole number from 0 up to, but without, the bound. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  /** Of what is there, in place. */
  shuffle<Item>(items: Item[]): Item[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }
}
