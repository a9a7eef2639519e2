/** What a scenario says of how writes travel between leaders. */
import type { PullRules } from './pull.js';
import type { TombstoneRule } from './tombstones.js';

/** Asynchronous multi-leader replication. */
export interface MultiLeader {
  readonly strategy: 'multi-leader';
  readonly batch: Batching;
  readonly loops: LoopFilter;
  /** A write that was passed on this often is stopped, and the storm is reported. */
  readonly hopLimit: number;
  /** What replication adds to each payload on the wire. */
  readonly metadataBytes: number;
  /** Limits of the outbound queues between leaders; without it they have none. */
  readonly outbox?: OutboxRules;
  /** Without it, leaders never compare what they hold. */
  readonly antiEntropy?: AntiEntropy;
  /** Without it tombstones stay for ever, and nobody counts them. */
  readonly tombstones?: TombstoneRule;
  /** Null: `fifo` where links keep it by themselves, otherwise `none`. */
  readonly order: OrderName | null;
  readonly applyErrors: ApplyErrors;
  /** Where the far end asks for what is news; without it everything is sent unasked. */
  readonly pull?: PullRules;
  /** Absent: `ignore`. */
  readonly repeats?: RepeatedWrites;
}

/** Linked leaders compare their records by Merkle tree, and merge those that differ. */
export interface AntiEntropy {
  readonly kind: 'merkle';
  /** How often each pair does; null: only when something asks for it. */
  readonly everyUs: number | null;
  /** Keys that a leaf of the tree covers: a power of two. */
  readonly keysPerLeaf: number;
}

/** What holds an outbound queue between two leaders within bounds. Followers' queues have none. */
export interface OutboxRules {
  /** How much it may hold, and what happens then; null without limit. */
  readonly limit: OutboxLimit | null;
  /** Most writes a second over a link that catches up after a heal; null without limit. */
  readonly resumeRatePerS: number | null;
}

/** What happens when a queue is full. Sizes count payload and metadata, and hold at least one write. */
export type OutboxLimit =
  /**
   * At a share of its capacity the queue, on disk, gives its peer up: all of it is dropped, and so is
   * what comes after, until the link is connected. Only anti-entropy can bring what was dropped.
   */
  | { readonly kind: 'desynchronize'; readonly capacityBytes: number; readonly atShare: number }
  /** What does not fit is dropped; what is in the queue, on disk, stays. */
  | { readonly kind: 'drop'; readonly capacityBytes: number }
  /**
   * Clients' writes at that leader are refused while one of its queues is full. What others sent and
   * must be passed on is queued all the same: refusing it here would lose it.
   */
  | { readonly kind: 'reject'; readonly capacityBytes: number }
  /**
   * The capacity is a node's memory for all its queues together: it dies when they would outgrow it,
   * and any crash takes the queues with it. It restarts, with empty queues, after a while; null: never.
   */
  | {
      readonly kind: 'crash';
      readonly capacityBytes: number;
      readonly restartAfterUs: number | null;
    };

/** When an outbox sends. */
export interface Batching {
  /** How long a batch stays open after its first write; 0 sends at once. */
  readonly everyUs: number;
  /** Most writes in a message. */
  readonly max: number;
  /** Time between closing a batch and its first byte on the wire. */
  readonly prepareUs: number;
}

/**
 * What stops a forwarded write from going round for ever: `origin-tag` drops what comes home,
 * `seen-ids` drops what was seen before, `none` drops nothing. `ignore-left` drops what comes home, and
 * whatever comes from a leader that left, also where it has not been seen.
 */
export type LoopFilter = 'origin-tag' | 'ignore-left' | 'seen-ids' | 'none';

/**
 * The order in which a leader takes in what others sent. `none`: as it arrives. `fifo`: the writes of one
 * leader in the order in which it accepted them. `causal`: no write before what its author's leader had
 * taken in when it accepted the write, whatever the key. What comes too early is held back.
 */
export type OrderName = 'none' | 'fifo' | 'causal';

/**
 * What a leader does about a replicated update whose record it does not hold. `stop`: takes nothing more
 * in over that link. `skip`: goes on without it. `hold`: keeps it until the record is there.
 */
export type ApplyErrors = 'stop' | 'skip' | 'hold';

/**
 * What a leader does with a write that it has taken in before. `ignore`: nothing, applying is idempotent.
 * `apply`: carries it out once more, as a server does that keeps no account of what it has applied. Where
 * leaders forward, such a server sends to each peer all that it logs, also what came from there.
 */
export type RepeatedWrites = 'ignore' | 'apply';
