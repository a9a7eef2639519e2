/**
 * Hashes that are pure functions of integers and text, equal on every engine: for seeds, for
 * fingerprints and for draws that are computed from an identity instead of drawn in sequence.
 *
 * None of them withstands an adversary; all are made for structured input such as consecutive
 * integers.
 */

/**
 * Mixes 32 bits so that each bit of the argument sways each bit of the result; a bijection.
 *
 * @param h an int32 or uint32; the two spellings of the same bits give the same result
 * @returns a uint32
 * @see Chris Wellons, "hash-prospector": two multiplications, measured bias 0.107
 */
export function mix32(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0xd35a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** A uint32 of a text's UTF-16 code units. */
export function hashString(text: string): number {
  return hashString64(text).high;
}

/**
 * Two independent uint32 of a text's UTF-16 code units, 64 bits together.
 *
 * @see Austin Appleby, MurmurHash3 (32 bits): its step for a block, once with its own constants and
 * once with others
 */
export function hashString64(text: string): { readonly high: number; readonly low: number } {
  let high = 0x3c6ef372;
  let low = 0x1f83d9ab;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = absorb(high, Math.imul(unit, 0xcc9e2d51), 0x1b873593);
    low = absorb(low, Math.imul(unit, 0x9e3779b1), 0x85ebca6b);
  }
  return { high: mix32(high ^ text.length), low: mix32(low ^ Math.imul(text.length, 0xc2b2ae35)) };
}

/**
 * A number in the open interval (0, 1) that depends on nothing but four int32.
 *
 * For what may happen a different number of times under another strategy: a message's latency,
 * loss and duplication are drawn from (seed, link, what it carries, attempt), so two strategies
 * under one seed meet the same network. The result is an odd multiple of 2^−53: never 0 or 1, and
 * symmetric about one half.
 */
export function unitFromIdentity(seed: number, a: number, b: number, c: number): number {
  // Two linear lanes with multipliers of their own: together they tell apart arguments that differ
  // little. The seed enters one by exclusive or and one by addition, so that no seed's draws are
  // another's shifted along an argument.
  const first =
    (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca77) + Math.imul(c, 0xc2b2ae3d)) ^ seed;
  const second =
    (Math.imul(a, 0x27d4eb2f) + Math.imul(b, 0x165667b1) + Math.imul(c, 0x2c1b3c6d) + seed) | 0;
  // Chained, since either lane alone repeats for nearby arguments; the constant spares all zeros,
  // which mixing would leave as they are.
  const inner = mix32(second ^ 0x5851f42d);
  const high = mix32(first ^ inner);
  const low = Math.imul(inner ^ (high >>> 7), 0x297a2d39);
  return (high * 0x100000 + ((low ^ (low >>> 15)) >>> 12) + 0.5) / 0x10000000000000;
}

function absorb(h: number, block: number, multiplier: number): number {
  const x = h ^ Math.imul((block << 15) | (block >>> 17), multiplier);
  return (Math.imul((x << 13) | (x >>> 19), 5) + 0xe6546b64) | 0;
}
