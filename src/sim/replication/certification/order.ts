/** The order of a group as consensus. */
import type { Certification, Raft } from '../../scenario.js';

/** The protocol by which a majority agrees on it. */
export function orderOf({ leader, detection }: Certification): Raft {
  return {
    strategy: 'single-leader',
    protocol: 'raft',
    leader,
    shipping: { everyUs: 0, max: 500 },
    flushUs: 0,
    detection,
    preVote: true,
    checkQuorum: true,
    reads: 'leader',
    redirect: { kind: 'immediate' },
    metadataBytes: 0,
  };
}
