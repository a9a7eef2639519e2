import { expect, test } from 'vitest';
import { outageOfPair, pairLinks } from '../../../../src/cli/view/live/link-pairs.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt } from './sample-state.js';

test('the two directions of a link are one pair', () => {
  const pairs = pairLinks(stateAt(0));
  expect(pairs.map(({ ends }) => ends)).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  expect(pairs.every(({ state }) => state === 'up')).toBe(true);
});

test('a pair is cut since its first cut', () => {
  const pairs = pairLinks(stateAt(12_000_000));
  expect(pairs.map(({ state }) => state)).toEqual(['up', 'cut', 'cut']);
  const outages = pairs.map((pair) => outageOfPair(stateAt(12_000_000), pair));
  expect(outages[0]).toBeNull();
  expect(outages[1]).toEqual({ why: 'parted', sinceUs: 9_100_000, untilUs: 21_000_000 });
});

test('a pair of which one direction works is cut one way', () => {
  const faults = [
    { kind: 'partition', atUs: 1_000_000, untilUs: null, cuts: [[0, 1]] },
  ] as const;
  expect(pairLinks(stateAt(2_000_000, makeScenario({ faults })))[0]?.state).toBe('one-way');
});

test('the links of a region that left are gone', () => {
  const state = stateAt(0);
  const regions = state.observation.regions.map((region, index) =>
    index === 0 ? { ...region, state: 'left' as const } : region,
  );
  const observation = { ...state.observation, regions };
  expect(pairLinks({ ...state, observation }).map(({ ends }) => ends)).toEqual([[1, 2]]);
});
