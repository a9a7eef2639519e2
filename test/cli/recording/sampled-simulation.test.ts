import { expect, test } from 'vitest';
import { mostSamples, SampledSimulation } from '../../../src/cli/recording/sampled-simulation.js';
import { Simulation } from '../../../src/sim/simulate.js';
import { tinyScenario } from '../tiny-scenario.js';
import { ms, scenario } from '../../support/scenario.js';

test('a run that is looked at is the run that it is otherwise', () => {
  const sampled = new SampledSimulation(new Simulation(tinyScenario()), { durationUs: 2_000_000 });
  expect(sampled.finish().report).toEqual(new Simulation(tinyScenario()).finish().report);
});

test('the looks lie in even steps from 0, and the last one is of the end', () => {
  const sampled = new SampledSimulation(new Simulation(tinyScenario()), { durationUs: 2_000_000 });
  const { report } = sampled.finish();
  const times = sampled.samples.map(({ atUs }) => atUs);
  expect(times.slice(0, 4)).toEqual([0, 10 * ms, 20 * ms, 30 * ms]);
  expect(times.at(-1)).toBe(Math.round(report.simulatedMs * 1000));
  expect(times.slice(0, -1).every((atUs, place) => atUs === place * 10 * ms)).toBe(true);
});

test('where the looks lie does not depend on how the run is driven', () => {
  const whole = new SampledSimulation(new Simulation(tinyScenario()), { durationUs: 2_000_000 });
  whole.finish();
  const sliced = new SampledSimulation(new Simulation(tinyScenario()), { durationUs: 2_000_000 });
  for (let atUs = 0; atUs < 3_000_000; atUs += 12_345) sliced.runUntil(atUs);
  sliced.finish();
  expect(sliced.samples).toEqual(whole.samples);
});

test('a long end has no more looks than can be kept, in steps twice as long', () => {
  const sampled = new SampledSimulation(new Simulation(tinyScenario()), { durationUs: 20_000 });
  sampled.finish();
  const times = sampled.samples.map(({ atUs }) => atUs);
  expect(times.length).toBeLessThanOrEqual(mostSamples + 1);
  expect(times.length).toBeGreaterThan(mostSamples / 2);
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  expect(Math.log2(step / 1000) % 1).toBe(0);
  expect(times.slice(0, -1).every((atUs, place) => atUs === place * step)).toBe(true);
});

test('a look sees what has arrived by then, though nothing happens at that moment', () => {
  const write = { kind: 'write', atUs: 10 * ms, region: 0, client: 'alice', key: 'x', value: 'A' } as const;
  const later = { ...write, atUs: 900 * ms };
  const sampled = new SampledSimulation(new Simulation(scenario({ workload: { script: [write, later] } })), { durationUs: 1_000_000 });
  sampled.finish();
  // There and back is 20 ms; the next event comes long after.
  const backlogAt = (atUs: number): number | undefined => {
    return sampled.samples.find((sample) => sample.atUs === atUs)?.seen.regions[0]?.backlogWrites;
  };
  expect([backlogAt(5 * ms), backlogAt(15 * ms), backlogAt(40 * ms)]).toEqual([0, 1, 0]);
});
