import { describe, expect, test } from 'vitest';
import type { Fault, Scenario } from '../../../src/sim/scenario.js';
import { collectEvidence, isSomeoneUnreachable } from '../../../src/sim/world/evidence.js';
import { World } from '../../../src/sim/world/world.js';
import { connect, ms, scenario, write } from '../../support/scenario.js';

describe('evidence', () => {
  test('names as due what is in flight, until it has arrived', () => {
    const each = scenario({ workload: { script: [write(0, 0, 'x', 'A')] } });
    expect(dueAt(each, 0)).toEqual(['0 to b']);
    expect(dueAt(each, 10 * ms)).toEqual([]);
  });

  test('names as due what a cut holds back, to all that lies behind it', () => {
    const cut: Fault = { kind: 'partition', atUs: 0, untilUs: null, cuts: [[0, 1]] };
    const each = scenario({
      regions: ['a', 'b', 'c', 'd'],
      topology: connect('ring', 4),
      workload: { script: [write(ms, 0, 'x', 'A')] },
      faults: [cut],
    });
    expect(dueAt(each, Infinity)).toEqual(['0 to b', '0 to c', '0 to d']);
    const mesh = { ...each, topology: connect('mesh', 4) };
    expect(dueAt(mesh, Infinity)).toEqual(['0 to b']);
  });

  test('names nothing as due that a datagram link lost', () => {
    const topology = connect('mesh', 2, { transport: 'datagram', loss: 1 });
    const each = scenario({ topology, workload: { script: [write(0, 0, 'x', 'A')] } });
    expect(dueAt(each, Infinity)).toEqual([]);
  });

  test('is about survivors: who left is none, who crashed is one that is out of reach', () => {
    const faults: readonly Fault[] = [
      { kind: 'leave', atUs: 10 * ms, region: 0, bridges: [] },
      { kind: 'crash', atUs: 20 * ms, untilUs: 30 * ms, region: 1 },
    ];
    const each = scenario({ regions: ['a', 'b', 'c'], faults });
    const unreachableAt = (atUs: number): boolean => {
      const world = runWorld(each, atUs);
      return isSomeoneUnreachable(world, collectEvidence(world));
    };
    const survivors = collectEvidence(runWorld(each, 10 * ms)).survivors;
    expect(survivors).toEqual([1, 2]);
    expect([10, 20, 30].map((at) => unreachableAt(at * ms))).toEqual([false, true, false]);
  });

  test('tells what replicas hold and know', () => {
    const script = [write(0, 0, 'x', 'A'), write(20 * ms, 1, 'x', 'B')];
    const evidence = collectEvidence(runWorld(scenario({ workload: { script } }), 25 * ms));
    const key = 1;
    expect([evidence.holds(0, key), evidence.holds(1, key)]).toEqual([[0], [1]]);
    expect([evidence.knows(0, 1), evidence.knows(1, 0), evidence.knows(1, 1)]).toEqual([
      ...[false, true, true],
    ]);
    expect([evidence.keyName(key), evidence.replicaName(1), evidence.leaderOf(1)]).toEqual([
      ...['x', 'b', 1],
    ]);
    expect([evidence.valueOf(0), evidence.valueOf(1)]).toEqual(['A', 'B']);
  });
});

function runWorld(each: Scenario, untilUs: number): World {
  const world = new World(each);
  while (world.step(untilUs));
  return world;
}

function dueAt(each: Scenario, atUs: number): readonly string[] {
  const evidence = collectEvidence(runWorld(each, atUs));
  return evidence.due.map(({ op, replica }) => `${op} to ${evidence.replicaName(replica)}`).sort();
}
