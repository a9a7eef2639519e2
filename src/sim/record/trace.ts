/**
 * The trace: all that happened, in order, as people and tools read it. Recording one never changes a run.
 *
 * Replicas are named (`us-east`, followers `us-east/1`), keys by name, writes by their dense id, times in
 * integer microseconds of true time.
 */
import type { LossCause } from '../report.js';

/** Everything a trace can say. `atUs` is true time. */
export type TraceEvent =
  /** A replica durably accepted a write from a client. */
  | {
      readonly kind: 'accept';
      readonly atUs: number;
      readonly replica: string;
      readonly write: number;
      readonly key: string;
      /** Null for a delete. */
      readonly value: string | null;
      readonly client: string;
      readonly stamp: number;
      /** Absent when the stamp is the physical clock's reading. */
      readonly stampParts?: StampParts;
      /** What the replica holds of that key afterwards. */
      readonly holds: readonly number[];
      /** When the client sent the request. */
      readonly sentAtUs: number;
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
      readonly operation: 'write' | 'read' | 'delete';
      readonly key: string;
      readonly reason: 'unavailable' | 'crashed';
    }
  /** A read was served. */
  | {
      readonly kind: 'read';
      readonly atUs: number;
      readonly replica: string;
      readonly key: string;
      readonly client: string;
      readonly returned: readonly number[];
      readonly sentAtUs: number;
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
    }
  /** Copies that will not be tried again. */
  | {
      readonly kind: 'drop';
      readonly atUs: number;
      readonly from: string;
      readonly to: string;
      readonly writes: readonly number[];
      readonly reason: 'came-home' | 'already-seen' | 'hop-limit' | 'datagram-lost' | 'left';
    }
  | { readonly kind: 'cut' | 'heal'; readonly atUs: number; readonly from: string; readonly to: string }
  | { readonly kind: 'crash' | 'restart' | 'leave'; readonly atUs: number; readonly replica: string }
  | { readonly kind: 'clock-step'; readonly atUs: number; readonly replica: string; readonly byUs: number }
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
