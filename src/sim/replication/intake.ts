/**
 * The intake: lets replicated writes into leaders in the order that was asked for, and decides what is
 * done about an update whose record is not there.
 *
 * A write that has come too early waits in its leader's hold-back buffer until what it waits for has been
 * taken in, and is only then applied, logged and passed on. A write that is known is never an error:
 * applying it again changes nothing.
 */
import { assertNever } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { Tracer } from '../record/tracer.js';
import type { ApplyErrors } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { DeliveryOrder } from './delivery-order.js';
import { HoldBack, type Arrival } from './hold-back.js';
import type { Replica } from './replica.js';
import type { ReplicationLink } from './replication-link.js';
import type { Witness } from './witness.js';

/** State changes as the fingerprint sees them. */
const marks = { holdBack: 31, release: 32, applyError: 33, stall: 34 } as const;

/** What came of a write that arrived: `repeated` is a copy of one that waits already. */
export type Reception = 'taken' | 'held' | 'repeated' | 'skipped' | 'stopped';

/** An applier that met what it could not apply: nothing more is taken in over its link. */
export interface StoppedApplier {
  readonly link: number;
  /** The update that it could not apply. */
  readonly op: number;
  /** What its leader has and its sender does not keep any more. */
  readonly stalled: Arrival[];
}

/** What the intake needs. */
export interface IntakeParts {
  readonly applyErrors: ApplyErrors;
  /** Null when no order has to be watched over. */
  readonly order: DeliveryOrder | null;
  /** Anti-entropy may bring a leader what no link's log does. */
  readonly isRepaired: boolean;
  readonly links: readonly ReplicationLink[];
  /** Leaders first. */
  readonly replicas: readonly Replica[];
  readonly leaders: number;
  readonly ops: OpLog;
  readonly witness: Witness;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
  /** Applies a write, and passes it on. */
  readonly deliver: (arrival: Arrival, nowUs: number) => void;
  /** Logs a write for followers and for the leaders behind. */
  readonly passOn: (arrival: Arrival, nowUs: number) => void;
}

/** The way in of all leaders. */
export class Intake {
  /** One a leader. */
  readonly buffers: HoldBack[];
  /** Writes that had to wait for another one, counted at each leader. */
  heldBack = 0;
  /** Most writes that waited at one leader at once. */
  mostHeldBack = 0;
  /** Updates whose record was missing. */
  readonly applyErrors = { stopped: 0, skipped: 0, held: 0 };

  private readonly parts: IntakeParts;
  private readonly stopped = new Map<number, StoppedApplier>();

  constructor(parts: IntakeParts) {
    this.parts = parts;
    this.buffers = Array.from({ length: parts.leaders }, () => new HoldBack());
  }

  /** Appliers that stopped for good. */
  get stoppedAppliers(): readonly StoppedApplier[] {
    return [...this.stopped.values()];
  }

  /** A leader has accepted a client's write, which others may have waited for. */
  noteAccepted(op: number, leader: number, nowUs: number): void {
    this.parts.order?.noteAccepted(op, leader);
    this.releaseAfter(op, leader, nowUs);
  }

  /** A write has arrived at a leader and passed its loop filter. */
  receive(arrival: Arrival, nowUs: number): Reception {
    const { target } = this.parts.links[arrival.link];
    if (this.buffers[target].has(arrival.op)) return 'repeated';
    const reception = this.admit(arrival, nowUs, false);
    if (reception === 'taken' || reception === 'skipped') this.releaseAfter(arrival.op, target, nowUs);
    return reception;
  }

  /** A leader has learned something by other ways than its links' logs: what waited for that comes next. */
  askAgain(leader: number, nowUs: number): void {
    const buffer = this.buffers[leader];
    if (buffer.size === 0) return;
    const replica = this.parts.replicas[leader];
    const forRecords = buffer.takeWaitingForRecords((write) => replica.lacksRecordFor(write));
    const forWrites = buffer.takeWaitingForWrites((write) => replica.knows(write));
    // Ids go with causality: none comes before what it depends on.
    this.release([...forWrites, ...forRecords].sort((x, y) => x.op - y.op), leader, nowUs);
  }

  /** A leader's disk is gone, and what waited on it. Returns that. */
  lose(leader: number): readonly number[] {
    const lost = this.buffers[leader].list().map(({ op }) => op);
    this.buffers[leader] = new HoldBack();
    this.parts.order?.forgetOwn(leader);
    return lost;
  }

  /** Whether the applier of a link has stopped. */
  isStopped(link: number): boolean {
    return this.stopped.has(link);
  }

  /** A write has arrived over a link whose applier has stopped. A FIFO link's sender keeps it. */
  stall(arrival: Arrival): void {
    if (this.parts.links[arrival.link].spec.transport === 'datagram') this.keepStalled(arrival);
  }

  /** Whether a follower skips the next write of its leader's log, for want of a record as its leader did. */
  isSkippedBy(link: number, op: number, nowUs: number): boolean {
    const { applyErrors, links, replicas } = this.parts;
    const { target } = links[link];
    if (applyErrors !== 'skip' || !replicas[target].lacksRecordFor(op)) return false;
    this.noteError({ op, link, hops: 0 }, nowUs);
    this.parts.witness.drop(op, target, nowUs, 'apply-error');
    return true;
  }

  /** Every write that a leader has and has not taken in. */
  listWaiting(): readonly { readonly op: number; readonly replica: number }[] {
    const held = this.buffers.flatMap((buffer, replica) => buffer.list().map(({ op }) => ({ op, replica })));
    const stalled = this.stoppedAppliers.flatMap(({ link, stalled: writes }) =>
      writes.map(({ op }) => ({ op, replica: this.parts.links[link].target })),
    );
    return [...held, ...stalled];
  }

  /** Takes a write in, or keeps it, or passes over it. `isReleased`: it has waited here before. */
  private admit(arrival: Arrival, nowUs: number, isReleased: boolean): Reception {
    const { links, ops, order, replicas, fingerprint, tracer } = this.parts;
    const { op, link } = arrival;
    const { target, spec } = links[link];
    if (this.stopped.has(link)) {
      if (isReleased) this.keepStalled(arrival);
      else this.stall(arrival);
      return 'stopped';
    }
    const author = ops.leaderOf(op);
    const missing = this.findMissing(op, target);
    if (missing >= 0) {
      this.buffers[target].waitForWrite(arrival, missing);
      if (isReleased) return 'held';
      this.heldBack++;
      this.notePeak(target);
      fingerprint.addTime(nowUs);
      fingerprint.add(marks.holdBack, target, op, missing);
      tracer?.holdBack(nowUs, { replica: target, from: spec.from }, op, missing);
      return 'held';
    }
    if (replicas[target].lacksRecordFor(op)) return this.meetError(arrival, nowUs, isReleased);
    if (isReleased) {
      fingerprint.add(marks.release, target, op, link);
      tracer?.release(nowUs, target, op);
    }
    this.parts.deliver(arrival, nowUs);
    order?.noteTaken(op, author, target);
    return 'taken';
  }

  /** An update's turn has come and its record is not there. */
  private meetError(arrival: Arrival, nowUs: number, isReleased: boolean): Reception {
    const { applyErrors, links, ops, order, witness } = this.parts;
    const { op, link } = arrival;
    const { target } = links[link];
    this.noteError(arrival, nowUs);
    switch (applyErrors) {
      case 'stop':
        this.applyErrors.stopped++;
        this.stopped.set(link, { link, op, stalled: [] });
        if (isReleased) this.keepStalled(arrival);
        else this.stall(arrival);
        return 'stopped';
      case 'skip':
        this.applyErrors.skipped++;
        witness.drop(op, target, nowUs, 'apply-error');
        // Others may hold its record, and what follows it waits for it there.
        this.parts.passOn(arrival, nowUs);
        order?.noteTaken(op, ops.leaderOf(op), target);
        return 'skipped';
      case 'hold':
        this.applyErrors.held++;
        this.buffers[target].waitForRecord(arrival, ops.keyOf(op));
        this.notePeak(target);
        return 'held';
      default:
        return assertNever(applyErrors);
    }
  }

  /** A write that has to come first; −1 when there is none. Where leaders repair, what is known has come. */
  private findMissing(op: number, leader: number): number {
    const { ops, order, replicas, isRepaired } = this.parts;
    if (order === null || (isRepaired && replicas[leader].knows(op))) return -1;
    let missing = order.findMissing(op, ops.leaderOf(op), leader);
    while (isRepaired && missing >= 0 && replicas[leader].knows(missing)) {
      order.noteTaken(missing, ops.leaderOf(missing), leader);
      missing = order.findMissing(op, ops.leaderOf(op), leader);
    }
    return missing;
  }

  /** Something was taken in or passed over: what waited for it comes next, and what waited for that. */
  private releaseAfter(op: number, leader: number, nowUs: number): void {
    if (this.buffers[leader].size > 0) this.release(this.takeReady(op, leader), leader, nowUs);
  }

  /** Takes in what waits no more, and what waited for that. */
  private release(released: readonly Arrival[], leader: number, nowUs: number): void {
    const ready = [...released];
    for (const arrival of ready) {
      const reception = this.admit(arrival, nowUs, true);
      if (reception !== 'taken' && reception !== 'skipped') continue;
      for (const next of this.takeReady(arrival.op, leader)) ready.push(next);
    }
  }

  private takeReady(op: number, leader: number): readonly Arrival[] {
    const buffer = this.buffers[leader];
    const replica = this.parts.replicas[leader];
    const forRecord = buffer.takeWaitingForRecord(this.parts.ops.keyOf(op), (write) =>
      replica.lacksRecordFor(write),
    );
    return [...buffer.takeWaitingForWrite(op), ...forRecord];
  }

  private keepStalled(arrival: Arrival): void {
    const applier = this.stopped.get(arrival.link);
    if (applier === undefined) return;
    this.parts.fingerprint.add(marks.stall, this.parts.links[arrival.link].target, arrival.op, arrival.link);
    applier.stalled.push(arrival);
  }

  private noteError({ op, link }: Arrival, nowUs: number): void {
    const { applyErrors, links, fingerprint, tracer } = this.parts;
    const { target, spec } = links[link];
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.applyError, target, op, link);
    tracer?.applyError(nowUs, { replica: target, from: spec.from }, op, applyErrors);
  }

  private notePeak(leader: number): void {
    this.mostHeldBack = Math.max(this.mostHeldBack, this.buffers[leader].size);
  }
}
