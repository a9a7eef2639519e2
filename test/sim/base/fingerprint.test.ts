import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fingerprint } from '../../../src/sim/base/fingerprint.js';

type Event = readonly [kind: number, node: number, a: number, b: number];

const word = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const event = fc.tuple(word, word, word, word);
const time = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('Fingerprint', () => {
  it('is 16 hexadecimal digits, equal for equal events', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(fingerprintOf(events)).toMatch(/^[0-9a-f]{16}$/);
        expect(fingerprintOf(events)).toBe(fingerprintOf(events));
      }),
    );
  });

  it('has results that must never change', () => {
    const print = new Fingerprint();
    expect(print.toHex()).toBe('8faa093f3e5c1887');
    print.add(1, 2, 3, 4);
    print.addTime(12_550_000);
    expect(print.toHex()).toBe('64931bd2d4a6d434');
  });

  it('changes both halves when any one operand of any event changes', () => {
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.nat({ max: 31 }),
        (events, at, operand, bit) => {
          const changed = events.map((each, i) =>
            i === at % events.length ? flipBit(each, operand, bit) : each,
          );
          const before = fingerprintOf(events);
          const after = fingerprintOf(changed);
          expect(after.slice(0, 8)).not.toBe(before.slice(0, 8));
          expect(after.slice(8)).not.toBe(before.slice(8));
        },
      ),
    );
  });

  it('tells apart orders, exchanged operands, and events of nothing but zeros', () => {
    const zero: Event = [0, 0, 0, 0];
    const histories: readonly (readonly Event[])[] = [
      [],
      [zero],
      [zero, zero],
      [[1, 2, 3, 4]],
      [[1, 2, 4, 3]],
      [[2, 1, 3, 4]],
      [[1, 2, 3, 4], zero],
      [zero, [1, 2, 3, 4]],
      [[5, 0, 0, 0], [6, 0, 0, 0]],
      [[6, 0, 0, 0], [5, 0, 0, 0]],
    ];
    expect(new Set(histories.map(fingerprintOf)).size).toBe(histories.length);
  });

  it('takes uint32 as the int32 of the same bits', () => {
    expect(fingerprintOf([[1, 2, 0xffffffff, 0x80000000]])).toBe(
      fingerprintOf([[1, 2, -1, -0x80000000]]),
    );
  });

  it('takes in every bit of a time', () => {
    fc.assert(
      fc.property(time, fc.nat({ max: 52 }), (us, bit) => {
        const flipped = Number(BigInt(us) ^ (1n << BigInt(bit)));
        expect(fingerprintOfTime(flipped)).not.toBe(fingerprintOfTime(us));
      }),
    );
  });

  it('meets no collision among a hundred thousand small events', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 50_000; i++) {
      seen.add(fingerprintOf([[i & 7, (i >> 3) & 7, i >> 6, 1]]));
      seen.add(fingerprintOf([[9, 0, i, -i]]));
    }
    expect(seen.size).toBe(100_000);
  });
});

function fingerprintOf(events: readonly Event[]): string {
  const print = new Fingerprint();
  for (const [kind, node, a, b] of events) print.add(kind, node, a, b);
  return print.toHex();
}

function fingerprintOfTime(us: number): string {
  const print = new Fingerprint();
  print.addTime(us);
  return print.toHex();
}

function flipBit([kind, node, a, b]: Event, operand: number, bit: number): Event {
  const flip = (value: number, index: number): number =>
    index === operand ? value ^ (1 << bit) : value;
  return [flip(kind, 0), flip(node, 1), flip(a, 2), flip(b, 3)];
}
