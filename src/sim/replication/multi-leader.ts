/**
 * Asynchronous multi-leader replication: accept locally, log, ship, take in what others sent, pass it on.
 *
 * What stops a write from going round for ever is decided here; see shipping.ts for who is sent what.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import type { AcceptedRequest, Tracer } from '../record/tracer.js';
import type { MultiLeader as MultiLeaderSpec, WriteContext } from '../scenario.js';
import type { Operation } from '../resolution/replicated-type.js';
import type { OpKind, OpLog } from '../storage/op-log.js';
import { ownOp } from '../storage/replica-log.js';
import type { SeenRecord } from './context-records.js';
import { DeliveryOrder, type WatchedOrder } from './delivery-order.js';
import type { FollowUp } from './follow-up.js';
import type { Arrival } from './hold-back.js';
import { Intake } from './intake.js';
import type { ReplicationLink } from './replication-link.js';
import { Outcome, type Replica } from './replica.js';
import { Shipping, type ShippingParts } from './shipping.js';
import type { Witness } from './witness.js';

/** State changes as the fingerprint sees them. */
const marks = { accept: 1, apply: 2, suppress: 3 } as const;

/** What a client wants written. */
export interface WriteRequest {
  readonly key: number;
  readonly kind: OpKind;
  /** Names the request under any strategy. */
  readonly identity: number;
  readonly stamp: number;
  /** What it does, where values are merged. */
  readonly operation?: Operation;
  /** What its author saw of the key; absent where that is what the leader holds. */
  readonly seen?: SeenRecord;
  readonly context?: WriteContext;
  /** For the trace. */
  readonly client: string;
  readonly sentAtUs: number;
  readonly isCreate?: boolean;
}

/** Leaders that take in writes, clients' and each other's. */
export class MultiLeader {
  readonly shipping: Shipping;
  /** Null where whatever arrives can be taken in at once. */
  readonly intake: Intake | null;
  /** What is done about what was taken in; null in most runs. */
  followUp: FollowUp | null = null;
  duplicates = 0;
  suppressedLoops = 0;
  stormStopped = 0;
  maxHops = 0;

  private readonly spec: MultiLeaderSpec;
  private readonly forward: boolean;
  private readonly links: readonly ReplicationLink[];
  private readonly replicas: readonly Replica[];
  private readonly ops: OpLog;
  private readonly witness: Witness;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;

  /** Replicas: leaders first, in the order of regions. */
  constructor(
    parts: ShippingParts & {
      /** The order that links do not keep by themselves. */
      readonly watchedOrder: WatchedOrder | null;
      readonly hasUpdates: boolean;
    },
  ) {
    this.shipping = new Shipping(parts);
    this.spec = parts.spec;
    this.forward = parts.forward;
    this.links = parts.links;
    this.replicas = parts.replicas;
    this.ops = parts.ops;
    this.witness = parts.witness;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    const { watchedOrder, hasUpdates, leaders, expectedWrites } = parts;
    const order =
      watchedOrder === null
        ? null
        : new DeliveryOrder({ order: watchedOrder, leaders, expected: expectedWrites });
    const { applyErrors, antiEntropy } = parts.spec;
    const isRepaired = antiEntropy !== undefined;
    const deliver = ({ op, hops, link }: Arrival, nowUs: number): void => this.deliver(op, hops, link, nowUs);
    const passOn = ({ op, hops, link }: Arrival, nowUs: number): void => this.passOn(op, hops, link, nowUs);
    const needsIntake = order !== null || hasUpdates;
    this.intake = needsIntake ? new Intake({ ...parts, applyErrors, order, isRepaired, deliver, passOn }) : null;
  }

  /** A leader accepts a client's write, durably; returns its id. */
  accept(region: number, write: WriteRequest, nowUs: number): number {
    const { records } = this.replicas[region];
    const op = this.ops.append(
      {
        key: write.key,
        leader: region,
        kind: write.kind,
        stamp: write.stamp,
        identity: write.identity,
      },
      records.known,
      records.knownOffset(write.key),
    );
    const outcome = this.replicas[region].accept(op, nowUs, write.operation, write.seen);
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks.accept, region, op, (write.key << 2) | outcome);
    this.tracer?.accept(nowUs, region, op, records.versions(write.key), this.describe(op, write, region));
    this.shipping.leaders[region].seen?.add(op);
    this.shipping.append(region, op, ownOp, 0, nowUs);
    this.intake?.noteAccepted(op, region, nowUs);
    this.followUp?.accepted(region, op, nowUs);
    return op;
  }

  /** A message has been processed by its receiver. Returns how far it got in the sender's log. */
  receive(link: number, from: number, to: number, nowUs: number): number {
    const { spec, target, toFollower } = this.links[link];
    const { log } = this.shipping.leaders[spec.from];
    if (this.intake?.isStopped(link) === true) {
      if (spec.transport === 'fifo') return from;
      for (const op of this.shipping.listDue(link, from, to)) this.intake.stall({ op, link, hops: 0 });
      return to;
    }
    if (to - from > 1) this.replicas[target].touch(log, from, to);
    for (let position = from; position < to; position++) {
      if (!this.shipping.isDue(link, position)) continue;
      const op = log.opAt(position);
      if (toFollower) this.replay(op, link, nowUs);
      else if (!this.takeIn(op, log.hopsAt(position) + 1, link, nowUs) && spec.transport === 'fifo') return position;
    }
    return to;
  }

  /**
   * A leader takes in a version that another one holds, however that one came by it. What changes something
   * is logged as if it had just crossed the link, so followers, and those behind who rely on forwarding, get it.
   */
  takeInVersion(op: number, from: number, target: number, nowUs: number): Outcome {
    const leader = this.shipping.leaders[target];
    const outcome = this.apply(op, from, target, nowUs);
    leader.seen?.add(op);
    if (outcome !== Outcome.known && leader.logsAll) this.shipping.append(target, op, from, 1, nowUs);
    return outcome;
  }

  /** False when the link's applier has stopped. */
  private takeIn(op: number, hops: number, link: number, nowUs: number): boolean {
    const { target } = this.links[link];
    const leader = this.shipping.leaders[target];
    if (this.ops.leaderOf(op) === target && this.spec.loops !== 'none') {
      this.suppress(op, link, 'came-home', nowUs);
      return true;
    }
    if (leader.seen?.has(op) === true) {
      this.duplicates++;
      this.suppress(op, link, 'already-seen', nowUs);
      return true;
    }
    if (this.intake === null) {
      leader.seen?.add(op);
      this.deliver(op, hops, link, nowUs);
      return true;
    }
    const reception = this.intake.receive({ op, link, hops }, nowUs);
    if (reception !== 'stopped') leader.seen?.add(op);
    if (reception === 'repeated') this.duplicates++;
    return reception !== 'stopped';
  }

  /** A leader takes in a write that another one sent, and logs it for passing on. */
  private deliver(op: number, hops: number, link: number, nowUs: number): void {
    const { spec, target } = this.links[link];
    const outcome = this.apply(op, spec.from, target, nowUs);
    if (outcome !== Outcome.known) this.maxHops = Math.max(this.maxHops, hops);
    this.passOn(op, hops, link, nowUs);
  }

  /** A follower takes in the next write of its leader's log; it skips what its leader skipped. */
  private replay(op: number, link: number, nowUs: number): void {
    const { spec, target } = this.links[link];
    if (this.intake?.isSkippedBy(link, op, nowUs) !== true) this.apply(op, spec.from, target, nowUs);
  }

  /** A leader logs a write that another one sent, for its followers and for passing on. */
  private passOn(op: number, hops: number, link: number, nowUs: number): void {
    const { spec, target } = this.links[link];
    if (!this.shipping.leaders[target].logsAll) return;
    if (this.forward && hops >= this.spec.hopLimit) {
      this.stormStopped++;
      this.tracer?.drop(nowUs, spec.from, target, [op], 'hop-limit');
    }
    this.shipping.append(target, op, spec.from, hops, nowUs);
  }

  private apply(op: number, from: number, target: number, nowUs: number): Outcome {
    const replica = this.replicas[target];
    const tracer = this.tracer;
    const key = this.ops.keyOf(op);
    const held = tracer === null ? [] : replica.records.versions(key);
    const conflictsWith = tracer === null ? [] : replica.conflictsWith(op);
    const outcome = replica.apply(op, nowUs);
    if (outcome === Outcome.known) this.duplicates++;
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks.apply, target, op, outcome);
    tracer?.apply(nowUs, { replica: target, from }, op, {
      outcome: outcomeNames[outcome],
      held,
      holds: replica.records.versions(key),
      conflictsWith,
    });
    this.followUp?.applied(target, op, outcome === Outcome.stored, nowUs);
    return outcome;
  }

  /** What a trace says of a write's author, and of what it saw where clients bring contexts. */
  private describe(op: number, write: WriteRequest, region: number): AcceptedRequest {
    const { contexts } = this.replicas[region];
    if (contexts === null) return write;
    return { ...write, clock: contexts.clockOf(op), conflictsWith: contexts.alarms, saw: contexts.saw };
  }

  private suppress(op: number, link: number, reason: 'came-home' | 'already-seen', nowUs: number): void {
    this.suppressedLoops++;
    const { spec, target } = this.links[link];
    if (!this.replicas[target].hasTakenIn(op)) this.witness.drop(op, target, nowUs, 'loop-filter');
    this.fingerprint.add(marks.suppress, target, op, link);
    this.tracer?.drop(nowUs, spec.from, target, [op], reason);
  }
}

const outcomeNames = ['known', 'stored', 'discarded'] as const;
