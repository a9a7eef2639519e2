/**
 * The trace: all that happened, in order, as people and tools read it. Recording one never changes a run.
 *
 * Replicas are named (`us-east`, followers `us-east/1`), keys by name, writes by their dense id, times in
 * integer microseconds of true time.
 */
import type { FindingKind, ResolverCall } from '../base/resolver-fault.js';
import type { ConflictKind } from '../base/write-kind.js';
import type { LossCause } from '../report.js';
import type { TraceLeadershipEvent } from './leadership-trace.js';
import type { RefusalReason } from './refusal-reason.js';
import type { ApplyErrors, DeployableRule, OperationKind, UniqueRule, WriteContext } from '../scenario.js';

export type { TraceLeadershipEvent } from './leadership-trace.js';
export type { RefusalReason } from './refusal-reason.js';

/** Everything a trace can say. `atUs` is true time. */
export type TraceEvent =
  /** A replica durably accepted a write from a client. */
  | {
      readonly kind: 'accept';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly key: string;
      /** Null for a delete. An operation in words where {@link isChange}. */
      readonly value: string | null;
      readonly client: string;
      readonly stamp: number;
      /** Absent when the stamp is the physical clock's reading. */
      readonly stampParts?: StampParts;
      /** What the replica holds of that key afterwards. */
      readonly holds: readonly number[];
      /** When the client sent the request. */
      readonly sentAtUs: number;
      /** It changed a record that was there. */
      readonly isUpdate?: true;
      /** It made a row under a new id. */
      readonly isCreate?: true;
      /** What was done to a merged value: `+1`, `add milk`. */
      readonly isChange?: true;
      /** How its author knew: these four are there where clients bring contexts of their own. */
      readonly context?: WriteContext;
      /** The versions that its author saw. */
      readonly saw?: readonly number[];
      /** Its vector: how many writes of each leader it covers, itself included. */
      readonly clock?: Readonly<Record<string, number>>;
      /** Held versions that it was put beside, as concurrent. */
      readonly conflictsWith?: readonly number[];
    }
  /** A write was executed and will be committed when its stamp has passed, by the node's clock. */
  | {
      readonly kind: 'commit-wait';
      readonly atUs: number;
      readonly replica: string;
      readonly key: string;
      readonly client: string;
      readonly stamp: number;
      readonly untilUs: number;
    }
  /** The answer is on its way to the client, who has it at `answeredAtUs`. */
  | {
      readonly kind: 'acknowledge';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly answeredAtUs: number;
    }
  /** A request that was not answered with success. */
  | {
      readonly kind: 'refuse';
      readonly atUs: number;
      readonly replica: string;
      readonly operation: OperationKind;
      readonly key: string;
      /** `short-circuited` and `bulkhead-full` are refusals by the client itself. */
      readonly reason: RefusalReason;
    }
  /** A client that may try again sends a request for the n-th time. */
  | {
      readonly kind: 'attempt';
      readonly atUs: number;
      /** The leader it is sent to. */
      readonly replica: string;
      readonly client: string;
      readonly operation: OperationKind;
      readonly key: string;
      readonly attempt: number;
    }
  /** A client stops waiting for an answer; what it asked for may still be carried out. */
  | {
      readonly kind: 'timeout';
      readonly atUs: number;
      readonly replica: string;
      readonly client: string;
      readonly operation: OperationKind;
      readonly key: string;
      readonly attempt: number;
    }
  /** The circuit breaker of a group of clients changed its state. */
  | {
      readonly kind: 'breaker';
      readonly atUs: number;
      readonly replica: string;
      readonly client: string;
      readonly state: 'closed' | 'open' | 'half-open';
    }
  /** A leader was taken out of the write pool, or is back in, because of its clock. */
  | {
      readonly kind: 'pool';
      readonly atUs: number;
      readonly replica: string;
      readonly change: 'left' | 'joined';
      /** The offset that was measured. */
      readonly offsetUs: number;
    }
  /** A member of a group has come to a write in the order, and says whether it commits. */
  | {
      readonly kind: 'certify';
      readonly atUs: number;
      readonly replica: string;
      /** Where it was executed. */
      readonly origin: string;
      readonly key: string;
      readonly position: number;
      /** Up to where its origin had applied the order when it executed the write. */
      readonly snapshot: number;
      readonly verdict: 'commits' | 'conflict' | 'too-old';
    }
  /** The user's own resolver did wrong in a way that it had not before. */
  | {
      readonly kind: 'finding';
      readonly atUs: number;
      /** The name that it gives itself. */
      readonly resolver: string;
      readonly call: ResolverCall;
      readonly problem: FindingKind;
      /** What it was called with, in words. */
      readonly input: string;
      readonly message: string;
    }
  /** A read was served. */
  | {
      readonly kind: 'read';
      readonly atUs: number;
      readonly replica: string;
      readonly key: string;
      readonly client: string;
      /** Versions; where values are merged, the writes that the value reflects. */
      readonly returned: readonly number[];
      /** What the client reads, where values are merged. */
      readonly values?: readonly string[];
      readonly sentAtUs: number;
      /** When the client has it; where it matters what clients read. */
      readonly answeredAtUs?: number;
    }
  /** A replica is behind what a session has seen, and the request waits; or is sent to the source. */
  | {
      readonly kind: 'await-state';
      readonly atUs: number;
      readonly replica: string;
      readonly key: string;
      readonly client: string;
      /** By leader: how many of its writes, as the session knows them, have to be there. */
      readonly state: Readonly<Record<string, number>>;
      readonly untilUs: number;
    }
  | {
      readonly kind: 'send-on';
      readonly atUs: number;
      readonly from: string;
      readonly to: string;
      readonly key: string;
      readonly client: string;
    }
  /** A person learns that a leader holds differing siblings, and decides at that time what is to remain. */
  | {
      readonly kind: 'told';
      readonly atUs: number;
      readonly replica: string;
      readonly key: string;
      readonly holds: readonly number[];
      readonly untilUs: number;
    }
  /** A batch was closed and handed to a link. */
  | {
      readonly kind: 'send';
      readonly atUs: number;
      readonly from: string;
      readonly to: string;
      readonly writes: readonly number[];
      readonly bytes: number;
      /** When its first byte goes on the wire. */
      readonly departsAtUs: number;
    }
  /** A batch arrived. */
  | { readonly kind: 'receive'; readonly atUs: number; readonly from: string; readonly to: string; readonly writes: readonly number[] }
  /** A replica took in a replicated write, whatever came of it. */
  | {
      readonly kind: 'apply';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly key: string;
      readonly from: string;
      /** `known`: it had it already, or something that knew of it. */
      readonly outcome: 'stored' | 'discarded' | 'known';
      /** What was held before and after. */
      readonly held: readonly number[];
      readonly holds: readonly number[];
      /** Held writes that the detector called concurrent with this one. */
      readonly conflictsWith: readonly number[];
      /** Of which kind each of those conflicts is; absent where there is none. */
      readonly conflictKinds?: readonly ConflictKind[];
    }
  /** A write came to a leader before one that it has to follow, and waits there. */
  | {
      readonly kind: 'hold-back';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly key: string;
      readonly from: string;
      readonly waitsFor: number;
    }
  /** What a write waited for is there; it is taken in next. */
  | { readonly kind: 'release'; readonly atUs: number; readonly replica: string; readonly write: number; readonly key: string }
  /** An update came to a leader that does not hold its record. `action`: what is done about it. */
  | {
      readonly kind: 'apply-error';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly key: string;
      readonly from: string;
      readonly action: ApplyErrors;
    }
  /** Copies that will not be tried again. */
  | {
      readonly kind: 'drop';
      readonly atUs: number;
      readonly from: string;
      readonly to: string;
      readonly writes: readonly number[];
      readonly reason:
        | 'came-home'
        | 'already-seen'
        | 'origin-left'
        | 'not-asked-for'
        | 'hop-limit'
        | 'datagram-lost'
        | 'left'
        | 'queue-full'
        | 'desynchronized'
        | 'out-of-memory'
        | 'crashed'
        | 'disk-lost';
    }
  /** A leader gave up what it owed a peer; or the peer has been brought it, as far as anybody can. */
  | {
      readonly kind: 'desynchronize' | 'resynchronize';
      readonly atUs: number;
      readonly from: string;
      readonly to: string;
    }
  /** Two leaders begin to compare their records, are done with it, or could not finish; `keys` were repaired. */
  | {
      readonly kind: 'repair';
      readonly atUs: number;
      readonly phase: 'begin' | 'end' | 'fail';
      readonly from: string;
      readonly to: string;
      readonly keys: number;
    }
  /**
   * A replica forgets that a key was deleted by this write; or what it took in is `write`, of which the
   * forgotten delete `by` knew.
   */
  | {
      readonly kind: 'tombstone';
      readonly atUs: number;
      readonly replica: string;
      readonly change: 'collect' | 'revive';
      readonly write: number;
      readonly key: string;
      readonly by: number;
    }
  /** A leader holds two rows with a value that only one may have: of a write that came in, and of another. */
  | {
      readonly kind: 'collide';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly key: string;
      readonly rival: number;
      readonly rivalKey: string;
      readonly rule: UniqueRule;
    }
  /** A replica learned from another's record that these writes were made, though that one holds them no more. */
  | {
      readonly kind: 'learn';
      readonly atUs: number;
      readonly replica: string;
      readonly from: string;
      readonly key: string;
      readonly writes: readonly number[];
    }
  | { readonly kind: 'cut' | 'heal'; readonly atUs: number; readonly from: string; readonly to: string }
  | TraceNodeEvent
  | TraceLeadershipEvent
  /**
   * Under shared storage an instance was made the writer, in its volume or with its volume in place of another one; took
   * over what is durable, up to a position of the log; or heard that its time is over.
   */
  | {
      readonly kind: 'writer';
      readonly atUs: number;
      readonly replica: string;
      readonly change: 'appointed' | 'promoted' | 'open' | 'deposed';
      readonly position: number;
    }
  /** A storage node crashed, with its disk or without, or is back. */
  | { readonly kind: 'storage'; readonly atUs: number; readonly node: string; readonly change: 'crash' | 'wipe' | 'restart' }
  | { readonly kind: 'clock-step'; readonly atUs: number; readonly replica: string; readonly byUs: number }
  /** A leader settles conflicts by this rule from now on, and its followers with it. */
  | { readonly kind: 'deploy'; readonly atUs: number; readonly replica: string; readonly rule: DeployableRule }
  /** A slowness began or ended: from now on everything takes so many times as long; 1 when it is over. */
  | { readonly kind: 'slow'; readonly atUs: number; readonly replica: string; readonly factor: number }
  /** A link fault began or ended: from now on so much is added to each latency; 0 when none is left. */
  | { readonly kind: 'latency-spike'; readonly atUs: number; readonly from: string; readonly to: string; readonly addedUs: number }
  /** A link fault began or ended: the chance from now on that a transmission is lost. */
  | { readonly kind: 'loss'; readonly atUs: number; readonly from: string; readonly to: string; readonly loss: number }
  /** A link fault began or ended: the bandwidth from now on, bits a second; null without limit. */
  | {
      readonly kind: 'bandwidth';
      readonly atUs: number;
      readonly from: string;
      readonly to: string;
      readonly bandwidthBps: number | null;
    };

/** Something that happened to one replica. */
export interface TraceNodeEvent {
  readonly kind:
    | 'crash'
    /** Its outbound queues outgrew its memory; it crashes. */
    | 'out-of-memory'
    /** Its disk is gone, with all that it held and knew. */
    | 'wipe'
    | 'restart'
    | 'leave'
    /** It does nothing from now on, and goes on where it was. */
    | 'pause'
    | 'resume'
    /** It is cut off from all other leaders. */
    | 'offline'
    | 'online';
  readonly atUs: number;
  readonly replica: string;
}

/** What a stamp consists of that is more than a reading. */
export type StampParts =
  /** A count of causes. */
  | { readonly kind: 'lamport'; readonly count: number }
  /** The greatest reading known of, and a count of what happened since. */
  | { readonly kind: 'hybrid'; readonly lUs: number; readonly c: number }
  /** The end of the interval in which the time lay. */
  | { readonly kind: 'truetime'; readonly latestUs: number };

/** Receives every event of a run, in order. */
export type TraceSink = (event: TraceEvent) => void;

/** A loss as the oracle found it, for lists and explanations. */
export interface LostWrite {
  readonly write: number;
  readonly key: string;
  readonly replica: string;
  readonly acceptedAtUs: number;
  readonly cause: LossCause;
  readonly everywhere: boolean;
}
