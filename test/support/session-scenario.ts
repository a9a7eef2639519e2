/** Sessions that roam over three regions with a follower each, while a nemesis does what it can. */
import { drawFaults } from '../../src/sim/fault/random-nemesis.js';
import type { ReadRouting, Scenario } from '../../src/sim/scenario.js';
import { randomFaultKinds } from '../../src/sim/scenario.js';
import { makeDice } from './dice.js';
import { connect, constant, ms, scenario } from './scenario.js';

/** What a test wants of roaming sessions. */
export interface SessionSketch {
  /** Decides the faults and everything else. */
  readonly schedule: number;
  readonly sessions: number;
  readonly reads: ReadRouting;
  /** Writes are taken in after what they depend on. */
  readonly isCausal?: boolean;
  /** 0 unless said. */
  readonly faults?: number;
}

/**
 * Each session asks about four times in 20 s, a third of that writes, of 20 keys, each time from another
 * region with a chance of 2/3. Batches leave every 2 s, so that a session often comes before its writes.
 */
export function roamingSessions(sketch: SessionSketch): Scenario {
  const { schedule, sessions, reads, isCausal = false, faults = 0 } = sketch;
  const followers = { count: 1, latency: constant(500 * ms) };
  const durationUs = 20_000 * ms;
  const plain = scenario({
    seed: `sessions ${schedule}`,
    durationUs,
    regions: ['a', 'b', 'c'].map((name) => ({ name, followers, clientLatencyUs: ms })),
    topology: connect('mesh', 3, { latency: constant(80 * ms) }),
    replication: {
      batch: { everyUs: 2000 * ms, max: 500 },
      ...(isCausal ? { order: 'causal' as const } : {}),
    },
    workload: {
      keys: { count: 20, choose: { kind: 'uniform' } },
      clients: [
        {
          region: 0,
          ratePerS: sessions / 5,
          arrivals: 'poisson',
          mix: { write: 0.34, read: 0.66, delete: 0 },
          sessions,
          roam: { kind: 'share', share: 0.67 },
          reads,
        },
      ],
    },
  });
  const spec = {
    faults,
    fromUs: 0,
    untilUs: durationUs,
    kinds: randomFaultKinds,
    swarm: true,
    longestUs: durationUs / 2,
  };
  return { ...plain, faults: drawFaults(spec, plain, { nextUnit: makeDice(schedule).unit }) };
}

/** Carries what a session wrote; what it read too; or both, to writes as well. */
export function token(from: 'writes' | 'reads-too' | 'causal'): ReadRouting {
  return { kind: 'token', waitUs: 100 * ms, from, otherwise: 'nearest' };
}

/** Wherever is near. */
export const nearest: ReadRouting = { kind: 'place', place: 'nearest' };
