import { describe, expect, test } from 'vitest';
import { endOfFault, Nemesis } from '../../../src/sim/fault/nemesis.js';
import type { Fault } from '../../../src/sim/scenario.js';

const faults: readonly Fault[] = [
  { kind: 'partition', atUs: 1, untilUs: 9, cuts: [[0, 1], [2, 0]] },
  { kind: 'crash', atUs: 2, untilUs: null, region: 2 },
  { kind: 'leave', atUs: 3, region: 1, bridges: [] },
  { kind: 'clock-step', atUs: 4, region: 0, byUs: -50 },
];

describe('the nemesis', () => {
  test('begins each kind of fault with what it does', () => {
    const { nemesis, done } = openNemesis();
    faults.forEach((_, i) => nemesis.begin(i));
    expect(done).toEqual([
      'cut 0 1',
      'cut 2 0',
      'crash 2',
      'leave 1 as fault 2',
      'step clock 0 by -50',
    ]);
  });

  test('ends partitions and crashes, and nothing else', () => {
    const { nemesis, done } = openNemesis();
    faults.forEach((_, i) => nemesis.end(i));
    expect(done).toEqual(['heal 0 1', 'heal 2 0', 'restart 2']);
  });
});

test('only partitions and crashes end by themselves, when they say so', () => {
  expect(faults.map(endOfFault)).toEqual([9, null, null, null]);
});

function openNemesis(): { readonly nemesis: Nemesis; readonly done: readonly string[] } {
  const done: string[] = [];
  const nemesis = new Nemesis(faults, {
    cut: (from, to) => done.push(`cut ${from} ${to}`),
    heal: (from, to) => done.push(`heal ${from} ${to}`),
    crash: (region) => done.push(`crash ${region}`),
    restart: (region) => done.push(`restart ${region}`),
    leave: (region, fault) => done.push(`leave ${region} as fault ${fault}`),
    stepClock: (region, byUs) => done.push(`step clock ${region} by ${byUs}`),
  });
  return { nemesis, done };
}
