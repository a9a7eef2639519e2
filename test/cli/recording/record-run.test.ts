import { expect, test } from 'vitest';
import { drive } from '../../../src/cli/drive.js';
import { mostRecordedEvents, recordRun, RunRecording } from '../../../src/cli/recording/record-run.js';
import type { TraceEvent } from '../../../src/sim/record/trace.js';
import { Simulation, simulate } from '../../../src/sim/simulate.js';
import { tinyScenario } from '../tiny-scenario.js';

const scenario = tinyScenario();

test('recording changes nothing about a run, and leaves out none of its events', () => {
  const told: TraceEvent[] = [];
  const run = simulate(scenario, { trace: (event) => told.push(event) });
  const recorded = recordRun(scenario);
  expect(recorded.run).toEqual(run);
  expect(recorded.trace).toEqual(told);
  expect(told.length).toBeGreaterThan(0);
});

test('a run that is driven in slices is recorded as one that runs at once', async () => {
  const recording = new RunRecording(scenario);
  const simulation = new Simulation(scenario, { trace: recording.hear });
  const outcome = await drive(recording.watch(simulation), { interruptedBy: () => null, onSlice: () => undefined, nowMs: () => 0 });
  if (outcome.kind !== 'finished') throw new Error(outcome.kind);
  expect(recording.end(outcome.run)).toEqual(recordRun(scenario));
});

test('the looks begin with nothing and end with all', () => {
  const { run, samples } = recordRun(scenario);
  expect(samples[0]).toMatchObject({ nowUs: 0, phase: 'workload' });
  expect(samples.at(-1)).toMatchObject({ phase: 'finished', events: run.report.events });
  expect(samples.length).toBeGreaterThan(100);
});

test('of a run with too many events none is kept, and the looks are', () => {
  const recording = new RunRecording(scenario);
  const simulation = new Simulation(scenario, { trace: recording.hear });
  const watched = recording.watch({
    get nowUs() {
      return simulation.nowUs;
    },
    get nextUs() {
      return simulation.nextUs;
    },
    runUntil: (timeUs) => simulation.runUntil(timeUs),
    observe: (atUs) => ({ ...simulation.observe(atUs), events: mostRecordedEvents + 1 }),
    finish: () => simulation.finish(),
  });
  const { trace, samples } = recording.end(watched.finish());
  expect(trace).toBeNull();
  expect(samples.length).toBeGreaterThan(100);
});
