/**
 * Shipping: each leader's log, and what its outboxes send of it to whom.
 *
 * Each leader appends what it takes in to its log, once. An outbox a peer and follower is a cursor into
 * that log. Followers get everything in their leader's order; peers get the leader's own writes and,
 * where leaders forward, what came by another link (split horizon), until the hop limit.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { MultiLeader as MultiLeaderSpec } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import { ownOp, ReplicaLog } from '../storage/replica-log.js';
import type { Leader } from './leader.js';
import { Outbox, type DropReason } from './outbox.js';
import { Pace } from './pace.js';
import type { ReplicationPort } from './port.js';
import { QueueLimit } from './queue-limit.js';
import type { Replica } from './replica.js';
import { pairWays, type ReplicationLink } from './replication-link.js';
import { SeenIds } from './seen-ids.js';
import type { Witness } from './witness.js';

/** State changes as the fingerprint sees them. */
const marks = { send: 4, drop: 5 } as const;

/** What shipping needs. */
export interface ShippingParts {
  readonly spec: MultiLeaderSpec;
  readonly forward: boolean;
  readonly links: readonly ReplicationLink[];
  /** Leaders first, in the order of regions. */
  readonly replicas: readonly Replica[];
  readonly leaders: number;
  readonly expectedWrites: number;
  readonly writeBytes: number;
  readonly ops: OpLog;
  readonly witness: Witness;
  readonly port: ReplicationPort;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** The logs of all leaders and the outboxes of all links. */
export class Shipping {
  readonly outboxes: Outbox[];
  readonly leaders: readonly Leader[];
  /** Writes carried over links between leaders. */
  carried = 0;

  private readonly spec: MultiLeaderSpec;
  private readonly forward: boolean;
  /** What came from a peer goes back there as well. */
  private readonly sendsBack: boolean;
  private readonly links: readonly ReplicationLink[];
  private readonly replicas: readonly Replica[];
  private readonly wayBack: Int32Array;
  /** By link: everything in the sender's log is meant for the far end. */
  private readonly owesAll: Uint8Array;
  /** By link: how long an acknowledgement takes to get back. */
  private readonly wayBackUs: Float64Array;
  private readonly ops: OpLog;
  private readonly witness: Witness;
  private readonly port: ReplicationPort;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;
  private readonly writeBytes: number;
  /** Acknowledgements that cannot get back while the way back is cut: position and writes, by link. */
  private readonly heldAcks = new Map<number, { position: number; writes: number }>();
  /** Null while queues have no limit. */
  private readonly limit: QueueLimit | null;

  constructor(parts: ShippingParts) {
    this.spec = parts.spec;
    this.forward = parts.forward;
    this.sendsBack = parts.spec.repeats === 'apply';
    this.links = parts.links;
    this.replicas = parts.replicas;
    this.wayBack = pairWays(parts.links);
    this.ops = parts.ops;
    this.witness = parts.witness;
    this.port = parts.port;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    this.writeBytes = parts.writeBytes;
    this.leaders = Array.from({ length: parts.leaders }, (_, region) => {
      const outLinks = parts.links.flatMap((link, i) => (link.spec.from === region ? [i] : []));
      const logsAll = parts.forward || outLinks.some((link) => parts.links[link].toFollower);
      const log = new ReplicaLog({ expected: parts.expectedWrites, keepsPaths: logsAll });
      return { log, outLinks, logsAll, seen: parts.spec.loops === 'seen-ids' ? new SeenIds() : null };
    });
    this.owesAll = Uint8Array.from(parts.links, ({ spec, toFollower }) =>
      toFollower || !this.leaders[spec.from].logsAll ? 1 : 0,
    );
    this.wayBackUs = Float64Array.from(this.wayBack, (wayBack, link) =>
      parts.port.latencyUs(wayBack < 0 ? link : wayBack),
    );
    this.outboxes = parts.links.map(({ spec }) => new Outbox(this.leaders[spec.from].log, 0));
    const { links, port, writeBytes, fingerprint, tracer } = parts;
    const limit = parts.spec.outbox?.limit ?? null;
    this.limit =
      limit === null
        ? null
        : new QueueLimit({ limit, writeBytes, queues: this, links, port, fingerprint, tracer });
  }

  /** A leader logs what it took in: it is due over every link that it is meant for. */
  append(region: number, op: number, via: number, hops: number, nowUs: number): void {
    const { log, outLinks } = this.leaders[region];
    const position = log.length;
    log.append(op, via, hops);
    const { everyUs, max } = this.spec.batch;
    for (let i = 0; i < outLinks.length; i++) {
      const link = outLinks[i];
      const outbox = this.outboxes[link];
      if (!outbox.isOpen || !this.isDue(link, position)) continue;
      if (!this.owe(link, position, nowUs)) continue;
      const isNow = everyUs === 0 || this.links[link].toFollower || outbox.waiting >= max;
      if (isNow) this.pump(link, nowUs);
      else this.wakeAt(link, nowUs + everyUs);
    }
  }

  /** The receiver tells the sender, on the way back, how far it got. */
  acknowledge(link: number, from: number, to: number, nowUs: number): void {
    // The queue was emptied meanwhile: what this tells of is not waited for any more.
    if (to <= this.outboxes[link].ackedTo) return;
    const writes = this.countDue(link, from, to);
    const wayBack = this.wayBack[link];
    if (wayBack >= 0 && !this.port.isUp(wayBack)) this.holdAck(link, to, writes);
    else this.outboxes[link].acknowledgeAt(nowUs + this.wayBackUs[link], to, writes);
  }

  /** A timer of this link's went off. */
  wake(link: number, nowUs: number): void {
    const outbox = this.outboxes[link];
    if (outbox.wakeAtUs !== nowUs) return;
    outbox.wakeAtUs = Infinity;
    this.pump(link, nowUs);
  }

  /** The connection broke. */
  disconnect(link: number, nowUs: number): void {
    this.heldAcks.delete(link);
    if (this.links[link].spec.transport === 'fifo') this.outboxes[link].disconnect(nowUs);
    const forth = this.wayBack[link];
    if (forth < 0 || this.links[forth].spec.transport !== 'fifo') return;
    const recalled = this.outboxes[forth].recallAcks(nowUs);
    if (recalled !== null) this.holdAck(forth, recalled.position, recalled.writes);
  }

  /** The connection stands anew: it resumes after what was acknowledged. */
  connect(link: number, nowUs: number): void {
    const outbox = this.outboxes[link];
    if (this.links[link].spec.transport === 'fifo') outbox.reconnect(nowUs);
    this.limit?.reopen(link, nowUs);
    const ratePerS = this.spec.outbox?.resumeRatePerS ?? null;
    const isLimited = ratePerS !== null && outbox.waiting > 0 && !this.links[link].toFollower;
    outbox.pace = isLimited ? new Pace(ratePerS, nowUs) : null;
    this.pump(link, nowUs);
    const forth = this.wayBack[link];
    const held = this.heldAcks.get(forth);
    if (held === undefined) return;
    this.heldAcks.delete(forth);
    this.outboxes[forth].acknowledgeAt(nowUs + this.wayBackUs[forth], held.position, held.writes);
  }

  /** A link's typical latency is another one now: acknowledgements that set out from now on take that. */
  noteLatency(link: number): void {
    this.wayBack.forEach((wayBack, forth) => {
      if ((wayBack < 0 ? forth : wayBack) === link) this.wayBackUs[forth] = this.port.latencyUs(link);
    });
  }

  /** Nothing is owed over this link any more. */
  abandon(link: number, nowUs: number): void {
    this.outboxes[link].abandon(nowUs);
  }

  /** A leader's log is gone with its disk: what was due is never sent. */
  loseLog(region: number, nowUs: number): void {
    const { log, outLinks, seen } = this.leaders[region];
    for (const link of outLinks) {
      if (this.outboxes[link].isOpen) this.emptyQueue(link, nowUs, 'disk-lost');
    }
    log.firstKept = log.length;
    seen?.clear();
  }

  /** A link that nothing is owed over until it takes over from another. */
  close(link: number): void {
    this.outboxes[link].isOpen = false;
  }

  /** A link takes over what another one's far end had not acknowledged; without another, all there is. */
  openLink(replacement: number, old: number | undefined, nowUs: number): void {
    const { log } = this.outboxes[replacement];
    const before = old === undefined ? undefined : this.outboxes[old];
    const outbox = new Outbox(log, Math.max(before?.ackedTo ?? 0, log.firstKept));
    outbox.isDesynchronized = before?.isDesynchronized ?? false;
    if (this.outboxes[replacement].isPulled) outbox.waitToBeAsked();
    this.outboxes[replacement] = outbox;
    for (let position = outbox.sentTo; position < outbox.log.length; position++) {
      if (before?.gaps.has(position) === true) this.skip(replacement, position);
      else if (this.isDue(replacement, position)) this.owe(replacement, position, nowUs);
    }
  }

  /** A message that will never arrive: its writes are not sent again. */
  noteLost(link: number, from: number, to: number, nowUs: number): void {
    this.dropRange(link, from, to, nowUs, 'datagram-lost');
  }

  /** Whether a leader takes clients' writes: its queues may be full, and rather refuse than lose. */
  hasRoom(region: number, nowUs: number): boolean {
    return this.limit === null || this.limit.hasRoom(region, nowUs);
  }

  /** A leader crashed: queues that were in its memory are gone. */
  loseMemory(region: number, nowUs: number): void {
    this.limit?.loseMemory(region, nowUs);
  }

  /** A link's far end has been brought what was dropped for it, as far as anybody could. */
  resynchronize(link: number, nowUs: number): void {
    this.limit?.resynchronize(link, nowUs);
  }

  /** Drops a range of the sender's log for the far end of a link: it is not sent (again). */
  dropRange(link: number, from: number, to: number, nowUs: number, reason: DropReason): void {
    const writes = this.listDue(link, from, to);
    if (writes.length === 0) return;
    this.outboxes[link].dropped += writes.length;
    const { spec, target } = this.links[link];
    const cause = reason === 'disk-lost' ? 'disk' : 'queue';
    for (const op of writes) {
      if (!this.replicas[target].knows(op)) this.witness.drop(op, target, nowUs, cause);
      this.fingerprint.add(marks.drop, target, op, link);
    }
    this.tracer?.drop(nowUs, spec.from, target, writes, reason);
  }

  /**
   * Drops all that is due over a link and not acknowledged, and goes on from the end of the log. A
   * datagram's sender keeps nothing that it has sent, so it cannot drop that either.
   */
  emptyQueue(link: number, nowUs: number, reason: DropReason): void {
    const outbox = this.outboxes[link];
    outbox.takeAcks(nowUs);
    const { ackedTo, sentTo, log } = outbox;
    const from = this.links[link].spec.transport === 'datagram' ? sentTo : ackedTo;
    this.dropRange(link, from, log.length, nowUs, reason);
    outbox.empty(nowUs);
    this.heldAcks.delete(link);
  }

  /** Leaves out a position of the sender's log, above all that were left out before. */
  skip(link: number, position: number): void {
    this.outboxes[link].gaps.add(position);
    this.owesAll[link] = 0;
  }

  /** The oldest write that this link's far end has not acknowledged; −1 when there is none. */
  oldestDue(link: number, fromPosition: number): number {
    const { log } = this.outboxes[link];
    for (let position = fromPosition; position < log.length; position++) {
      if (this.isDue(link, position)) return log.opAt(position);
    }
    return -1;
  }

  /** Whether an op of the sender's log is meant for this link's far end. */
  isDue(link: number, position: number): boolean {
    if (this.owesAll[link] === 1) return true;
    const { spec } = this.links[link];
    const { gaps, log } = this.outboxes[link];
    if (!gaps.isEmpty && gaps.has(position)) return false;
    const via = log.viaAt(position);
    if (via === ownOp) return true;
    return this.forward && (via !== spec.to || this.sendsBack) && log.hopsAt(position) < this.spec.hopLimit;
  }

  /** How many ops in a range of the sender's log are meant for this link's far end. */
  countDue(link: number, from: number, to: number): number {
    if (this.owesAll[link] === 1) return to - from;
    let count = 0;
    for (let position = from; position < to; position++) if (this.isDue(link, position)) count++;
    return count;
  }

  /** The ops in a range of the sender's log that are meant for this link's far end. */
  listDue(link: number, from: number, to: number): readonly number[] {
    const { log } = this.outboxes[link];
    const ops: number[] = [];
    for (let position = from; position < to; position++) {
      if (this.isDue(link, position)) ops.push(log.opAt(position));
    }
    return ops;
  }

  /** One more write is due over a link; false when its queue does not take it. */
  private owe(link: number, position: number, nowUs: number): boolean {
    if (this.limit !== null && !this.links[link].toFollower) {
      return this.limit.enqueue(link, position, nowUs);
    }
    this.outboxes[link].addDue(nowUs);
    return true;
  }

  /** Sends what is waiting, as far as the connection takes it now. */
  private pump(link: number, nowUs: number): void {
    const outbox = this.outboxes[link];
    const { log } = outbox;
    const isDatagram = this.links[link].spec.transport === 'datagram';
    const canSend = isDatagram ? this.port.isSenderUp(link) : this.port.isUp(link);
    if (!outbox.isOpen || !canSend || outbox.isPulled) return;
    const awakeAtUs = this.port.awakeAtUs(link);
    if (awakeAtUs > nowUs) {
      this.wakeAt(link, awakeAtUs);
      return;
    }
    const prepareUs = this.prepareUs(link);
    while (outbox.sentTo < log.length) {
      const freeAtUs = this.port.freeAtUs(link);
      if (freeAtUs > nowUs + prepareUs) {
        this.wakeAt(link, freeAtUs - prepareUs);
        return;
      }
      if (outbox.pace !== null && outbox.pace.nextUs > nowUs) {
        this.wakeAt(link, outbox.pace.nextUs);
        return;
      }
      this.sendBatch(link, outbox, nowUs);
    }
    outbox.pace = null;
    outbox.wakeAtUs = Infinity;
  }

  private sendBatch(link: number, outbox: Outbox, nowUs: number): void {
    const { log } = outbox;
    const from = outbox.sentTo;
    const most = Math.min(this.spec.batch.max, outbox.pace?.mostWrites ?? Infinity);
    let first = -1;
    let writes = 0;
    let to = from;
    for (; to < log.length && writes < most; to++) {
      if (!this.isDue(link, to)) continue;
      if (first < 0) first = log.opAt(to);
      writes++;
    }
    outbox.noteSent(to, writes);
    if (writes === 0) return;
    outbox.pace?.noteSent(writes, nowUs);
    const departsUs = nowUs + this.prepareUs(link);
    if (!this.links[link].toFollower) this.carried += writes;
    this.fingerprint.add(marks.send, link, first, writes);
    this.traceSend(link, from, to, nowUs);
    const isOnItsWay = this.port.transmit(link, from, to, writes, departsUs, this.ops.identityOf(first));
    if (this.links[link].spec.transport === 'fifo') return;
    // A datagram's sender keeps nothing to send again: it forgets what an answer would have covered by now.
    outbox.acknowledgeAt(departsUs + this.port.latencyUs(link) + this.wayBackUs[link], to, writes);
    if (!isOnItsWay) this.noteLost(link, from, to, nowUs);
  }

  private traceSend(link: number, from: number, to: number, nowUs: number): void {
    if (this.tracer === null) return;
    const writes = this.listDue(link, from, to);
    const { spec, target } = this.links[link];
    const bytes = writes.length * this.writeBytes;
    this.tracer.send(nowUs, spec.from, target, writes, bytes, nowUs + this.prepareUs(link));
  }

  /** Followers get each write as it comes; batches are for the wide area. */
  private prepareUs(link: number): number {
    return this.links[link].toFollower ? 0 : this.spec.batch.prepareUs;
  }

  private holdAck(link: number, position: number, writes: number): void {
    const held = this.heldAcks.get(link);
    this.heldAcks.set(link, { position, writes: writes + (held?.writes ?? 0) });
  }

  private wakeAt(link: number, atUs: number): void {
    const outbox = this.outboxes[link];
    if (outbox.wakeAtUs <= atUs) return;
    outbox.wakeAtUs = atUs;
    this.port.setTimer(link, atUs);
  }
}
