import { describe, expect, it } from 'vitest';
import { formatUs } from '../../../src/sim/base/time.js';

describe('formatUs', () => {
  it.each([
    [0, '0us'],
    [250, '250us'],
    [999, '999us'],
    [1000, '1ms'],
    [1500, '1.5ms'],
    [180_000, '180ms'],
    [999_999, '999.999ms'],
    [1_000_000, '1.000s'],
    [12_550_000, '12.550s'],
    [12_550_499, '12.550s'],
    [59_999_500, '60.000s'],
    [1_800_000_000, '1800.000s'],
    [-80_000, '-80ms'],
    [-2_000_001, '-2.000s'],
  ])('writes %d microseconds as %s', (us, text) => {
    expect(formatUs(us)).toBe(text);
  });
});
