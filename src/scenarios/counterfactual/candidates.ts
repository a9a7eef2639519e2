/** Everything that is tried, in no order. */
import type { Candidate } from './candidate.js';
import { clockCandidates } from './clock-candidates.js';
import { faultCandidates } from './fault-candidates.js';
import { latencyCandidates } from './latency-candidates.js';
import type { Loss } from './loss.js';
import { replicationCandidates } from './replication-candidates.js';
import { ruleCandidates } from './rule-candidates.js';

/** What might have kept a write, as far as its scenario has it. */
export function listCandidates(loss: Loss): readonly Candidate[] {
  return [
    ...clockCandidates(loss),
    ...faultCandidates(loss),
    ...ruleCandidates(loss),
    ...replicationCandidates(loss),
    ...latencyCandidates(loss),
  ];
}
