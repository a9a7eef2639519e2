/** Settings of a single leader for tests: round numbers, and what a test changes. */
import type { LogShipping, Raft } from '../../src/sim/scenario.js';

const common = {
  strategy: 'single-leader',
  leader: 0,
  shipping: { everyUs: 0, max: 100 },
  flushUs: 0,
  detection: { heartbeatUs: 50_000, timeoutUs: 300_000 },
  redirect: { kind: 'immediate' },
  reads: 'leader',
  metadataBytes: 0,
} as const;

/** Log shipping: asynchronous, with failover by a majority, terms, and rewinding. */
export function shippingSpec(changes: Partial<LogShipping> = {}): LogShipping {
  return {
    ...common,
    protocol: 'log-shipping',
    acknowledge: { kind: 'asynchronous' },
    level: 'flushed',
    failover: { kind: 'majority', approvalUs: 0 },
    fencing: { kind: 'term' },
    rejoin: { kind: 'rewind' },
    ...changes,
  };
}

/** Raft with pre-vote and without a check of the quorum. */
export function raftSpec(changes: Partial<Raft> = {}): Raft {
  return { ...common, protocol: 'raft', preVote: true, checkQuorum: false, ...changes };
}
