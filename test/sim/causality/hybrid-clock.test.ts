import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InternalError } from '../../../src/sim/base/assert.js';
import { HybridClock, readHybridStamp } from '../../../src/sim/causality/hybrid-clock.js';

describe('a hybrid clock', () => {
  test('is the physical clock while that moves on', () => {
    const clock = new HybridClock();
    const stamps = [-7, 0, 100, 101].map((reading) => readHybridStamp(clock.next(reading)));
    expect(stamps).toEqual([-7, 0, 100, 101].map((lUs) => ({ lUs, c: 0 })));
  });

  test('counts while the physical clock stands or runs backwards', () => {
    const clock = new HybridClock();
    const stamps = [100, 100, 40, 101, 99].map((reading) => readHybridStamp(clock.next(reading)));
    expect(stamps).toEqual([
      { lUs: 100, c: 0 },
      { lUs: 100, c: 1 },
      { lUs: 100, c: 2 },
      { lUs: 101, c: 0 },
      { lUs: 101, c: 1 },
    ]);
  });

  test('is above what it has seen, and not moved by what lies behind it', () => {
    const ahead = new HybridClock();
    const seen = ahead.next(5000);
    const clock = new HybridClock();
    clock.observe(seen);
    expect(readHybridStamp(clock.next(200))).toEqual({ lUs: 5000, c: 1 });
    clock.observe(seen);
    expect(readHybridStamp(clock.next(200))).toEqual({ lUs: 5000, c: 2 });
    expect(readHybridStamp(clock.next(5001))).toEqual({ lUs: 5001, c: 0 });
  });

  // The rules of Kulkarni et al., figure 5, for local events; what is taken in is no event here.
  test('does as the paper says', () => {
    const reading = fc.integer({ min: 0, max: 300 });
    const step = fc.record({ reading, heard: fc.option(fc.tuple(reading, fc.nat(20))) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const clock = new HybridClock();
        let [l, c] = [-1, 0];
        for (const { reading: pt, heard } of steps) {
          if (heard !== null) {
            clock.observe(heard[0] * 512 + heard[1]);
            if (heard[0] > l || (heard[0] === l && heard[1] > c)) [l, c] = heard;
          }
          const before = l;
          l = Math.max(before, pt);
          c = l === before ? c + 1 : 0;
          expect(readHybridStamp(clock.next(pt))).toEqual({ lUs: l, c });
        }
      }),
    );
  });

  test('has exact stamps for 203 days either way, and says so beyond', () => {
    for (const reading of [-(2 ** 44) + 1, 2 ** 44 - 1]) {
      const stamp = new HybridClock().next(reading);
      expect(readHybridStamp(stamp)).toEqual({ lUs: reading, c: 0 });
    }
    expect(() => new HybridClock().next(2 ** 44)).toThrow(InternalError);
  });
});
