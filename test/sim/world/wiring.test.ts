import { describe, expect, test } from 'vitest';
import { createNodes } from '../../../src/sim/world/node.js';
import { Wiring } from '../../../src/sim/world/wiring.js';
import { connect, constant, link, ms, scenario } from '../../support/scenario.js';

const wired = scenario({
  regions: ['a', { name: 'b', followers: { count: 2, latency: constant(7 * ms) } }, 'c'],
  topology: connect('ring', 3),
  faults: [
    { kind: 'clock-step', atUs: 0, region: 0, byUs: 1 },
    { kind: 'leave', atUs: 0, region: 1, bridges: [link(0, 2), link(2, 0)] },
  ],
});
const nodes = createNodes(wired.regions);
const wiring = new Wiring(wired, nodes);

describe('the machines', () => {
  test('are the leaders in order, then the followers region by region', () => {
    expect(nodes.map(({ name, region, isFollower }) => [name, region, isFollower])).toEqual([
      ['a', 0, false],
      ['b', 1, false],
      ['c', 2, false],
      ['b/1', 1, true],
      ['b/2', 1, true],
    ]);
  });

  test('share neither clocks nor workers', () => {
    expect(new Set(nodes.map(({ clock }) => clock)).size).toBe(nodes.length);
    expect(new Set(nodes.map(({ servers }) => servers)).size).toBe(nodes.length);
  });
});

describe('the links', () => {
  test("are the topology's, then bridges, then from each leader to its followers", () => {
    const { links } = wiring;
    expect(links.map((each) => [each.spec.from, each.target, each.toFollower])).toEqual([
      [0, 1, false],
      [1, 2, false],
      [2, 0, false],
      [0, 2, false],
      [2, 0, false],
      [1, 3, true],
      [1, 4, true],
    ]);
    expect(wiring.links[6].spec).toMatchObject({
      ...{ transport: 'fifo', latency: constant(7 * ms), loss: 0, duplicate: 0 },
    });
  });

  test('are found by the fault that brings them up, by their ends, and by what they touch', () => {
    expect([wiring.bridgesOf(0), wiring.bridgesOf(1), wiring.allBridges]).toEqual([
      [],
      [3, 4],
      [3, 4],
    ]);
    expect([wiring.between(2, 0), wiring.between(1, 0), wiring.between(1, 1)]).toEqual([
      [2, 4],
      [],
      [],
    ]);
    expect([wiring.touching(1), wiring.touching(4)]).toEqual([[0, 1, 5, 6], [6]]);
  });
});
