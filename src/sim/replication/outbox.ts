/**
 * What one leader owes one peer: a cursor into the leader's log, and what came back.
 *
 *   log:   … acknowledged …| … sent, in flight … | … waiting … |
 *                          ackedTo               sentTo        log.length
 *
 * Acknowledgements are cumulative and need no events: each waits in a small ring with the time it gets
 * back, and is taken in before the backlog is looked at. So the peak is exact.
 */
import type { TraceEvent } from '../record/trace.js';
import type { ReplicaLog } from '../storage/replica-log.js';
import { LogGaps } from './log-gaps.js';
import type { Pace } from './pace.js';

/** Ring of acknowledgements on their way. */
interface AckRing {
  times: Float64Array;
  positions: Float64Array;
  writes: Float64Array;
  head: number;
  size: number;
}

/** Writes that a peer has not acknowledged, and the log position up to which it has. */
export interface Owed {
  readonly backlog: number;
  readonly ackedTo: number;
}

/** Why copies are not tried again. */
export type DropReason = Extract<TraceEvent, { kind: 'drop' }>['reason'];

/** A cursor, the backlog behind it and its history. */
export class Outbox {
  readonly log: ReplicaLog;
  /** Next log position to send. */
  sentTo: number;
  /** Log position up to which the peer has acknowledged. */
  ackedTo: number;
  /** Writes are owed over this link; false for a link that is not in use, or whose end left for good. */
  isOpen = true;
  /** The peer asks for what is due: nothing is sent unasked. */
  isPulled = false;
  /** When the next batch closes; Infinity while no timer counts. */
  wakeAtUs = Infinity;
  peakWrites = 0;
  /** Writes that will not be sent again though the peer never acknowledged them. */
  dropped = 0;
  /** Why the queue takes nothing at the moment; null while it does. */
  shutFor: DropReason | null = null;
  /** The peer lacks writes that were dropped all at once, and nobody has brought them since. */
  isDesynchronized = false;
  /** Log positions that the queue had no room for. */
  readonly gaps = new LogGaps();
  /** Holds back the sending while the peer catches up; null while it need not. */
  pace: Pace | null = null;
  /** Longest time from a heal until the backlog was back where it was before the cut. */
  drainUs: number | null = null;

  private due = 0;
  private sent = 0;
  private acked = 0;
  private drainTarget = -1;
  private drainFromUs = -1;
  private readonly acks: AckRing = {
    times: new Float64Array(16),
    positions: new Float64Array(16),
    writes: new Float64Array(16),
    head: 0,
    size: 0,
  };

  constructor(log: ReplicaLog, fromPosition: number) {
    this.log = log;
    this.sentTo = fromPosition;
    this.ackedTo = fromPosition;
  }

  /** Writes due to the peer that it has not acknowledged, whether sent or not. */
  get backlog(): number {
    return this.due - this.acked;
  }

  /** Writes due to the peer that were not sent on this connection. */
  get waiting(): number {
    return this.due - this.sent;
  }

  /** From now on the peer asks, so no batch ever closes. */
  waitToBeAsked(): void {
    this.isPulled = true;
    this.wakeAtUs = -Infinity;
  }

  /** One more write is due. */
  addDue(nowUs: number): void {
    this.takeAcks(nowUs);
    this.due++;
    const backlog = this.due - this.acked;
    if (backlog > this.peakWrites) this.peakWrites = backlog;
  }

  /** A batch up to a log position went out. */
  noteSent(toPosition: number, writes: number): void {
    this.sentTo = toPosition;
    this.sent += writes;
  }

  /** The peer has taken in a batch; its acknowledgement gets here later. */
  acknowledgeAt(atUs: number, toPosition: number, writes: number): void {
    const acks = this.acks;
    if (acks.size === acks.times.length) growRing(acks);
    const mask = acks.times.length - 1;
    const slot = (acks.head + acks.size++) & mask;
    const previous = acks.size === 1 ? 0 : acks.times[(slot - 1) & mask];
    acks.times[slot] = Math.max(atUs, previous);
    acks.positions[slot] = toPosition;
    acks.writes[slot] = writes;
  }

  /** Takes in what has come back by now. */
  takeAcks(nowUs: number): void {
    const acks = this.acks;
    while (acks.size > 0 && acks.times[acks.head] <= nowUs) {
      const { head } = acks;
      this.acked += acks.writes[head];
      this.ackedTo = Math.max(this.ackedTo, acks.positions[head]);
      if (this.drainFromUs >= 0 && this.backlog <= this.drainTarget) this.noteDrained(acks.times[head]);
      acks.head = (head + 1) & (acks.times.length - 1);
      acks.size--;
    }
  }

  /** What is owed once everything has come back that has by then; it takes in nothing, so looks may go back in time. */
  lookAt(nowUs: number): Owed {
    const { acks } = this;
    const mask = acks.times.length - 1;
    let { backlog, ackedTo } = this;
    for (let i = 0; i < acks.size; i++) {
      const slot = (acks.head + i) & mask;
      if (acks.times[slot] > nowUs) break;
      backlog -= acks.writes[slot];
      ackedTo = Math.max(ackedTo, acks.positions[slot]);
    }
    return { backlog, ackedTo };
  }

  /** Takes back acknowledgements that are still on their way; null when there is none. */
  recallAcks(nowUs: number): { readonly position: number; readonly writes: number } | null {
    this.takeAcks(nowUs);
    const { acks } = this;
    if (acks.size === 0) return null;
    const mask = acks.times.length - 1;
    let writes = 0;
    for (let i = 0; i < acks.size; i++) writes += acks.writes[(acks.head + i) & mask];
    const position = acks.positions[(acks.head + acks.size - 1) & mask];
    acks.size = 0;
    return { position, writes };
  }

  /** The connection broke: acknowledgements on their way are gone. */
  disconnect(nowUs: number): void {
    this.takeAcks(nowUs);
    this.acks.size = 0;
    if (this.drainTarget < 0) this.drainTarget = this.backlog;
    this.drainFromUs = -1;
  }

  /** A new connection resumes after the last acknowledged position. */
  reconnect(nowUs: number): void {
    this.sentTo = this.ackedTo;
    this.sent = this.acked;
    this.drainFromUs = nowUs;
    if (this.backlog <= this.drainTarget) this.noteDrained(nowUs);
  }

  /** Nothing is due any more: the peer left for good. Returns how many writes that drops. */
  abandon(nowUs: number): number {
    this.isOpen = false;
    this.drainFromUs = -1;
    this.takeAcks(nowUs);
    const rest = this.backlog;
    this.dropped += rest;
    this.empty(nowUs);
    return rest;
  }

  /** Forgets all that is due: the queue goes on from the end of the log. */
  empty(nowUs: number): void {
    this.takeAcks(nowUs);
    this.acks.size = 0;
    this.due = this.acked;
    this.sent = this.acked;
    this.sentTo = this.log.length;
    this.ackedTo = this.log.length;
    if (this.drainFromUs >= 0) this.noteDrained(nowUs);
  }

  private noteDrained(atUs: number): void {
    this.drainUs = Math.max(this.drainUs ?? 0, atUs - this.drainFromUs);
    this.drainFromUs = -1;
    this.drainTarget = -1;
  }
}

function growRing(acks: AckRing): void {
  const size = acks.times.length;
  const unroll = (column: Float64Array): Float64Array => {
    const grown = new Float64Array(2 * size);
    for (let i = 0; i < size; i++) grown[i] = column[(acks.head + i) & (size - 1)];
    return grown;
  };
  acks.times = unroll(acks.times);
  acks.positions = unroll(acks.positions);
  acks.writes = unroll(acks.writes);
  acks.head = 0;
}
