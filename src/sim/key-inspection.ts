/** A look at one key at every replica, between two events, for whoever shows it. Taking one never changes the run. */
import type { LossCause } from './report.js';
import type { Replication } from './scenario.js';

/** Where a key stands. */
export interface KeyInspection {
  readonly key: string;
  readonly nowUs: number;
  readonly strategy: Replication['strategy'];
  /** Writes of it that were accepted so far. */
  readonly writes: number;
  /** The one that was accepted last; null before the first, and while writes are {@link awaited}. */
  readonly newest: InspectedWrite | null;
  /** Leaders first, in the order of regions, then followers. */
  readonly replicas: readonly ReplicaInspection[];
  /** Replicas that keep it, and were not removed for good, show different values. */
  readonly isDivergent: boolean;
  /** Acknowledged writes that some of these replicas do not reflect, the newest first. */
  readonly missing: readonly MissingWrite[];
  /** Writes of the run that were not looked through yet: clocks are null until further looks have done that. */
  readonly awaited: number;
}

/** A write of the key. */
export interface InspectedWrite {
  readonly write: number;
  /** Null for a delete. What it does in words, where values are merged. */
  readonly value: string | null;
  /** The replica that accepted it. */
  readonly origin: string;
  /** True time. */
  readonly acceptedAtUs: number;
  readonly isAcknowledged: boolean;
  readonly stamp: InspectedStamp;
  /** Its vector: by leader, how many of its writes of the key it covers; null while writes are awaited. */
  readonly clock: Readonly<Record<string, number>> | null;
  /** What would become of it if the run ended now; null where it was not acknowledged, or that costs too much to tell. */
  readonly fate: 'visible' | 'superseded' | 'merged' | 'lost' | 'pending' | null;
}

/** What a write carries to be ordered by. */
export type InspectedStamp =
  /** A clock's reading; `offsetUs`: what it was ahead of true time, null where the write was accepted later than stamped. */
  | { readonly kind: 'physical'; readonly readingUs: number; readonly offsetUs: number | null }
  /** A count of causes. */
  | { readonly kind: 'lamport'; readonly count: number }
  /** The greatest reading known of, and a count of what happened since. */
  | { readonly kind: 'hybrid'; readonly lUs: number; readonly c: number }
  /** The end of the interval in which the time lay. */
  | { readonly kind: 'truetime'; readonly latestUs: number };

/** One replica. */
export interface ReplicaInspection {
  readonly replica: string;
  readonly state: 'up' | 'paused' | 'down' | 'left';
  readonly role: ReplicaRole;
  /** Its clock's reading minus true time. */
  readonly skewUs: number;
  readonly held: Held;
  readonly context: HeldContext;
  /** Replicas of one number show the same; 0 is what most of them show. Null where it keeps no copy, or has left. */
  readonly group: number | null;
  /** It holds versions that did not know of each other, or one that did not know of what another replica holds, nor that of it. */
  readonly isConcurrent: boolean;
  /** Writes of the key that it keeps for others until these can be reached. */
  readonly keepsFor: readonly { readonly write: number; readonly replica: string }[];
}

/**
 * `leader` takes writes, with a single leader also who only believes that it leads. `home` keeps copies of the key, `other`
 * does not. `writer` and `reader` share a volume.
 */
export type ReplicaRole = 'leader' | 'follower' | 'member' | 'home' | 'other' | 'writer' | 'reader';

/** What a replica holds, which is what a read there would return. */
export type Held =
  | { readonly kind: 'nothing' }
  /** It held these deletes and forgot them. */
  | { readonly kind: 'forgotten'; readonly deletes: readonly InspectedWrite[] }
  | { readonly kind: 'value'; readonly version: InspectedWrite }
  | { readonly kind: 'tombstone'; readonly version: InspectedWrite }
  /** Versions beside each other, deletes among them. */
  | { readonly kind: 'siblings'; readonly versions: readonly InspectedWrite[] }
  /** A value made of writes; `beside`: what lost against that and is kept, null where the type keeps nothing. */
  | {
      readonly kind: 'merged';
      readonly values: readonly string[];
      readonly beside: readonly string[] | null;
      /** The newest of the writes that it reflects, at most {@link mostListed}, the newest first. */
      readonly reflects: readonly InspectedWrite[];
      /** How many it reflects. */
      readonly reflected: number;
    };

/** What a replica knows of the key, in the strategy's own terms. */
export type HeldContext =
  /** By leader, how many of its writes of the key are known; null while writes are awaited. */
  | { readonly kind: 'vector'; readonly clock: Readonly<Record<string, number>> | null }
  /** The place in the log of what is held, null for nothing; `waits`: a later write of the key that this leader has not applied. */
  | {
      readonly kind: 'log';
      readonly place: { readonly term: number; readonly index: number } | null;
      readonly appliedTo: number;
      readonly end: number;
      readonly waits: number | null;
    }
  /** How far it has carried out the order of the group, of how much it has received. */
  | { readonly kind: 'order'; readonly appliedTo: number; readonly end: number }
  /** How far it shows the log of its volume, of how much it has received. */
  | { readonly kind: 'redo'; readonly shown: number; readonly received: number };

/** An acknowledged write that is not everywhere. */
export interface MissingWrite extends InspectedWrite {
  /** The replicas that do not reflect it. */
  readonly at: readonly MissingCopy[];
  /** How many do. */
  readonly reflectedBy: number;
}

/** Why a replica does not reflect a write. */
export interface MissingCopy {
  readonly replica: string;
  /**
   * `absent`: it has not come yet. `discarded`: it came and lost against another. `dropped`: it will not be sent again, or was
   * taken back. `passed-over`: what stands there knew of it, and does not build on it.
   */
  readonly how: 'absent' | 'discarded' | 'dropped' | 'passed-over';
  /** Null where nobody decided about it. */
  readonly cause: LossCause | null;
  readonly atUs: number | null;
}

/** Most writes that are listed of a merged value. */
export const mostListed = 8;
