import { describe, expect, test } from 'vitest';
import { isMajority, majorityValue, VoterSets, type VoterSet } from '../../../../src/sim/replication/single-leader/voters.js';

/** All sets of members that are a majority of the voters, each voter as its incarnation. */
function majoritiesOf(voters: VoterSet): readonly (readonly string[])[] {
  const names = voters.flatMap((incarnation, member) => (incarnation < 0 ? [] : [`${member}/${incarnation}`]));
  return Array.from({ length: 1 << names.length }, (_, bits) => names.filter((_, i) => (bits >> i) % 2 === 1)).filter(
    (chosen) => 2 * chosen.length > names.length,
  );
}

describe('sets of voters', () => {
  test('begin with everybody, and have one number each', () => {
    const sets = new VoterSets(3);
    expect(sets.at(0)).toEqual([0, 0, 0]);
    const without = sets.numberOf(0, 1, -1);
    expect(sets.at(without)).toEqual([0, -1, 0]);
    expect(sets.numberOf(0, 1, -1)).toBe(without);
    expect(sets.numberOf(without, 1, 0)).toBe(0);
  });

  test.each([2, 3, 4, 5])('of %i members have majorities that meet, when one is taken out or in', (members) => {
    const sets = new VoterSets(members);
    const without = sets.numberOf(0, 1, -1);
    const again = sets.numberOf(without, 1, 1);
    for (const [before, after] of [
      [0, without],
      [without, again],
    ]) {
      for (const one of majoritiesOf(sets.at(before))) {
        for (const other of majoritiesOf(sets.at(after))) expect(one.some((voter) => other.includes(voter))).toBe(true);
      }
    }
    // Which is why a disk is not replaced in one step: of an odd number, two majorities could miss each other.
    const meets = majoritiesOf(sets.at(0)).every((one) =>
      majoritiesOf(sets.at(again)).every((other) => one.some((voter) => other.includes(voter))),
    );
    expect(meets).toBe(members % 2 === 0);
  });

  test('count voters alone', () => {
    expect(isMajority([0, -1, 0], (member) => member < 2)).toBe(false);
    expect(isMajority([0, -1, 0], (member) => member !== 1)).toBe(true);
    expect(isMajority([0, 1, 0], (_, incarnation) => incarnation === 0)).toBe(true);
  });

  test('know what a majority has', () => {
    expect(majorityValue([0, 0, 0], (member) => [10, 4, 7][member])).toBe(7);
    expect(majorityValue([0, 0, 0, 0], (member) => [10, 4, 7, 5][member])).toBe(5);
    expect(majorityValue([0, 0, -1, 0, 0], (member) => [1, 2, 100, 3, 4][member])).toBe(2);
    expect(majorityValue([0], () => 3)).toBe(3);
  });
});
