/** What a run reports: plain data whose names are fixed by the published report format. */

import type { FindingKind, ResolverCall } from './base/resolver-fault.js';
import type { ConflictKind } from './base/write-kind.js';
import type { TransactionCounts } from './base/transaction-counts.js';
import type { CertificationSummary } from './report/certification.js';
import type { LeadershipReport } from './report/leadership.js';
import type { AntiEntropyCounts, PullCounts, QuorumCounts } from './report/replication-counts.js';
import type { SessionReport } from './report/session-report.js';
import type { SharedStorageReport } from './report/shared-storage.js';
import type { Fault, RowIdScheme } from './scenario.js';

export type * from './report/certification.js';
export type * from './report/leadership.js';
export type * from './report/replication-counts.js';
export type * from './report/session-report.js';
export type * from './report/shared-storage.js';

/** The whole result of a run. Times in milliseconds with up to three decimals, sizes in bytes. */
export interface Report {
  readonly scenario: string;
  readonly seed: string;
  /** 64 bits in hexadecimal over every state-changing event in order. */
  readonly fingerprint: string;
  readonly simulatedMs: number;
  readonly settled: boolean;
  /** What is still on its way when the run did not settle, in words; empty when it did. */
  readonly unsettled: readonly string[];
  /** Events that were processed. */
  readonly events: number;
  readonly writes: WriteCounts;
  readonly fates: FateCounts;
  readonly lostWrites: { readonly total: number; readonly everywhere: number; readonly byCause: Record<LossCause, number> };
  readonly conflicts: ConflictCounts;
  /** Absent where every write knows what is held where it is accepted. */
  readonly siblings?: SiblingCounts;
  readonly convergence: {
    readonly verdict: Verdict;
    readonly converged: boolean;
    readonly divergentKeys: number;
    /** Null while it is unknown. */
    readonly timeToConvergeMs: number | null;
  };
  readonly lag: Percentiles & {
    readonly count: number;
    /** Pairs of write and replica that were never reached. */
    readonly open: number;
    readonly byReplica: readonly (Percentiles & { readonly from: string; readonly to: string; readonly count: number })[];
  };
  readonly backlog: {
    readonly peakWrites: number;
    readonly peakBytes: number;
    /** Longest time from a heal until an outbox was back where it was before the cut; null when none was cut or none drained. */
    readonly drainMs: number | null;
    /** Nodes that died because their outbound queues outgrew their memory, in order of time. */
    readonly outOfMemory: readonly { readonly replica: string; readonly atMs: number }[];
    readonly byLink: readonly {
      readonly from: string;
      readonly to: string;
      readonly peakWrites: number;
      readonly peakBytes: number;
      readonly dropped: number;
    }[];
  };
  readonly ordering: OrderingCounts;
  /** Absent where nobody creates rows. */
  readonly rows?: RowReport;
  /** Null where values need not be unique. */
  readonly unique: UniqueCounts | null;
  /** Null where the scenario says nothing of tombstones. */
  readonly tombstones: TombstoneCounts | null;
  readonly clients: {
    readonly write: ClientLatency;
    readonly read: ClientLatency;
    /** The same by the region of the clients, in order of regions. */
    readonly byRegion: readonly { readonly region: string; readonly write: ClientLatency; readonly read: ClientLatency }[];
    /** Null where no client times out, tries again or holds back, and no node limits what it takes in. */
    readonly attempts: AttemptReport | null;
    /** Writes, each attempt counted, that went to another leader because of the clock of the one at home. */
    readonly redirected: number;
    /** Absent where no writes go home. */
    readonly homes?: HomeReport;
    /** Absent where every request goes to its leader, whoever asks. */
    readonly sessions?: SessionReport;
    /**
     * Reads that returned what had been overtaken before they were asked. Null where no read was answered, where values
     * are merged, and in runs of more writes than have their times kept.
     */
    readonly staleReads: number | null;
    /** Null where none is. */
    readonly firstStaleRead: StaleReadReport | null;
    /**
     * Acknowledged deletes that a survivor had and forgot, and that is shown there what they deleted. Null where
     * nobody deletes, and where values are merged.
     */
    readonly resurrectedDeletes: number | null;
    readonly linearizable: Verdict;
    readonly violations: {
      readonly readYourWrites: number | null;
      readonly monotonicReads: number | null;
      readonly monotonicWrites: number | null;
      readonly writesFollowReads: number | null;
      readonly causal: number | null;
    };
  };
  /** Null where requests are not answered by quorums. */
  readonly quorums: QuorumCounts | null;
  /** Null where every region leads, or none does. */
  readonly leadership: LeadershipReport | null;
  /** Null where writes take effect where they are executed. */
  readonly certification: CertificationSummary | null;
  /** Null under other strategies. */
  readonly sharedStorage: SharedStorageReport | null;
  /** Null where nobody agrees on writes. */
  readonly transactions: TransactionCounts | null;
  readonly network: {
    readonly bytes: number;
    readonly messages: number;
    /** Writes that arrived where they were already known. */
    readonly duplicates: number;
    readonly suppressedLoops: number;
    /** Writes carried over links for each write that was accepted. */
    readonly writeAmplification: number;
    /** Most links a write crossed until it first became known at a leader. */
    readonly maxHops: number;
    /** The guard that ends replication storms: how many copies it stopped. */
    readonly stormStopped: number;
    /** Null where leaders never compare what they hold. Its bytes and messages are counted above too. */
    readonly antiEntropy: AntiEntropyCounts | null;
    /** Absent where everything is sent unasked. */
    readonly pulling?: PullCounts;
    readonly byLink: readonly { readonly from: string; readonly to: string; readonly bytes: number; readonly messages: number; readonly peakMbps: number }[];
  };
  /** What went wrong and when, drawn faults included, in the order of the schedule. */
  readonly faults: readonly ReportedFault[];
  /** What each key of the script holds at the end, replica by replica. */
  readonly finalValues: readonly FinalValue[];
  /** What each scripted read returned, in script order. */
  readonly scriptedReads: readonly ScriptedRead[];
  /** What is wrong with the user's own resolver, in order of time; absent where there is none. */
  readonly findings?: readonly ReportedFinding[];
}

/** A read that returned what had been overtaken before it was asked. */
export interface StaleReadReport {
  readonly client: string;
  readonly key: string;
  /** Who answered. */
  readonly replica: string;
  /** When its client sent it. */
  readonly atMs: number;
  /** The values that it returned; empty where it found none. */
  readonly returned: readonly string[];
  /** The value of the write that was acknowledged before and not shown; null for a delete. */
  readonly missed: string | null;
}

/** A fault of the user's own resolver. Where a call fails, the replica keeps what it holds. */
export interface ReportedFinding {
  readonly kind: FindingKind;
  /** The name that the resolver gives itself. */
  readonly resolver: string;
  readonly call: ResolverCall;
  /** What it was called with the first time, in words. */
  readonly input: string;
  readonly message: string;
  /** The first time. */
  readonly atMs: number;
  /** How often. */
  readonly count: number;
}

/** Generated writes of groups whose writes go home, each attempt counted. */
export interface HomeReport {
  /** Meant for the leader of their user's home. */
  readonly atHome: number;
  /** Went past the home, to the leader where they were sent. */
  readonly strayed: number;
  /** Of users who had moved, and whose home had not followed yet. */
  readonly away: number;
  /** Served in another region than that of their client. */
  readonly routed: number;
  /** Went to the next region, because the leader that they were meant for was down. */
  readonly failedOver: number;
}

/** Rows that were created under ids which their leaders made, and the indexes over these. */
export interface RowReport {
  readonly ids: RowIdScheme['kind'];
  readonly idBytes: number;
  readonly created: number;
  /** Rows created under an id that another one had been given before. */
  readonly collisions: number;
  readonly index: IndexReport;
}

/** Leaf pages of the leaders' indexes: sums of pages and splits, means of the rest. */
export interface IndexReport {
  readonly pages: number;
  /** Pages that overflowed. */
  readonly splits: number;
  /** Share of the pages that is in use; null where nothing is. */
  readonly fill: number | null;
  /** Distinct pages that 1,000 inserts in a row touched; null where there were fewer. */
  readonly pagesPer1000: number | null;
  readonly byLeader: readonly {
    readonly leader: string;
    readonly entries: number;
    readonly pages: number;
    readonly splits: number;
    readonly fill: number | null;
    readonly pagesPer1000: number | null;
  }[];
}

/** A fault as a report lists it. */
export interface ReportedFault {
  readonly kind: Fault['kind'];
  readonly atMs: number;
  /** Null: it has no end. */
  readonly untilMs: number | null;
  /** What follows its kind in a scenario document. */
  readonly where: string;
}

/** A property that holds, is violated, or cannot be told. */
export type Verdict = 'holds' | 'violated' | 'unknown';

/** How write requests ended; `attempted` is the sum of the rest. */
export interface WriteCounts {
  readonly attempted: number;
  readonly acknowledged: number;
  readonly indeterminate: number;
  readonly rejected: number;
  readonly unavailable: number;
}

/** What became of the acknowledged writes; sums to `acknowledged`. */
export interface FateCounts {
  readonly visible: number;
  readonly superseded: number;
  readonly merged: number;
  readonly lost: number;
  readonly pending: number;
}

/** Replicated writes that could not be taken in when they came. */
export interface OrderingCounts {
  /** Writes that waited at a leader for another write; counted at each leader. */
  readonly heldBack: number;
  /** Most writes that waited at one leader at once, for another write or for a record. */
  readonly mostHeldBack: number;
  /** Updates that came to a leader without their record, by what was done. */
  readonly applyErrors: { readonly stopped: number; readonly skipped: number; readonly held: number };
}

/** What came of values that only one row may have. */
export interface UniqueCounts {
  /** Writes that their leader refused, since another of its rows had the value. */
  readonly refused: number;
  /** Distinct pairs of accepted writes that met at a leader with one value in two rows. */
  readonly collisions: number;
  /** Writes whose clients were told of that afterwards. */
  readonly told: number;
  /** Writes that were taken back. */
  readonly takenBack: number;
  /** Values that some survivor holds in more than one row in the end. */
  readonly violations: number;
}

/** What is kept of deletes, and what came of forgetting them. */
export interface TombstoneCounts {
  /** Most that one replica held at once. */
  readonly peak: number;
  /** Held in the end by the replica that holds most. */
  readonly held: number;
  /** Times that a replica forgot the deletes of a key. */
  readonly collected: number;
  /** Keys that some survivor shows in a version whose delete it had, and forgot. */
  readonly resurrectedKeys: number;
}

/** Why a write was lost, in order of precedence. */
export const lossCauses = [
  'failover',
  'disk',
  'queue',
  'loop-filter',
  'apply-error',
  'collision',
  'skew',
  'resolution',
] as const;

/** One of {@link lossCauses}. */
export type LossCause = (typeof lossCauses)[number];

/** True conflicts, and what the strategy's detector made of them. */
export interface ConflictCounts {
  /** Distinct pairs of concurrent writes that met somewhere. */
  readonly distinct: number;
  /** Pairs of concurrent writes of one key, met or not. */
  readonly concurrentPairs: number;
  /** Times a concurrent pair met, at any replica. */
  readonly meetings: number;
  /** Meetings; where reads notice conflicts, pairs that some read returned. */
  readonly detected: number;
  /** Meetings; where reads notice conflicts, pairs that met and were gone before a read returned them. */
  readonly missed: number;
  readonly falseAlarms: number;
  /**
   * Writes whose stamp is not above that of some write of their key that was answered before they were
   * asked for; null where more than a million writes are expected.
   */
  readonly inversions: number | null;
  /**
   * The distinct pairs by what the two writes are, as in `update-delete`; what is absent is 0. Null where
   * there are too many pairs to look at each.
   */
  readonly byKind: Readonly<Partial<Record<ConflictKind, number>>> | null;
  /** Meetings decided by each resolver. */
  readonly resolvedBy: Readonly<Record<string, number>>;
}

/** Null where nothing was measured. Relative error at most 1 %; the maximum is exact. */
export interface Percentiles {
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

/** From the client's sending to its answer, and the share of requests answered with success. */
export interface ClientLatency extends Percentiles {
  readonly count: number;
  /** Exact; null where nothing was measured. */
  readonly meanMs: number | null;
  /** Null when nothing was asked. */
  readonly availability: number | null;
}

/** What clients sent, all tries of a request counted, and what came in the way. */
export interface AttemptReport {
  /** Tries that left their client. */
  readonly sent: number;
  /** Of those, all but the first of each request. */
  readonly retried: number;
  /** Given up without an answer. */
  readonly timedOut: number;
  /** Refused by a node's rate limit (429). */
  readonly tooManyRequests: number;
  /** Refused because too many were waiting (503). */
  readonly serviceUnavailable: number;
  /** Held back by a client's open circuit breaker. */
  readonly shortCircuited: number;
  /** Held back because too many of the group were on their way. */
  readonly bulkheadFull: number;
}

/** The values of one key: one list a replica, sorted; empty where the key is absent. */
export interface FinalValue {
  readonly key: string;
  readonly replicas: readonly {
    readonly replica: string;
    readonly values: readonly string[];
    /** What lost against the value and is kept until somebody merges it; absent where nothing is. */
    readonly conflicts?: readonly string[];
  }[];
}

/** The answer to one scripted read: null when there was none, otherwise the values seen (none, one or siblings). */
export interface ScriptedRead {
  /** Index in the scenario's script. */
  readonly index: number;
  readonly client: string;
  readonly key: string;
  readonly values: readonly string[] | null;
  /**
   * The vector that it returned: how many writes of each leader it covers. There where clients bring
   * contexts of their own.
   */
  readonly clock?: Readonly<Record<string, number>>;
  /** What the reader is told of beside the value; absent where nothing is kept. */
  readonly conflicts?: readonly string[];
}

/** How many versions stood side by side. */
export interface SiblingCounts {
  /** Most versions of one key at one replica at once. */
  readonly most: number;
  /** Most versions that one read returned. */
  readonly mostAtRead: number;
  /** Writes by which clients that read siblings put them together. */
  readonly mergedAtRead: number;
  /** Times that a person was told of differing siblings. */
  readonly told: number;
  /** Writes by which a person decided. */
  readonly decided: number;
}
