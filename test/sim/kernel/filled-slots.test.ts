import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilledSlots, slotsPerLevel } from '../../../src/sim/kernel/filled-slots.js';

const levels = 3;
const slot = fc.nat(levels * slotsPerLevel - 1);

/** The definition: the smallest marked digit of the level that is not below `from`. */
function findNaively(marked: ReadonlySet<number>, level: number, from: number): number {
  const digits = [...marked].map((each) => each - level * slotsPerLevel);
  const found = digits.filter((digit) => digit >= from && digit < slotsPerLevel);
  return found.length === 0 ? -1 : Math.min(...found);
}

test('finds the next filled slot as a plain set does, under any marking and clearing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ slot, isMark: fc.boolean() }), { maxLength: 60 }),
      fc.nat(levels - 1),
      fc.nat(slotsPerLevel),
      (changes, level, from) => {
        const filled = new FilledSlots(levels);
        const marked = new Set<number>();
        for (const change of changes) {
          if (change.isMark) {
            filled.mark(change.slot);
            marked.add(change.slot);
          } else {
            filled.clear(change.slot);
            marked.delete(change.slot);
          }
        }
        expect(filled.find(level, from)).toBe(findNaively(marked, level, from));
        expect(filled.isLevelEmpty(level)).toBe(findNaively(marked, level, 0) < 0);
      },
    ),
  );
});

test('a search from a filled slot finds that slot', () => {
  const filled = new FilledSlots(1);
  for (const digit of [0, 31, 32, 1023, 1024, 2047]) {
    filled.mark(digit);
    expect(filled.find(0, digit)).toBe(digit);
    filled.clear(digit);
  }
});
