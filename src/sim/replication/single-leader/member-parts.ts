/** What all members of a cluster have in common. */
import type { LeadershipWitness, SingleLeaderPort } from './port.js';
import type { ProtocolRules } from './rules.js';
import type { VoterSets } from './voters.js';

/** What members share. */
export interface MemberParts {
  readonly members: number;
  readonly rules: ProtocolRules;
  /** Who leads at the beginning. */
  readonly firstLeader: number;
  readonly voterSets: VoterSets;
  readonly writeBytes: number;
  /** The share of the spread by which a member's n-th timeout is longer: 0 to 1, drawn by identity. */
  readonly drawTimeout: (member: number, n: number) => number;
  readonly port: SingleLeaderPort;
  readonly witness: LeadershipWitness;
}
