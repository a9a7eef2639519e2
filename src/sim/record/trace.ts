/**
 * The trace: all that happened, in order, as people and tools read it. Recording one never changes a run.
 *
 * Replicas are named (`us-east`, followers `us-east/1`), keys by name, writes by their dense id, times in
 * integer microseconds of true time.
 */
import type { LossCause } from '../report.js';

/** Everything a trace can say. `atUs` is true time. */
export type TraceEvent =
  /** A replica durably accepted a write from a client; `stamp` is its clock's reading. */
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
      /** What the replica holds of that key afterwards. */
      readonly holds: readonly number[];
      /** When the client sent the request. */
      readonly sentAtUs: number;
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
      readonly operation: 'write' | 'read' | 'delete';
      readonly key: string;
      readonly attempt: number;
    }
  /** A client stops waiting for an answer; what it asked for may still be carried out. */
  | {
      readonly kind: 'timeout';
      readonly atUs: number;
      readonly replica: string;
      readonly client: string;
      readonly operation: 'write' | 'read' | 'delete';
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

/** Why a request was not answered with success. */
export type RefusalReason =
  | 'unavailable'
  | 'crashed'
  | 'too-many-requests'
  | 'service-unavailable'
  | 'clock'
  | 'short-circuited'
  | 'bulkhead-full';

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
