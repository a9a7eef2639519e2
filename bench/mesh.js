/** Whole runs: leaders in a mesh, every delivery a message of its own, version vectors, oracle and metrics on. */
import { simulate } from '../dist/sim/simulate.js';
import { compare, median } from './measure.js';
import { runPlainMesh } from './plain-mesh.js';

/** A mesh of leaders with lognormal links, each accepting Poisson writes over uniformly chosen keys. */
export function meshScenario({ leaders = 5, ratePerS = 10_000, keys = 100_000, seconds = 10, detect = 'version-vector' } = {}) {
  const regions = Array.from({ length: leaders }, (_, i) => ({
    name: `r${i}`,
    followers: { count: 0, latency: { kind: 'constant', valueUs: 500 } },
    clock: { skewUs: 0, driftPpm: 0 },
    node: { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1 },
    clientLatencyUs: 500,
  }));
  const links = regions.flatMap((_, from) =>
    regions.flatMap((__, to) =>
      from === to
        ? []
        : { from, to, transport: 'fifo', latency: { kind: 'lognormal', medianUs: 80_000, sigma: 0.3 }, loss: 0, duplicate: 0, retransmitUs: 200_000 },
    ),
  );
  return {
    name: 'mesh bench',
    title: 'mesh bench',
    seed: '42',
    durationUs: seconds * 1e6,
    settleUs: 60e6,
    regions,
    topology: { kind: 'mesh', forward: false, links },
    replication: { strategy: 'multi-leader', batch: { everyUs: 0, max: 1, prepareUs: 0 }, loops: 'origin-tag', hopLimit: 40, metadataBytes: 512 },
    conflicts: { timestamps: 'physical', detect, resolve: 'lww' },
    workload: {
      payloadBytes: 1024,
      keys: { count: keys, choose: { kind: 'uniform' } },
      clients: regions.map((_, region) => ({ region, ratePerS, arrivals: 'poisson', mix: { write: 1, read: 0, delete: 0 } })),
      script: [],
    },
    faults: [],
  };
}

/** Writes and deliveries a second, the oracle's work included. */
function runMesh(options) {
  const scenario = meshScenario(options);
  const start = performance.now();
  const { report } = simulate(scenario);
  const seconds = (performance.now() - start) / 1000;
  const work = report.writes.acknowledged + report.lag.count;
  return { seconds, perS: work / seconds / 1e6, work, report };
}

/** The same mesh in plain JavaScript. */
function runPlain(options) {
  const start = performance.now();
  const { work } = runPlainMesh(options);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, perS: work / seconds / 1e6, work };
}

/** Rows of the bench: version vectors, oracle and metrics on; the plain one has neither of the last two. */
export function benchMesh(rounds) {
  const runs = compare(rounds, {
    '5 leaders': () => runMesh({}),
    '5 leaders, plain JavaScript': () => runPlain({}),
    '8 leaders': () => runMesh({ leaders: 8, ratePerS: 6_250 }),
    '8 leaders, plain JavaScript': () => runPlain({ leaders: 8, ratePerS: 6_250 }),
  });
  return Object.entries(runs).map(([name, results]) => {
    const seconds = median(results.map((result) => result.seconds));
    const plain = runs[`${name}, plain JavaScript`];
    return {
      run: name,
      'writes + deliveries': results[0].work.toLocaleString('en'),
      seconds: seconds.toFixed(2),
      'M/s': median(results.map(({ perS }) => perS)).toFixed(2),
      '× plain': plain ? (median(plain.map((result) => result.seconds)) / seconds).toFixed(2) : '',
    };
  });
}
