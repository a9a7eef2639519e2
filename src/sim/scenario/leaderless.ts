/** What a scenario says of leaderless replication: copies, quorums, and what makes up for missing answers. */
import type { AntiEntropy } from './replication.js';

/** Every replica takes writes; a coordinator asks several of them, and answers when enough did. */
export interface Leaderless {
  readonly strategy: 'leaderless';
  /** By region: equal numbers are one datacenter. */
  readonly datacenters: readonly number[];
  /** How many nodes keep a copy of each key. */
  readonly copies: Copies;
  /**
   * Who coordinates a request: a `home` of its key, the nearest one; or `any` node, the client's own, whose
   * writes know of that node's alone unless it keeps a copy.
   */
  readonly coordinator: 'home' | 'any';
  readonly write: ConsistencyLevel;
  readonly read: ConsistencyLevel;
  /** A request that not enough replicas have answered by then has failed, though it may have an effect. */
  readonly timeoutUs: number;
  readonly readRepair: ReadRepair;
  /** Null: what a replica misses is not kept for it. */
  readonly hints: HintRules | null;
  /** Absent: no write is conditional. */
  readonly transactions?: TransactionRules;
  /** Without it, nodes never compare what they hold. */
  readonly antiEntropy?: AntiEntropy;
  /** What replication adds to each payload on the wire. */
  readonly metadataBytes: number;
}

/** Conditional writes: the homes of a key agree on them one after the other, by Paxos. */
export interface TransactionRules {
  /** Whose majority decides: all homes of the key, or those in the coordinator's datacenter. */
  readonly scope: 'serial' | 'local-serial';
  /** Reads are decided likewise, and see what was agreed on. */
  readonly areReadsSerial: boolean;
}

/** Of all nodes so many, or so many in each datacenter, in order of the datacenters' first nodes. */
export type Copies =
  | { readonly kind: 'in-all'; readonly count: number }
  | { readonly kind: 'by-datacenter'; readonly counts: readonly number[] };

/**
 * Which answers are enough. A quorum is a majority of the copies: of all, of those in the coordinator's
 * datacenter, or of those in each datacenter.
 */
export type ConsistencyLevel =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'quorum' }
  | { readonly kind: 'local-quorum' }
  | { readonly kind: 'each-quorum' }
  | { readonly kind: 'all' };

/**
 * What a coordinator does about replicas whose answers were stale: nothing, send them what they miss
 * after it has answered, or have those it counts store that before it answers.
 */
export type ReadRepair = 'none' | 'background' | 'blocking';

/** Hinted handoff: a write is kept for a replica that did not take it, and handed over later. */
export interface HintRules {
  /** A replica without an answer for so long is thought to be down. */
  readonly afterUs: number;
  /**
   * Sloppy quorums: the next node in the key's order keeps the hint, and stands in for the replica in
   * quorums, of reads too. Otherwise the coordinator keeps it, and it counts for nothing.
   */
  readonly isSloppy: boolean;
  /** How often a node tries to hand over what it keeps. */
  readonly everyUs: number;
  /** What is older is thrown away; null: nothing is. */
  readonly keepUs: number | null;
}
