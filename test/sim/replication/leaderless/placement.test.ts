import { expect, test } from 'vitest';
import { Placement } from '../../../../src/sim/replication/leaderless/placement.js';

const keys = Array.from({ length: 3000 }, (_, key) => key);

test('each node keeps its share of the keys, and the rest stand in', () => {
  const placement = new Placement([0, 0, 0, 0, 0], { kind: 'in-all', count: 3 });
  const held = [0, 0, 0, 0, 0];
  for (const key of keys) {
    const homes = placement.homesOf(key);
    expect(new Set([...homes, ...placement.standInsOf(key)]).size).toBe(5);
    expect(homes.length).toBe(3);
    for (const home of homes) held[home]++;
  }
  // Binomial: 1,800 of 3,000 with a standard deviation of 27.
  for (const share of held) expect(Math.abs(share - 1800)).toBeLessThan(4 * 27);
});

test('so many in each datacenter', () => {
  const placement = new Placement([0, 0, 0, 1, 1, 2], { kind: 'by-datacenter', counts: [2, 1, 0] });
  for (const key of keys.slice(0, 200)) {
    const datacenters = placement.homesOf(key).map((home) => [0, 0, 0, 1, 1, 2][home]);
    expect(datacenters.toSorted()).toEqual([0, 0, 1]);
  }
});

test('a node more moves only the keys that it takes', () => {
  const four = new Placement([0, 0, 0, 0], { kind: 'in-all', count: 1 });
  const five = new Placement([0, 0, 0, 0, 0], { kind: 'in-all', count: 1 });
  const moved = keys.filter((key) => four.homesOf(key)[0] !== five.homesOf(key)[0]);
  expect(moved.every((key) => five.homesOf(key)[0] === 4)).toBe(true);
  expect(Math.abs(moved.length - 600)).toBeLessThan(4 * 22);
});
