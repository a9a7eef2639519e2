/** A small world with conflicts: two regions that write the same keys through a partition. */
import type { Link, Region, Scenario } from '../../src/sim/scenario.js';

/** The scenario, written by hand as a program would. */
export function tinyScenario(changes: Partial<Scenario> = {}): Scenario {
  return {
    name: 'tiny',
    title: 'Two regions, ten keys',
    seed: '1',
    durationUs: 2_000_000,
    settleUs: 60_000_000,
    regions: [region('us-east'), region('eu-west')],
    topology: { kind: 'mesh', forward: false, links: [link(0, 1), link(1, 0)] },
    replication: {
      strategy: 'multi-leader',
      batch: { everyUs: 5000, max: 500, prepareUs: 0 },
      loops: 'origin-tag',
      hopLimit: 16,
      metadataBytes: 512,
      order: 'none',
      applyErrors: 'hold',
    },
    conflicts: { timestamps: 'physical', detect: 'version-vector', resolve: 'lww' },
    workload: {
      keys: { count: 10, choose: { kind: 'uniform' } },
      payloadBytes: 1024,
      clients: [0, 1].map((of) => ({
        region: of,
        ratePerS: 100,
        arrivals: 'poisson',
        mix: { write: 0.8, read: 0.2, delete: 0 },
      })),
      script: [],
    },
    faults: [
      {
        kind: 'partition',
        atUs: 500_000,
        untilUs: 1_500_000,
        cuts: [
          [0, 1],
          [1, 0],
        ],
      },
    ],
    ...changes,
  };
}

function region(name: string): Region {
  return {
    name,
    followers: { count: 0, latency: { kind: 'constant', valueUs: 500 } },
    clock: { skewUs: 0, driftPpm: 0 },
    node: { writeUs: 0, logUs: 0, respondUs: 0, applyUs: 0, readUs: 0, workers: 1 },
    clientLatencyUs: 500,
  };
}

function link(from: number, to: number): Link {
  return {
    from,
    to,
    transport: 'fifo',
    latency: { kind: 'constant', valueUs: 50_000 },
    loss: 0,
    duplicate: 0,
    retransmitUs: 200_000,
  };
}
