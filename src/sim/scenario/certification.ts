/** What a scenario says of certification: any member executes writes, one order of all decides which of them commit. */
import type { FailureDetection } from './single-leader.js';

/**
 * Writes are executed where their client is, and put into one order that a majority agrees on. Each member
 * certifies them in that order by the same rule: the first committer wins.
 *
 * @see Pedone, Guerraoui, Schiper, The Database State Machine Approach, Distributed and Parallel Databases 14, 2003
 */
export interface Certification {
  readonly strategy: 'certification';
  /** Who is the first to put write sets in order. Members are named by their index. */
  readonly leader: number;
  readonly detection: FailureDetection;
  readonly reads: CertifiedReads;
  readonly minority: MinorityRule;
  /** Null: members go on however far one of them is behind. */
  readonly flowControl: FlowControl | null;
  /** After how many entries members say what they have applied, so that certification forgets it. */
  readonly collectEvery: number;
  readonly metadataBytes: number;
  readonly antiEntropy?: never;
}

/**
 * What a read at a member waits for. `local`: nothing. `synced`: that the member has applied all that was in the
 * order before the read; Galera's wsrep_sync_wait, Group Replication's BEFORE.
 */
export type CertifiedReads = 'local' | 'synced';

/**
 * What a member that hears from no majority does about new writes. `refuse`, as a Galera node that is not in the
 * primary component; `block`, as Group Replication until the majority can be reached again.
 */
export type MinorityRule = 'refuse' | 'block';

/** Nobody sends write sets while a member has too much to apply. */
export interface FlowControl {
  /** A member with more certified entries than this to apply stops the others; Galera's gcs.fc_limit. */
  readonly limit: number;
  /** With so many it lets them go on. */
  readonly resumeAt: number;
}
