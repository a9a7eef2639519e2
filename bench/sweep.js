/** Sweeping seeds: a scenario of the catalogue under many seeds, on one thread and on two, in turn. */
import { readFileSync } from 'node:fs';
import { runMany } from '../dist/cli/many-runs/run-pool.js';
import { parseScenarios, seedSeries } from '../dist/scenarios/index.js';
import { defaultMetrics } from '../dist/scenarios/sweep/metric-names.js';
import { median } from './measure.js';

/** Seconds for so many seeds, from nothing to the last figure, and how much faster two threads are than one. */
export async function benchSweep(rounds, seeds = 1000) {
  const parsed = parseScenarios(readFileSync(new URL('../scenarios.yaml', import.meta.url), 'utf8'), { only: 'split-brain' });
  const [{ scenario }] = parsed.scenarios;
  const seconds = { 1: [], 2: [] };
  for (let round = 0; round < rounds; round++) {
    for (const threads of [1, 2]) seconds[threads].push(await sweep(scenario, seeds, threads));
  }
  const [one, two] = [median(seconds[1]), median(seconds[2])];
  return [
    { threads: 1, seeds, seconds: one.toFixed(2), 'against one thread': '1.00' },
    { threads: 2, seeds, seconds: two.toFixed(2), 'against one thread': (one / two).toFixed(2) },
  ];
}

async function sweep(scenario, count, threads) {
  let done = 0;
  const began = performance.now();
  await runMany({
    subjects: [{ scenario, bundle: null }],
    figures: defaultMetrics,
    orders: seedSeries(scenario.seed, count).map((seed) => ({ subject: 0, seed })),
    threads,
    isStopped: () => false,
    onRun: () => (done += 1),
  });
  if (done !== count) throw new Error(`${done} of ${count} runs came to an end`);
  return (performance.now() - began) / 1000;
}
