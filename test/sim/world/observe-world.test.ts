import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/sim/observation.js';
import type { Scenario } from '../../../src/sim/scenario.js';
import { Simulation } from '../../../src/sim/simulate.js';
import { bothWays, link, ms, read, scenario, write } from '../../support/scenario.js';
import { shippingSpec } from '../../support/single-leader-specs.js';

const watched = scenario({
  regions: [{ name: 'a', clock: { skewUs: 40, driftPpm: 100 } }, 'b', 'c'],
  durationUs: 1000 * ms,
  workload: {
    script: [
      write(100 * ms, 0, 'x', 'A'),
      write(200 * ms, 0, 'y', 'B'),
      write(200 * ms, 1, 'x', 'C'),
    ],
  },
  faults: [
    { kind: 'partition', atUs: 50 * ms, untilUs: 500 * ms, cuts: bothWays([0, 1]) },
    { kind: 'crash', atUs: 300 * ms, untilUs: 400 * ms, region: 1 },
    { kind: 'leave', atUs: 700 * ms, region: 2, bridges: [] },
  ],
});

describe('an observation', () => {
  test('tells who leads, and what others have not applied of its log', () => {
    const cuts = [...bothWays([0, 1]), ...bothWays([0, 2])];
    const workload = { script: [write(100 * ms, 0, 'x', 'A'), write(150 * ms, 0, 'y', 'B')] };
    const replication = shippingSpec({ failover: { kind: 'none' } });
    const partition = { kind: 'partition', atUs: 50 * ms, untilUs: 900 * ms, cuts } as const;
    const led = { ...scenario({ regions: ['a', 'b', 'c'], workload, faults: [partition], durationUs: 1000 * ms }), replication };
    const { regions } = lookAt(led, 400 * ms);
    expect(regions.map(({ leads }) => leads)).toEqual([true, false, false]);
    expect(regions.map(({ backlogWrites, lagUs }) => [backlogWrites, lagUs])).toEqual([[4, 300 * ms], [0, 0], [0, 0]]);
  });

  test('tells who is paused', () => {
    const pause = { kind: 'pause', atUs: 10 * ms, untilUs: 20 * ms, region: 1 } as const;
    const paused = scenario({ faults: [pause], workload: watched.workload, regions: ['a', 'b', 'c'] });
    const statesAt = (atUs: number): readonly string[] =>
      lookAt(paused, atUs).regions.map(({ state }) => state);
    expect([statesAt(15 * ms), statesAt(25 * ms)]).toEqual([
      ['up', 'paused', 'up'],
      ['up', 'up', 'up'],
    ]);
  });

  test('counts what was written and applied so far, everywhere and by region', () => {
    const { written, applied, conflicts, regions, nowUs } = lookAt(watched, 210 * ms);
    expect({ written, applied, conflicts, nowUs }).toEqual({
      ...{ written: 3, applied: 3, conflicts: 1, nowUs: 210 * ms },
    });
    expect(regions.map((region) => [region.written, region.applied])).toEqual([
      [2, 0],
      [1, 0],
      [0, 3],
    ]);
  });

  test('counts stale reads so far, with when the first was sent; unknown before anybody read', () => {
    const script = [write(100 * ms, 0, 'x', 'A'), read(120 * ms, 1, 'x'), read(130 * ms, 1, 'x')];
    const partition = { kind: 'partition', atUs: 50 * ms, untilUs: 500 * ms, cuts: bothWays([0, 1]) } as const;
    const reading = scenario({ regions: ['a', 'b'], durationUs: 1000 * ms, workload: { script }, faults: [partition] });
    const seen = [110, 125, 200].map((atMs) => lookAt(reading, atMs * ms));
    expect(seen.map(({ staleReads, firstStaleReadUs }) => [staleReads, firstStaleReadUs])).toEqual([
      [null, null],
      [1, 120 * ms],
      [2, 120 * ms],
    ]);
  });

  test('shows cut links with what waits behind them, and for how long', () => {
    const { links, regions } = lookAt(watched, 210 * ms);
    const between = (from: string, to: string): Observation['links'][number] | undefined =>
      links.find((each) => each.from === from && each.to === to);
    expect(between('a', 'b')).toEqual({
      ...{ from: 'a', to: 'b', state: 'cut', latencyUs: 10 * ms },
      ...{ loss: 0, inFlightWrites: 0, waitingWrites: 2, backlogWrites: 2, lagUs: 110 * ms },
    });
    expect(between('a', 'c')).toMatchObject({ state: 'up', backlogWrites: 1, lagUs: 10 * ms });
    expect(regions[0]).toMatchObject({ backlogWrites: 3, lagUs: 110 * ms, skewUs: 40 + 21 });
  });

  test('shows writes in flight', () => {
    const { links } = lookAt(watched, 200 * ms);
    const inFlight = links.filter(({ inFlightWrites }) => inFlightWrites > 0);
    expect(inFlight.map(({ from, to }) => `${from} ${to}`)).toEqual(['a c', 'b c']);
  });

  test('shows who is down and who has left', () => {
    const states = (atUs: number): readonly string[] =>
      lookAt(watched, atUs).regions.map(({ state }) => state);
    expect(states(200 * ms)).toEqual(['up', 'up', 'up']);
    expect(states(300 * ms)).toEqual(['up', 'down', 'up']);
    expect(states(400 * ms)).toEqual(['up', 'up', 'up']);
    expect(states(700 * ms)).toEqual(['up', 'up', 'left']);
  });

  test('names its phase', () => {
    expect(lookAt(watched, 700 * ms - 1).phase).toBe('workload');
    expect(lookAt(watched, 700 * ms).phase).toBe('finished');
    const late = { ...watched, durationUs: 300 * ms };
    expect(lookAt(late, 510 * ms).phase).toBe('settling');
  });

  test('shows a bridge once it is in use', () => {
    const bridged = scenario({
      regions: ['a', 'b', 'c'],
      topology: { kind: 'ring', forward: true, links: [link(0, 1), link(1, 2), link(2, 0)] },
      faults: [{ kind: 'leave', atUs: 100 * ms, region: 1, bridges: [link(0, 2)] }],
      workload: { script: [write(0, 0, 'x', 'A')] },
    });
    const names = (atUs: number): readonly string[] =>
      lookAt(bridged, atUs).links.map(({ from, to }) => `${from} ${to}`);
    expect(names(50 * ms)).toEqual(['a b', 'b c', 'c a']);
    expect(names(100 * ms)).toEqual(['c a', 'a c']);
  });
});

function lookAt(each: Scenario, atUs: number): Observation {
  const simulation = new Simulation(each);
  simulation.runUntil(atUs);
  return simulation.observe();
}

describe('lags', () => {
  test('are those of every leader at every other one', () => {
    const simulation = new Simulation(watched);
    simulation.runUntil(650 * ms);
    const lags = simulation.lags();
    expect(lags.map(({ from, to }) => `${from} ${to}`)).toEqual(['a b', 'a c', 'b a', 'b c', 'c a', 'c b']);
    const between = (from: string, to: string) => lags.find((lag) => lag.from === from && lag.to === to);
    expect(between('a', 'c')).toMatchObject({ count: 2 });
    expect(between('c', 'a')).toEqual({ from: 'c', to: 'a', count: 0, p50Us: null, p99Us: null, shape: [] });
    const waited = between('a', 'b');
    expect(waited?.p99Us).toBeGreaterThan(400 * ms);
    expect(waited?.shape.reduce((sum, count) => sum + count, 0)).toBe(waited?.count);
  });

  test('are looked at without changing the run', () => {
    const watchedRun = new Simulation(watched);
    while (watchedRun.step()) watchedRun.lags();
    expect(watchedRun.finish().report.fingerprint).toBe(new Simulation(watched).finish().report.fingerprint);
  });
});
