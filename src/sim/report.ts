/** What a run reports: plain data whose names are fixed by the published report format. */

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
    readonly byLink: readonly {
      readonly from: string;
      readonly to: string;
      readonly peakWrites: number;
      readonly peakBytes: number;
      readonly dropped: number;
    }[];
  };
  readonly clients: {
    readonly write: ClientLatency;
    readonly read: ClientLatency;
    /** Null: not judged in this run. */
    readonly staleReads: number | null;
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
    readonly byLink: readonly { readonly from: string; readonly to: string; readonly bytes: number; readonly messages: number; readonly peakMbps: number }[];
  };
  /** What each key of the script holds at the end, replica by replica. */
  readonly finalValues: readonly FinalValue[];
  /** What each scripted read returned, in script order. */
  readonly scriptedReads: readonly ScriptedRead[];
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
  readonly detected: number;
  readonly missed: number;
  readonly falseAlarms: number;
  /**
   * Writes whose stamp is not above that of some write of their key that was answered before they were
   * asked for; null where more than four million writes are expected.
   */
  readonly inversions: number | null;
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
  /** Null when nothing was asked. */
  readonly availability: number | null;
}

/** The values of one key: one list a replica, sorted; empty where the key is absent. */
export interface FinalValue {
  readonly key: string;
  readonly replicas: readonly { readonly replica: string; readonly values: readonly string[] }[];
}

/** The answer to one scripted read: null when there was none, otherwise the values seen (none, one or siblings). */
export interface ScriptedRead {
  /** Index in the scenario's script. */
  readonly index: number;
  readonly client: string;
  readonly key: string;
  readonly values: readonly string[] | null;
}
