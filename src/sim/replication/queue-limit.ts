/**
 * What happens when outbound queues between leaders are full.
 *
 * Each write that becomes due over a link between leaders is offered to its queue here. What a queue
 * does not take, or throws away, is dropped for that peer: the queue never sends it again.
 */
import { assertNever } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { OutboxLimit } from '../scenario.js';
import type { Leader } from './leader.js';
import type { DropReason, Outbox } from './outbox.js';
import type { ReplicationPort } from './port.js';
import type { ReplicationLink } from './replication-link.js';

/** State changes as the fingerprint sees them. */
const marks = { desynchronize: 21, resynchronize: 22 } as const;

/** The queues as their limit sees them. */
export interface LimitedQueues {
  readonly outboxes: readonly Outbox[];
  readonly leaders: readonly Leader[];
  /** Drops a range of the sender's log for the far end of a link: it is not sent (again). */
  dropRange(link: number, from: number, to: number, nowUs: number, reason: DropReason): void;
  /** Drops all that is due over a link and not acknowledged, and goes on from the end of the log. */
  emptyQueue(link: number, nowUs: number, reason: DropReason): void;
  /** Leaves out a position of the sender's log, above all that were left out before. */
  skip(link: number, position: number): void;
}

/** Keeps the queues within their limit. */
export class QueueLimit {
  private readonly limit: OutboxLimit;
  private readonly queues: LimitedQueues;
  private readonly links: readonly ReplicationLink[];
  private readonly port: ReplicationPort;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;
  /** Most writes that a queue holds, or all queues of a node where they share its memory. */
  private readonly mostWrites: number;
  /** By leader: its links to other leaders. */
  private readonly peerLinks: readonly (readonly number[])[];
  /** By leader, where queues share its memory: writes they hold, or fewer by now. */
  private readonly heldAtMost: Float64Array;

  constructor(parts: {
    readonly limit: OutboxLimit;
    readonly writeBytes: number;
    readonly queues: LimitedQueues;
    readonly links: readonly ReplicationLink[];
    readonly port: ReplicationPort;
    readonly fingerprint: Fingerprint;
    readonly tracer: Tracer | null;
  }) {
    this.limit = parts.limit;
    this.queues = parts.queues;
    this.links = parts.links;
    this.port = parts.port;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    this.mostWrites = countMostWrites(parts.limit, parts.writeBytes);
    this.peerLinks = parts.queues.leaders.map(({ outLinks }) =>
      outLinks.filter((link) => !parts.links[link].toFollower),
    );
    this.heldAtMost = new Float64Array(parts.queues.leaders.length);
  }

  /** Offers a queue the write at a log position; false when it is not queued. */
  enqueue(link: number, position: number, nowUs: number): boolean {
    const outbox = this.queues.outboxes[link];
    if (outbox.shutFor !== null) {
      this.queues.emptyQueue(link, nowUs, outbox.shutFor);
      return false;
    }
    switch (this.limit.kind) {
      case 'desynchronize':
        outbox.addDue(nowUs);
        if (outbox.backlog < this.mostWrites) return true;
        this.desynchronize(link, nowUs);
        return false;
      case 'drop':
        outbox.takeAcks(nowUs);
        if (outbox.backlog >= this.mostWrites) {
          this.queues.dropRange(link, position, position + 1, nowUs, 'queue-full');
          this.queues.skip(link, position);
          return false;
        }
        outbox.addDue(nowUs);
        return true;
      case 'reject':
        outbox.addDue(nowUs);
        return true;
      case 'crash':
        if (!this.takeMemory(this.links[link].spec.from, nowUs)) return false;
        outbox.addDue(nowUs);
        return true;
      default:
        return assertNever(this.limit);
    }
  }

  /** Whether a leader takes clients' writes: not while a queue that must lose nothing is full. */
  hasRoom(region: number, nowUs: number): boolean {
    if (this.limit.kind !== 'reject') return true;
    return this.peerLinks[region].every((link) => {
      const outbox = this.queues.outboxes[link];
      outbox.takeAcks(nowUs);
      return !outbox.isOpen || outbox.backlog < this.mostWrites;
    });
  }

  /** The link is connected: a queue that had given up its peer takes writes again. */
  reopen(link: number, nowUs: number): void {
    const outbox = this.queues.outboxes[link];
    if (!outbox.isDesynchronized) return;
    outbox.shutFor = null;
    if (!this.port.requestRepair(link)) this.resynchronize(link, nowUs);
  }

  /** A leader crashed: queues that were in its memory are gone. */
  loseMemory(region: number, nowUs: number): void {
    if (this.limit.kind !== 'crash') return;
    for (const link of this.peerLinks[region]) {
      const outbox = this.queues.outboxes[link];
      if (outbox.isOpen) this.queues.emptyQueue(link, nowUs, 'crashed');
      outbox.shutFor = null;
    }
    this.heldAtMost[region] = 0;
  }

  /** The peer has been brought what was dropped for it, as far as anybody could. */
  resynchronize(link: number, nowUs: number): void {
    const outbox = this.queues.outboxes[link];
    if (!outbox.isDesynchronized) return;
    outbox.isDesynchronized = false;
    this.note('resynchronize', link, nowUs);
  }

  private desynchronize(link: number, nowUs: number): void {
    const outbox = this.queues.outboxes[link];
    outbox.isDesynchronized = true;
    this.note('desynchronize', link, nowUs);
    this.queues.emptyQueue(link, nowUs, 'desynchronized');
    outbox.shutFor = 'desynchronized';
    // A link can be connected and too slow: then its queue begins anew at once.
    if (this.port.isUp(link)) this.reopen(link, nowUs);
  }

  /** Takes memory for one more write; without any left the node dies, and its queues with it. */
  private takeMemory(region: number, nowUs: number): boolean {
    if (this.heldAtMost[region] >= this.mostWrites) {
      this.heldAtMost[region] = this.countHeld(region, nowUs);
    }
    if (this.heldAtMost[region] < this.mostWrites) {
      this.heldAtMost[region]++;
      return true;
    }
    for (const link of this.peerLinks[region]) {
      const outbox = this.queues.outboxes[link];
      if (!outbox.isOpen) continue;
      this.queues.emptyQueue(link, nowUs, 'out-of-memory');
      outbox.shutFor = 'out-of-memory';
    }
    this.port.runOutOfMemory(region);
    return false;
  }

  private countHeld(region: number, nowUs: number): number {
    let held = 0;
    for (const link of this.peerLinks[region]) {
      const outbox = this.queues.outboxes[link];
      outbox.takeAcks(nowUs);
      held += outbox.backlog;
    }
    return held;
  }

  private note(kind: 'desynchronize' | 'resynchronize', link: number, nowUs: number): void {
    const { spec, target } = this.links[link];
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks[kind], spec.from, target, link);
    this.tracer?.link(kind, nowUs, spec.from, target);
  }
}

/** Writes that fit, or with which a queue gives up its peer; at least one. */
function countMostWrites(limit: OutboxLimit, writeBytes: number): number {
  const { capacityBytes } = limit;
  if (writeBytes === 0) return Infinity;
  const fitting = Math.floor(capacityBytes / writeBytes);
  if (limit.kind !== 'desynchronize') return Math.max(1, fitting);
  return Math.max(1, Math.min(fitting, Math.ceil((capacityBytes * limit.atShare) / writeBytes)));
}
