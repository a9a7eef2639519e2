/**
 * Asynchronous multi-leader replication: accept locally, log, ship, take in what others sent, pass it on.
 *
 * What stops a write from going round for ever is decided here; see shipping.ts for who is sent what.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { MultiLeader as MultiLeaderSpec } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import { ownOp } from '../storage/replica-log.js';
import { DeliveryOrder, type WatchedOrder } from './delivery-order.js';
import type { Arrival } from './hold-back.js';
import { Intake } from './intake.js';
import type { ReplicationLink } from './replication-link.js';
import { Outcome, type Replica } from './replica.js';
import { ReplicaSet, type WriteRequest } from './replica-set.js';
import { Shipping, type ShippingParts } from './shipping.js';
import type { Witness } from './witness.js';

/** State changes as the fingerprint sees them. */
const marks = { suppress: 3 } as const;

/** Why a loop filter takes a write out. */
type SuppressReason = 'came-home' | 'already-seen' | 'origin-left';

/** Leaders that take in writes, clients' and each other's. */
export class MultiLeader {
  readonly shipping: Shipping;
  readonly replicaSet: ReplicaSet;
  /** Null where whatever arrives can be taken in at once. */
  readonly intake: Intake | null;
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
  private readonly hasLeft: (leader: number) => boolean;
  private readonly ignoresLeft: boolean;

  /** Replicas: leaders first, in the order of regions. */
  constructor(
    parts: ShippingParts & {
      /** The order that links do not keep by themselves. */
      readonly watchedOrder: WatchedOrder | null;
      readonly hasUpdates: boolean;
      /** Whether a leader was removed for good; none unless said. */
      readonly hasLeft?: (leader: number) => boolean;
    },
  ) {
    this.hasLeft = parts.hasLeft ?? (() => false);
    this.ignoresLeft = parts.spec.loops === 'ignore-left';
    this.shipping = new Shipping(parts);
    this.replicaSet = new ReplicaSet(parts);
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
    const op = this.replicaSet.accept(region, write, nowUs);
    this.shipping.leaders[region].seen?.add(op);
    this.shipping.append(region, op, ownOp, 0, nowUs);
    this.intake?.noteAccepted(op, region, nowUs);
    this.replicaSet.followUp?.accepted(region, op, nowUs);
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
    const outcome = this.replicaSet.apply(op, from, target, nowUs);
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
    if (this.ignoresLeft && this.hasLeft(this.ops.leaderOf(op))) {
      this.suppress(op, link, 'origin-left', nowUs);
      return true;
    }
    if (leader.seen?.has(op) === true) {
      this.replicaSet.duplicates++;
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
    if (reception === 'repeated') this.replicaSet.duplicates++;
    return reception !== 'stopped';
  }

  /** A leader takes in a write that another one sent, and logs it for passing on. */
  private deliver(op: number, hops: number, link: number, nowUs: number): void {
    const { spec, target } = this.links[link];
    const outcome = this.replicaSet.apply(op, spec.from, target, nowUs);
    if (outcome !== Outcome.known) this.maxHops = Math.max(this.maxHops, hops);
    this.passOn(op, hops, link, nowUs);
  }

  /** A follower takes in the next write of its leader's log; it skips what its leader skipped. */
  private replay(op: number, link: number, nowUs: number): void {
    const { spec, target } = this.links[link];
    if (this.intake?.isSkippedBy(link, op, nowUs) !== true) this.replicaSet.apply(op, spec.from, target, nowUs);
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

  private suppress(op: number, link: number, reason: SuppressReason, nowUs: number): void {
    this.suppressedLoops++;
    const { spec, target } = this.links[link];
    if (!this.replicas[target].hasTakenIn(op)) this.witness.drop(op, target, nowUs, 'loop-filter');
    this.fingerprint.add(marks.suppress, target, op, link);
    this.tracer?.drop(nowUs, spec.from, target, [op], reason);
  }
}
