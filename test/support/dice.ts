/**
 * A small source of chance for tests, independent of the engine's: mulberry32 seeded by an integer.
 */

/** Draws that depend on nothing but the seed and the draws before. */
export interface Dice {
  /** Uniform in [0, 1). */
  readonly unit: () => number;
  /** Uniform integer between both ends, ends included. */
  readonly between: (low: number, high: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the items, each alike; there must be one. */
  readonly pick: <T>(items: readonly T[]) => T;
}

/** Dice for one test case. */
export function makeDice(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  function unit(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  function between(low: number, high: number): number {
    return low + Math.floor(unit() * (high - low + 1));
  }
  function pick<T>(items: readonly T[]): T {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  }
  return { unit, between, pick, chance: (probability) => unit() < probability };
}
