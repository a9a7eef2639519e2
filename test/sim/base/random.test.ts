import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternalError } from '../../../src/sim/base/assert.js';
import { RandomStreams } from '../../../src/sim/base/random.js';
import type { RandomStream } from '../../../src/sim/base/random.js';
import { chiSquareScore, correlationScore, pairScore, uniformityScore } from './chi-square.js';

describe('RandomStreams', () => {
  it('repeats every stream for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, name) => {
        const first = drawUnits(new RandomStreams(seed).stream(name), 5);
        expect(drawUnits(new RandomStreams(seed).stream(name), 5)).toEqual(first);
      }),
    );
  });

  it('does not shift a stream when others are made or drawn from', () => {
    const alone = drawUnits(new RandomStreams('8841').stream('keys eu-west'), 20);
    const streams = new RandomStreams('8841');
    drawUnits(streams.stream('arrivals eu-west'), 7);
    const keys = streams.stream('keys eu-west');
    const among = Array.from({ length: 20 }, (_, i) => {
      streams.stream(`metric ${i}`).nextUnit();
      return keys.nextUnit();
    });
    expect(among).toEqual(alone);
  });

  it('goes on with a stream when its name is asked for again', () => {
    const streams = new RandomStreams('8841');
    expect(streams.stream('faults')).toBe(streams.stream('faults'));
  });

  it('does not confuse where the seed ends and the name begins', () => {
    const streams = [
      new RandomStreams('a').stream('b'),
      new RandomStreams('a/stream/b').stream(''),
      new RandomStreams('').stream('a/stream/b'),
      new RandomStreams('ab').stream(''),
    ];
    expect(new Set(streams.map((stream) => stream.nextUnit())).size).toBe(4);
  });

  it('has draws that must never change', () => {
    const streams = new RandomStreams('8841');
    const stream = streams.stream('arrivals eu-west');
    expect([
      stream.nextUint32(),
      stream.nextUnit(),
      stream.nextBelow(1_000_000),
      stream.nextUint32(),
      streams.identitySeed('network'),
    ]).toEqual([3598212564, 0.8076173973886601, 483015, 1772783248, 1766036377]);
  });

  it('gives unrelated streams to neighbouring seeds and to alike names', () => {
    const draw = (seed: string, name: string): readonly number[] =>
      drawUnits(new RandomStreams(seed).stream(name), 20_000);
    const base = draw('1', 'keys 1');
    for (const other of [draw('2', 'keys 1'), draw('1', 'keys 2'), draw('11', 'keys 1')]) {
      expect(Math.abs(correlationScore(base, other))).toBeLessThan(4);
    }
  });

  it.each([0, 1, 5])('has draws number %d that are uniform over consecutive seeds', (skipped) => {
    const units = Array.from({ length: 20_000 }, (_, seed) => {
      const stream = new RandomStreams(String(seed)).stream('faults');
      drawUnits(stream, skipped);
      return stream.nextUnit();
    });
    expect(Math.abs(uniformityScore(units, 200))).toBeLessThan(4);
    expect(Math.abs(pairScore(units, 12))).toBeLessThan(4);
  });

  it('has identity seeds that differ by name and by seed, and are uint32', () => {
    const seeds = ['a', 'b'].flatMap((seed) =>
      ['network', 'loss'].map((name) => new RandomStreams(seed).identitySeed(name)),
    );
    expect(new Set(seeds).size).toBe(4);
    expect(seeds.map((seed) => seed >>> 0)).toEqual(seeds);
  });
});

describe('RandomStream', () => {
  const streams = new RandomStreams('distribution');

  it('draws units that are uniform, in pairs too, and odd multiples of 2^-53', () => {
    const units = drawUnits(streams.stream('unit'), 200_000);
    expect(Math.abs(uniformityScore(units, 1000))).toBeLessThan(4);
    expect(Math.abs(pairScore(units, 32))).toBeLessThan(4);
    expect(units.every((u) => u > 0 && u < 1 && (u * 0x20000000000000) % 2 === 1)).toBe(true);
  });

  it('draws uniform uint32', () => {
    const stream = streams.stream('uint32');
    const words = Array.from({ length: 100_000 }, () => stream.nextUint32());
    expect(words.every((word) => word === word >>> 0)).toBe(true);
    expect(Math.abs(uniformityScore(words.map((word) => word / 0x100000000), 500))).toBeLessThan(4);
    expect(Math.abs(uniformityScore(words.map((word) => (word & 511) / 512), 512))).toBeLessThan(4);
  });

  it('draws integers below any bound', () => {
    const stream = streams.stream('bounds');
    const bound = fc.oneof(fc.integer({ min: 1, max: 0x100000000 }), fc.constant(0x100000000));
    fc.assert(
      fc.property(bound, (n) => {
        const drawn = stream.nextBelow(n);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < n).toBe(true);
      }),
    );
    expect(stream.nextBelow(1)).toBe(0);
  });

  it('draws every integer below a bound alike', () => {
    const stream = streams.stream('small');
    const observed = new Float64Array(100);
    for (let i = 0; i < 100_000; i++) observed[stream.nextBelow(100)]++;
    expect(Math.abs(chiSquareScore(observed, new Float64Array(100).fill(1000)))).toBeLessThan(4);
  });

  it('has no bias where a bound divides 2^32 badly', () => {
    const stream = streams.stream('thirds');
    const n = 3 * 0x40000000;
    const observed = new Float64Array(3);
    for (let i = 0; i < 90_000; i++) observed[Math.floor(stream.nextBelow(n) / 0x40000000)]++;
    // A remainder of 32 bits would come twice as often from the first third …
    expect(chiSquareScore(observed, [30_000, 30_000, 30_000])).toBeLessThan(4);
    // … and 32 bits scaled down twice as often to multiples of 3.
    const residues = new Float64Array(3);
    for (let i = 0; i < 90_000; i++) residues[stream.nextBelow(n) % 3]++;
    expect(chiSquareScore(residues, [30_000, 30_000, 30_000])).toBeLessThan(4);
  });

  it('refuses bounds that are no counts', () => {
    const stream = streams.stream('bad');
    for (const bad of [0, -1, 1.5, 0x100000001, Number.NaN]) {
      expect(() => stream.nextBelow(bad)).toThrow(InternalError);
    }
  });
});

function drawUnits(stream: RandomStream, count: number): readonly number[] {
  return Array.from({ length: count }, () => stream.nextUnit());
}
