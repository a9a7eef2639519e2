import { expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import { compareStamps } from '../../../src/sim/resolution/contract.js';

test('stamps are ordered by stamp, then leader, then acceptance: a total order', () => {
  const writes = [
    { stamp: -5, leader: 2 },
    { stamp: 10, leader: 0 },
    { stamp: 10, leader: 0 },
    { stamp: 10, leader: 1 },
    { stamp: 11, leader: 0 },
  ];
  const versions = {
    stampOf: (version: number): number => writes[version].stamp,
    leaderOf: (version: number): number => writes[version].leader,
    compare: (): Relation => Relation.equal,
  };
  for (let x = 0; x < writes.length; x++) {
    for (let y = 0; y < writes.length; y++) {
      expect(Math.sign(compareStamps(x, y, versions))).toBe(Math.sign(x - y));
    }
  }
});
