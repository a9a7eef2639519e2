/** Cost of a partition against its length: it should grow linearly, in time and in memory. */
import { readFileSync } from 'node:fs';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { loadScenarios } from '../dist/scenarios/index.js';
import { simulate } from '../dist/sim/simulate.js';

const seconds = [28, 112, 448];

/** The shipped production scenario with a partition of so many seconds. */
function capacityScenario(partitionS) {
  const overrides = [
    { path: 'duration', value: `${partitionS + 10}s` },
    { path: 'faults.0.at', value: '10s' },
    { path: 'faults.0.until', value: `${partitionS + 10}s` },
  ];
  const text = readFileSync(new URL('../scenarios.yaml', import.meta.url), 'utf8');
  const loaded = loadScenarios(text, { only: 'capacity-partition', overrides });
  if (!loaded.ok) throw new Error(loaded.issues[0].message);
  return loaded.scenarios[0].scenario;
}

/** Runs in a thread of its own, so that one run's memory is not another's. */
function measure(partitionS) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: partitionS });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (!isMainThread) {
  const start = performance.now();
  const { report } = simulate(capacityScenario(workerData));
  parentPort.postMessage({ seconds: (performance.now() - start) / 1000, report });
}

/** Rows of the bench. */
export async function benchCapacity() {
  const rows = [];
  let first = 0;
  for (const partitionS of seconds) {
    const { seconds: took, report } = await measure(partitionS);
    const writes = report.writes.acknowledged;
    first ||= took / writes;
    rows.push({
      'partition s': partitionS,
      writes: writes.toLocaleString('en'),
      'peak backlog': report.backlog.peakWrites.toLocaleString('en'),
      seconds: took.toFixed(1),
      'µs a write': ((took / writes) * 1e6).toFixed(2),
      'against the first': (took / writes / first).toFixed(2),
    });
  }
  return rows;
}
