import { describe, expect, test } from 'vitest';
import type { LogicalStates } from '../../../src/sim/replication/logical-states.js';
import type { ScriptedOp } from '../../../src/sim/scenario.js';
import { Simulation } from '../../../src/sim/simulate.js';
import { bothWays, constant, link, ms, read, scenario, write, type ScenarioSketch } from '../../support/scenario.js';

/** A run that can be stopped, and its book; somebody has to carry a token for there to be one. */
function begin(sketch: ScenarioSketch & { readonly script: readonly ScriptedOp[] }) {
  const reads = { kind: 'token', waitUs: 0, from: 'writes', otherwise: 'leader' } as const;
  const books: LogicalStates[] = [];
  const asks = { ...read(0, 0, 'other'), reads };
  const simulation = new Simulation(
    scenario({ ...sketch, workload: { ...sketch.workload, script: [asks, ...sketch.script] } }),
    {
      replaceStates: (states) => {
        books.push(states);
        return states;
      },
    },
  );
  return { simulation, states: books[0] };
}

describe('a replica has reached a write', () => {
  const script = [write(10 * ms, 0, 'x', 'A'), write(12 * ms, 0, 'y', 'B'), write(14 * ms, 1, 'z', 'C')];

  test('when it has that and all earlier ones of its author', () => {
    const { simulation, states } = begin({ script });
    simulation.runUntil(20 * ms);
    expect(states.covers(1, new Map([[0, 1]]))).toBe(true);
    expect(states.covers(1, new Map([[0, 2]]))).toBe(false);
    simulation.runUntil(22 * ms);
    expect(states.covers(1, new Map([[0, 2]]))).toBe(true);
    expect(states.covers(0, new Map([[0, 2]]))).toBe(true);
  });

  test('not when only the later one came', () => {
    const links = [
      link(0, 1, { transport: 'datagram', latency: { kind: 'empirical', valuesUs: [5 * ms, 50 * ms] } }),
      link(1, 0),
    ];
    const looks = [...script, read(28 * ms, 1, 'x'), read(28 * ms, 1, 'y')];
    let overtakings = 0;
    for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
      const { simulation, states } = begin({ seed, topology: { kind: 'links', forward: false, links }, script: looks });
      simulation.runUntil(30 * ms);
      const hasBoth = states.covers(1, new Map([[0, 2]]));
      simulation.runUntil(70 * ms);
      expect(states.covers(1, new Map([[0, 2]]))).toBe(true);
      const [, x, y] = simulation.finish().report.scriptedReads.map(({ values }) => values?.[0]);
      expect(hasBoth).toBe(x === 'A' && y === 'B');
      if (x === undefined && y === 'B') overtakings++;
    }
    expect(overtakings).toBeGreaterThan(0);
  });

  test('whatever it lacks of others', () => {
    const { simulation, states } = begin({ script });
    simulation.runUntil(16 * ms);
    const state = new Map([
      [0, 2],
      [1, 3],
    ]);
    expect(states.covers(0, state)).toBe(false);
    expect(states.sourcesOf(0, state)).toEqual([1]);
    expect(states.sourcesOf(1, state)).toEqual([0]);
    expect([...states.countsOf(state)]).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  test('not because of one that knew of it and shows what is older', () => {
    // b's clock is a second behind: what it writes over A knows of A and has a lesser stamp. It comes to c first.
    const links = [
      link(0, 1, { latency: constant(ms) }),
      link(0, 2, { latency: constant(500 * ms) }),
      ...bothWays([1, 2]).map(([from, to]) => link(from, to, { latency: constant(ms) })),
    ];
    const { simulation, states } = begin({
      regions: ['a', { name: 'b', clock: { skewUs: -1000 * ms } }, 'c'],
      topology: { kind: 'links', forward: false, links },
      script: [write(1500 * ms, 0, 'x', 'A'), write(1600 * ms, 1, 'x', 'B')],
    });
    simulation.runUntil(1700 * ms);
    expect(states.covers(2, new Map([[1, 2]]))).toBe(true);
    expect(states.covers(2, new Map([[0, 1]]))).toBe(false);
    simulation.runUntil(2100 * ms);
    expect(states.covers(2, new Map([[0, 1]]))).toBe(true);
  });
});

test('a leader that lost its disk has reached nothing, and writes as somebody else', () => {
  const { simulation, states } = begin({
    script: [write(10 * ms, 0, 'x', 'A'), write(100 * ms, 0, 'x', 'B')],
    faults: [{ kind: 'crash', region: 0, atUs: 50 * ms, untilUs: 60 * ms, disk: 'lost' }],
  });
  simulation.runUntil(40 * ms);
  expect(states.covers(0, new Map([[0, 1]]))).toBe(true);
  simulation.runUntil(110 * ms);
  expect(states.covers(0, new Map([[0, 1]]))).toBe(false);
  expect(states.sourcesOf(0, new Map([[0, 1]]))).toEqual([0]);
  const state = new Map<number, number>();
  states.add(state, 1);
  expect([...state]).toEqual([[2, 2]]);
  expect(states.covers(0, state)).toBe(true);
});

test('a state grows, and never shrinks', () => {
  const { simulation, states } = begin({ script: [write(10 * ms, 0, 'x', 'A'), write(12 * ms, 0, 'y', 'B')] });
  simulation.runUntil(40 * ms);
  const state = new Map<number, number>();
  states.add(state, 1);
  states.add(state, 0);
  expect([...state]).toEqual([[0, 2]]);
});
