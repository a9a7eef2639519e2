/**
 * Named random streams, each independent of all others and of the order in which they are made.
 *
 * The generator is Tyche-i: 128 bits of state, cycles expected near 2^127, no failure in BigCrush,
 * and the fastest of those in seedrandom whose streams of neighbouring seeds are unrelated (xor128
 * and xorwow are faster and fail there). ARC4 costs ten times as much; Alea can return 0, and the
 * first outputs of its seeds collide too often.
 *
 * @see Samuel Neves and Filipe Araujo, "Fast and Small Nonlinear Pseudorandom Number Generators for
 * Computer Simulation" (PPAM 2011)
 */
import tychei from 'seedrandom/lib/tychei.js';
import { assert } from './assert.js';
import { hashString, hashString64 } from './hash.js';

/** All the random streams of one seed. */
export class RandomStreams {
  private readonly seed: string;
  private readonly streams = new Map<string, RandomStream>();

  /** @param seed any text, the empty one included */
  constructor(seed: string) {
    this.seed = seed;
  }

  /** The stream of a purpose and place, such as `keys eu-west`; one object for each name. */
  stream(name: string): RandomStream {
    const known = this.streams.get(name);
    if (known !== undefined) return known;
    const made = new RandomStream(`${this.seed.length}:${this.seed}/stream/${name}`);
    this.streams.set(name, made);
    return made;
  }

  /** A uint32 to compute draws from identities with; see `unitFromIdentity`. */
  identitySeed(name: string): number {
    return hashString(`${this.seed.length}:${this.seed}/identity/${name}`);
  }
}

/** One sequence of random numbers. */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** @param identity the text that alone decides the sequence */
  constructor(identity: string) {
    // Hashed, so that alike texts make unlike states. The first outputs show the seeding most.
    const { high, low } = hashString64(identity);
    const { a, b, c, d } = tychei(`${high.toString(16)} ${low.toString(16)}`, { state: true }).state();
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    for (let i = 0; i < 16; i++) this.nextInt32();
  }

  /** 32 bits. */
  nextUint32(): number {
    return this.nextInt32() >>> 0;
  }

  /** A number in the open interval (0, 1): an odd multiple of 2^−53, each alike. */
  nextUnit(): number {
    const high = this.nextInt32() >>> 0;
    const low = this.nextInt32() >>> 12;
    return (high * 0x100000 + low + 0.5) / 0x10000000000000;
  }

  /** An integer of 0 to n − 1, each exactly alike; 1 <= n <= 2^32. */
  nextBelow(n: number): number {
    assert(n >= 1 && n <= 0x100000000 && Math.floor(n) === n, 'bound of a draw out of range');
    // As many equal buckets as there are results; what is beyond the last is drawn again.
    const bucket = Math.floor(0x100000000 / n);
    let result = n;
    while (result >= n) result = Math.floor((this.nextInt32() >>> 0) / bucket);
    return result;
  }

  /** One step of the generator, an int32; here, so that its state is ours to keep and to put back. */
  private nextInt32(): number {
    let { a, b, c, d } = this;
    b = (b << 25) ^ (b >>> 7) ^ c;
    c = (c - d) | 0;
    d = (d << 24) ^ (d >>> 8) ^ a;
    a = (a - b) | 0;
    this.b = b = (b << 20) ^ (b >>> 12) ^ c;
    this.c = c = (c - d) | 0;
    this.d = (d << 16) ^ (c >>> 16) ^ a;
    return (this.a = (a - b) | 0);
  }
}
