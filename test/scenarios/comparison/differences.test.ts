import { expect, test } from 'vitest';
import { differencesOf } from '../../../src/scenarios/comparison/differences.js';
import { connect, scenario } from '../../support/scenario.js';

const plain = scenario();

test('strategies and rules for conflicts are what is compared, and no difference', () => {
  expect(differencesOf(plain, scenario({ replication: { hopLimit: 3 } }))).toEqual([]);
  expect(differencesOf(plain, scenario({ conflicts: { resolve: 'fww' } }))).toEqual([]);
  expect(differencesOf(plain, { ...plain, name: 'other', title: 'Other' })).toEqual([]);
});

test('each other part is named', () => {
  const crash = { kind: 'crash', atUs: 1, untilUs: 2, region: 0, disk: 'kept' } as const;
  expect(differencesOf(plain, scenario({ workload: { payloadBytes: 7 } }))).toEqual(['workload']);
  expect(differencesOf(plain, scenario({ regions: ['a', 'c'] }))).toEqual(['regions']);
  expect(differencesOf(plain, scenario({ topology: connect('ring', 2) }))).toEqual(['network']);
  expect(differencesOf(plain, { ...plain, faults: [crash] })).toEqual(['faults']);
  expect(differencesOf(plain, scenario({ settleUs: 1, durationUs: 2, seed: 'x' }))).toEqual(['duration', 'seed']);
});
