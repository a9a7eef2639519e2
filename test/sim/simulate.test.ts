import { describe, expect, test } from 'vitest';
import { simulate, Simulation } from '../../src/sim/simulate.js';
import { bothWays, ms, scenario, write } from '../support/scenario.js';

const partitioned = scenario({
  durationUs: 1000 * ms,
  workload: { script: [write(100 * ms, 0, 'x', 'A'), write(150 * ms, 1, 'x', 'B')] },
  faults: [{ kind: 'partition', atUs: 50 * ms, untilUs: 500 * ms, cuts: bothWays([0, 1]) }],
});

describe('a run', () => {
  test('ends with a report and the list of lost writes', () => {
    const { report, lostWrites } = simulate(partitioned);
    expect(report).toMatchObject({ scenario: 'test', seed: 'test', settled: true, unsettled: [] });
    expect(report.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(lostWrites).toEqual([
      {
        ...{ write: 0, key: 'x', replica: 'a', acceptedAtUs: 100 * ms },
        ...{ cause: 'resolution', everywhere: true },
      },
    ]);
  });

  test('lasts at least as long as its workload', () => {
    expect(simulate(partitioned).report.simulatedMs).toBe(1000);
    expect(simulate({ ...partitioned, durationUs: 200 * ms }).report.simulatedMs).toBe(510);
  });

  test('of nothing at all settles at once', () => {
    const { report } = simulate(scenario({ durationUs: 0 }));
    expect(report).toMatchObject({ settled: true, simulatedMs: 0, events: 0 });
    expect(report.convergence).toMatchObject({ verdict: 'holds', timeToConvergeMs: 0 });
    const nothing = { count: 0, p50Ms: null, maxMs: null, availability: null };
    expect(report.clients.write).toMatchObject(nothing);
  });

  test('of a single region has nobody to wait for', () => {
    const { report } = simulate(
      scenario({ regions: ['a'], workload: { script: [write(0, 0, 'x', 'A')] } }),
    );
    expect(report).toMatchObject({ fates: { visible: 1 }, lag: { count: 0, open: 0 } });
    expect(report.convergence.verdict).toBe('holds');
  });

  test('that does not come to rest says what is still on its way, and judges nothing', () => {
    const { report } = simulate({ ...partitioned, durationUs: 100 * ms, settleUs: 5 * ms });
    expect(report).toMatchObject({
      settled: false,
      simulatedMs: 505,
      unsettled: [
        '1 write queued from a to b (connected)',
        '1 write in flight from a to b',
        '1 write queued from b to a (connected)',
        '1 write in flight from b to a',
      ],
      fates: { pending: 2 },
      convergence: { verdict: 'unknown', converged: false, timeToConvergeMs: null },
    });
  });
});

describe('a simulation', () => {
  test('steps from event to event, and tells when the next one is', () => {
    const simulation = new Simulation(partitioned);
    const moments: number[] = [];
    while (simulation.nextUs < Infinity) {
      const { nextUs } = simulation;
      expect(simulation.step()).toBe(true);
      expect(simulation.nowUs).toBe(nextUs);
      moments.push(nextUs / ms);
    }
    expect(simulation.step()).toBe(false);
    expect([...new Set(moments)]).toEqual([50, 100, 150, 500, 510]);
  });

  test('runs up to and including a time, and no further', () => {
    const simulation = new Simulation(partitioned);
    simulation.runUntil(150 * ms);
    expect([simulation.nowUs, simulation.nextUs]).toEqual([150 * ms, 500 * ms]);
    simulation.runUntil(149 * ms);
    simulation.runUntil(499 * ms);
    expect(simulation.nowUs).toBe(150 * ms);
    simulation.runUntil(Infinity);
    expect([simulation.nowUs, simulation.nextUs]).toEqual([510 * ms, Infinity]);
  });

  test('does not run beyond the time it may take to come to rest', () => {
    const simulation = new Simulation({ ...partitioned, durationUs: 100 * ms, settleUs: 5 * ms });
    simulation.runUntil(Infinity);
    expect([simulation.nowUs, simulation.nextUs]).toEqual([500 * ms, Infinity]);
    expect(simulation.observe().phase).toBe('finished');
  });

  test('can be looked at between two events: what waits grows older, and the run is the same', () => {
    const simulation = new Simulation(partitioned);
    simulation.runUntil(300 * ms);
    const ageAt = (atUs: number): number | undefined => {
      return simulation.observe(atUs).links.find(({ from }) => from === 'a')?.lagUs;
    };
    expect([150, 300, 499].map((at) => ageAt(at * ms))).toEqual([50 * ms, 200 * ms, 399 * ms]);
    expect(simulation.observe(100 * ms).nowUs).toBe(150 * ms);
    expect(simulation.observe(800 * ms).nowUs).toBe(500 * ms);
    expect(simulation.finish().report).toEqual(simulate(partitioned).report);
  });

  test('is rid of what was acknowledged between two events, and not before', () => {
    const lone = new Simulation(scenario({ durationUs: 1000 * ms, workload: { script: [write(100 * ms, 0, 'x', 'A')] } }));
    lone.runUntil(1000 * ms);
    const backlogAt = (atUs: number): number => lone.observe(atUs).links.reduce((sum, { backlogWrites }) => sum + backlogWrites, 0);
    expect([lone.nowUs, 1000 * ms].map(backlogAt)).toEqual([1, 0]);
  });

  test('says what would be lost if it ended now', () => {
    const simulation = new Simulation(partitioned);
    simulation.runUntil(120 * ms);
    expect(simulation.losses()).toEqual({ lost: 0, pending: 1, divergentKeys: 1 });
    simulation.runUntil(505 * ms);
    expect(simulation.losses()).toEqual({ lost: 0, pending: 2, divergentKeys: 1 });
    simulation.runUntil(Infinity);
    expect(simulation.losses()).toEqual({ lost: 1, pending: 0, divergentKeys: 0 });
  });

  test('is finished once: the same run each time', () => {
    const simulation = new Simulation(partitioned);
    expect(simulation.finish()).toBe(simulation.finish());
  });
});

describe('a checkpoint', () => {
  test('says when it was taken, and takes the run back there', () => {
    const simulation = new Simulation(partitioned);
    simulation.runUntil(150 * ms);
    const look = structuredClone(simulation.observe());
    const checkpoint = simulation.checkpoint();
    expect(checkpoint).toMatchObject({ nowUs: 150 * ms, events: look.events });
    expect(checkpoint.bytes).toBeGreaterThan(0);
    simulation.runUntil(500 * ms);
    expect(simulation.observe()).not.toEqual(look);
    simulation.restore(checkpoint);
    expect([simulation.nowUs, simulation.nextUs]).toEqual([150 * ms, 500 * ms]);
    expect(simulation.observe()).toEqual(look);
  });

  test('takes a finished run back, which can be finished again', () => {
    const simulation = new Simulation(partitioned);
    simulation.step();
    const checkpoint = simulation.checkpoint();
    const { report } = simulation.finish();
    const ended = simulation.checkpoint();
    simulation.restore(checkpoint);
    expect(simulation.nextUs).toBe(100 * ms);
    expect(simulation.losses()).toEqual({ lost: 0, pending: 0, divergentKeys: 0 });
    simulation.restore(ended);
    expect(simulation.finish().report).toBe(report);
    simulation.restore(checkpoint);
    expect(simulation.finishWrites()).toMatchObject({ fingerprint: report.fingerprint, settled: true });
  });

  test('lets the trace hear again what follows', () => {
    const heard: string[] = [];
    const simulation = new Simulation(partitioned, { trace: ({ kind }) => heard.push(kind) });
    simulation.runUntil(120 * ms);
    const checkpoint = simulation.checkpoint();
    heard.length = 0;
    simulation.finish();
    const first = [...heard];
    expect(first.length).toBeGreaterThan(3);
    simulation.restore(checkpoint);
    simulation.finish();
    expect(heard).toEqual([...first, ...first]);
  });

  test('costs next to nothing where nothing has happened since another one', () => {
    const simulation = new Simulation(partitioned);
    simulation.runUntil(150 * ms);
    const first = simulation.checkpoint();
    expect(simulation.checkpoint().bytes).toBe(0);
    simulation.step();
    const { bytes } = simulation.checkpoint();
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(first.bytes / 2);
  });

  test('is of no use to another simulation', () => {
    const checkpoint = new Simulation(partitioned).checkpoint();
    const other = new Simulation(partitioned);
    other.checkpoint();
    expect(() => other.restore(checkpoint)).toThrow(/another simulation/);
  });
});
