import { expect, test } from 'vitest';
import { ConfigurationSet } from '../../../../src/sim/check/judges/configuration-set.js';
import { makeDice } from '../../../support/dice.js';

test('it holds each row once, as a set of texts would', () => {
  const dice = makeDice(1);
  for (const width of [1, 2, 5]) {
    const rows = new ConfigurationSet(width);
    const texts = new Set<string>();
    for (let i = 0; i < 20_000; i++) {
      const row = Int32Array.from(
        { length: width },
        () => dice.between(-9, 9) * (dice.chance(0.1) ? 1 << 28 : 1),
      );
      const isNew = !texts.has(row.join());
      texts.add(row.join());
      expect(rows.add(row)).toBe(isNew);
    }
    expect(rows.size).toBe(texts.size);
  }
});
