import { expect, test } from 'vitest';
import { runMany } from '../../../src/cli/many-runs/run-pool.js';
import type { RunFigures } from '../../../src/cli/many-runs/run-messages.js';
import { parseScenarios, seedSeries } from '../../../src/scenarios/index.js';
import { simulate } from '../../../src/sim/simulate.js';
import { readCatalogue } from '../../../src/cli/package-files.js';

const parsed = parseScenarios(readCatalogue(), { only: 'concurrent-x' });
if (!parsed.ok) throw new Error('the catalogue does not parse');
const [{ scenario }] = parsed.scenarios;
const figures = ['lost-writes', 'conflicts', 'network.bytes'];
const orders = seedSeries('42', 6).map((seed) => ({ subject: 0, seed }));

async function runOn(threads: number, isStopped = (): boolean => false): Promise<{ how: string; found: Map<number, RunFigures> }> {
  const found = new Map<number, RunFigures>();
  const how = await runMany({
    subjects: [{ scenario, bundle: null }],
    figures,
    orders,
    threads,
    isStopped,
    onRun: (place, run) => found.set(place, run),
  });
  return { how, found };
}

test('runs on threads are the runs of this one, however many threads there are', async () => {
  const alone = orders.map(({ seed }) => simulate({ ...scenario, seed }).report);
  for (const threads of [1, 3]) {
    const { how, found } = await runOn(threads);
    expect(how).toBe('whole');
    expect(orders.map((_, place) => found.get(place)?.fingerprint)).toEqual(alone.map(({ fingerprint }) => fingerprint));
    expect(found.get(0)?.values).toEqual([alone[0].lostWrites.total, alone[0].conflicts.distinct, alone[0].network.bytes]);
  }
});

test('once it is stopped, what has begun is finished, and nothing else begins', async () => {
  let asked = 0;
  const { how, found } = await runOn(1, () => ++asked > 3);
  expect(how).toBe('stopped');
  expect([...found.keys()]).toEqual([0, 1, 2]);
});

test('nothing to run is done at once', async () => {
  expect(await runMany({ subjects: [], figures, orders: [], isStopped: () => false, onRun: () => undefined })).toBe('whole');
});
