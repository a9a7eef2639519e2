/**
 * The coordinator: serves clients' requests at their leader, from arrival to answer.
 *
 * A request waits for a worker, is executed, made durable, and answered. Only what takes time costs an
 * event. A crash takes with it everything that was not durable yet, and every answer not yet given.
 * What a node is set to turn away is turned away at once.
 */
import { Slots } from '../base/slots.js';
import type { AttemptCounts, ClientMetrics } from '../record/client-metrics.js';
import type { RequestLog } from '../record/request-log.js';
import type { Tracer } from '../record/tracer.js';
import type { Region } from '../scenario.js';
import { Admission } from './admission.js';
import { isNobodyThere, type Attempt, type CarriedOut, type Refusal, type Reply } from './attempt.js';
import { serverOf, type Request } from './clients.js';
import { writeRefusals, type AttemptListener, type CoordinatorPort, type ServingNode } from './coordinator-port.js';
import { ServiceTimes } from './service-times.js';

/** A request in service. */
interface Pending {
  readonly request: Request;
  readonly incarnation: number;
  /** Its node's pauses so far, when its next step was scheduled. */
  pausedUs: number;
  /** Of a write whose commit waits. */
  stamp: number | null;
  /** What it writes is durable elsewhere. */
  isDurable: boolean;
  op: number;
  /** Where the leader notes what it did, for a request with an idempotency key. */
  readonly note: CarriedOut | null;
}

/** Requests in service at all leaders. */
export class Coordinator {
  private readonly regions: readonly Region[];
  private readonly nodes: readonly ServingNode[];
  private readonly metrics: readonly ClientMetrics[];
  private readonly counts: AttemptCounts;
  private readonly listener: AttemptListener;
  private readonly port: CoordinatorPort;
  private readonly tracer: Tracer | null;
  private readonly log: RequestLog | null;
  private readonly admissions: readonly (Admission | null)[];
  private readonly serviceTimes: readonly (ServiceTimes | null)[];
  private readonly pending = new Slots<Pending>();

  constructor(parts: {
    readonly regions: readonly Region[];
    readonly nodes: readonly ServingNode[];
    /** One a region, for its own clients. */
    readonly metrics: readonly ClientMetrics[];
    readonly counts: AttemptCounts;
    readonly listener: AttemptListener;
    readonly port: CoordinatorPort;
    readonly tracer: Tracer | null;
    readonly log: RequestLog | null;
    /** Of the draws of service times. */
    readonly serviceSeed: number;
  }) {
    this.regions = parts.regions;
    this.nodes = parts.nodes;
    this.metrics = parts.metrics;
    this.counts = parts.counts;
    this.listener = parts.listener;
    this.port = parts.port;
    this.tracer = parts.tracer;
    this.log = parts.log;
    this.admissions = parts.nodes.map(({ region }) => Admission.of(parts.regions[region].node));
    this.serviceTimes = parts.nodes.map(({ region }) => ServiceTimes.of(parts.regions[region].node, parts.serviceSeed));
  }

  /** A request reaches its leader. */
  arrive(request: Request, nowUs: number): void {
    const server = serverOf(request);
    const node = this.nodes[server];
    if (!node.isUp) {
      this.refuse(request, 'unavailable', nowUs);
      return;
    }
    const admission = this.admissions[server];
    if (admission !== null && !admission.takeToken(nowUs, node.incarnation)) {
      this.refuse(request, 'too-many-requests', nowUs);
      return;
    }
    if (request.kind !== 'read' && !this.port.hasRoom(request.region, nowUs)) {
      this.refuse(request, 'queue-full', nowUs);
      return;
    }
    const note = request.attempt === null ? null : this.noteOf(request, node.incarnation);
    if (note !== null && note.op < 0 && note.request !== request) {
      // It is in service already: whoever asked last gets the answer.
      note.request = request;
      return;
    }
    if (admission !== null && !admission.hasRoom(nowUs)) {
      if (note !== null && note.op < 0) this.forget(request);
      this.refuse(request, 'service-unavailable', nowUs);
      return;
    }
    const capacity = this.regions[node.region].node;
    // What was carried out before is only looked up.
    const isKnown = note !== null && note.op >= 0;
    const isRead = isKnown || request.kind === 'read';
    const drawn = this.serviceTimes[server];
    const workUs = drawn?.workUs(request, isRead) ?? (isRead ? capacity.readUs : capacity.writeUs);
    const serviceUs = Math.round(workUs * node.slowdown);
    const doneUs = node.servers.serve(nowUs, serviceUs);
    admission?.noteStart(nowUs, doneUs - serviceUs);
    const executedUs = isRead ? doneUs : doneUs + Math.round(capacity.logUs * node.slowdown);
    const { incarnation, pausedUs } = node;
    const pending: Pending = isKnown
      ? { request, incarnation, pausedUs, stamp: null, isDurable: true, op: note.op, note: null }
      : { request, incarnation, pausedUs, stamp: null, isDurable: false, op: -1, note };
    // At the end of a pause those who waited come first.
    if (executedUs === nowUs && node.pausedUntilUs < nowUs) this.executePending(pending, nowUs);
    else this.port.executeAt(executedUs, this.pending.keep(pending));
  }

  /** A request was executed and, if it is a write, is durable. */
  execute(slot: number, nowUs: number): void {
    const lateUs = this.countPause(slot);
    if (lateUs > 0) this.port.executeAt(nowUs + lateUs, slot);
    else this.executePending(this.pending.take(slot), nowUs);
  }

  /** An answer leaves the node. */
  answer(slot: number, nowUs: number): void {
    const lateUs = this.countPause(slot);
    if (lateUs > 0) this.port.answerAt(nowUs + lateUs, slot);
    else this.answerPending(this.pending.take(slot), nowUs);
  }

  /** Enough replicas have a write, or it is not known in time whether they do: the client hears nothing then. */
  agree(slot: number, isEnough: boolean, nowUs: number): void {
    const pending = this.pending.take(slot);
    if (isEnough) {
      this.respond(pending, nowUs);
      return;
    }
    const { request, incarnation } = pending;
    const isCrashed = this.nodes[request.region].incarnation !== incarnation;
    this.refuse(pending.note?.request ?? request, isCrashed ? 'crashed' : 'too-few-answers', nowUs);
  }

  /** Others decided for a write, and this is it; `agree` says when enough replicas have it. */
  carriedOut(slot: number, op: number): void {
    this.pending.at(slot).op = op;
  }

  /** Others decided against a write, or did not decide. */
  turnDown(slot: number, reason: Refusal, nowUs: number): void {
    this.refuse(this.pending.take(slot).request, reason, nowUs);
  }

  /** The leader of a request that waits for others has crashed. */
  lose(slot: number, nowUs: number): void {
    this.conclude(slot, { refusal: 'crashed' }, nowUs);
  }

  /** The write of a request took effect, as this op, or came to nothing. */
  conclude(slot: number, ending: { readonly op: number } | { readonly refusal: Refusal }, nowUs: number): void {
    const pending = this.pending.take(slot);
    const { request, note } = pending;
    if ('refusal' in ending) {
      if (note !== null && note.op < 0) this.forget(request);
      this.refuse(note?.request ?? request, ending.refusal, nowUs);
      return;
    }
    pending.op = ending.op;
    if (note !== null) note.op = ending.op;
    this.respond(pending, nowUs);
  }

  /** What a request writes is durable: it is accepted, unless it is a write already (`op` ≥ 0). Returns the write. */
  persisted(slot: number, op: number, nowUs: number): number {
    const pending = this.pending.take(slot);
    pending.isDurable = true;
    pending.op = op;
    this.executePending(pending, nowUs);
    return pending.op;
  }

  /** What a request writes is not made durable, or nobody will tell. */
  unpersisted(slot: number, reason: Refusal, nowUs: number): void {
    const { request, note } = this.pending.take(slot);
    if (note !== null) this.forget(request);
    this.refuse(note?.request ?? request, reason, nowUs);
  }

  /** What a read returns; null when too few replicas answered. */
  agreeOnRead(slot: number, versions: readonly number[] | null, nowUs: number): void {
    const { request, incarnation } = this.pending.take(slot);
    if (versions === null || this.nodes[request.region].incarnation !== incarnation) {
      this.refuse(request, versions === null ? 'too-few-answers' : 'crashed', nowUs);
    } else this.answerRead(request, versions, nowUs);
  }

  /** Turns a request away. */
  refuse(request: Request, reason: Refusal, nowUs: number): void {
    this.tracer?.refuse(nowUs, serverOf(request), request.kind, request.key, reason);
    if (reason === 'too-many-requests') this.counts.tooManyRequests++;
    else if (reason === 'service-unavailable') this.counts.serviceUnavailable++;
    if (request.attempt !== null) {
      this.reply(request.attempt, request, reason, -1, nowUs);
      return;
    }
    const toldUs = nowUs + this.wayBackUs(request);
    const isInDoubt = reason === 'crashed' || reason === 'too-few-answers';
    this.log?.fail(request, request, isInDoubt, toldUs, reason === 'condition');
    this.port.sessions?.noteRefusal(request, toldUs);
    const metrics = this.metrics[request.home];
    if (request.kind === 'read') metrics.readsFailed++;
    else if (isInDoubt) metrics.indeterminate++;
    else if (isNobodyThere(reason)) metrics.unavailable++;
    else metrics.rejected++;
  }

  /** Gives up on every request still in service. */
  giveUp(nowUs: number): void {
    for (const { request, note } of this.pending.list()) {
      this.refuse(note?.request ?? request, 'crashed', nowUs);
    }
  }

  private executePending(pending: Pending, nowUs: number): void {
    const { request, note } = pending;
    if (this.nodes[serverOf(request)].incarnation !== pending.incarnation) {
      this.refuse(note?.request ?? request, 'crashed', nowUs);
      return;
    }
    const { agreement, certifying } = this.port;
    if (request.kind === 'read') {
      if (agreement === null) this.answerRead(request, this.port.versions(serverOf(request), request.key), nowUs);
      else agreement.awaitRead(this.pending.keep(pending), request, nowUs);
      return;
    }
    const wasCarriedOut = pending.op >= 0;
    if (!wasCarriedOut && (this.mustWait(pending, nowUs) || this.mustPersist(pending, nowUs))) return;
    if (this.port.decisions?.concerns(request) === true) {
      this.port.decisions.decide(this.pending.keep(pending), request, nowUs);
      return;
    }
    if (!wasCarriedOut && certifying !== null) {
      certifying.submit(request, this.pending.keep(pending), nowUs);
      return;
    }
    const refusal = wasCarriedOut ? null : this.carryOut(pending, nowUs);
    if (refusal !== null) {
      if (note !== null) this.forget(request);
      this.refuse(note?.request ?? request, refusal, nowUs);
      return;
    }
    if (note !== null) note.op = pending.op;
    if (agreement === null || wasCarriedOut) this.respond(pending, nowUs);
    else agreement.awaitWrite(pending.op, this.pending.keep(pending), request, nowUs);
  }

  private respond(pending: Pending, nowUs: number): void {
    const { request } = pending;
    const { slowdown, pausedUs } = this.nodes[request.region];
    pending.pausedUs = pausedUs;
    const respondUs = Math.round(this.regions[request.region].node.respondUs * slowdown);
    if (respondUs === 0) this.answerPending(pending, nowUs);
    else this.port.answerAt(nowUs + respondUs, this.pending.keep(pending));
  }

  /** Accepts a write; returns why not, or null. */
  private carryOut(pending: Pending, nowUs: number): Refusal | null {
    const { request } = pending;
    // Others may have taken the room while it was served.
    if (!this.port.hasRoom(request.region, nowUs)) return 'queue-full';
    pending.op = this.port.accept(request, pending.stamp, nowUs);
    if (pending.op === writeRefusals.duplicateKey) return 'duplicate-key';
    if (pending.op === writeRefusals.taken) return 'taken';
    if (pending.op === writeRefusals.notLeader) return 'not-leader';
    if (pending.op === writeRefusals.noLease) return 'no-lease';
    if (pending.op === writeRefusals.unmet) return 'condition';
    return pending.op < 0 ? 'no-record' : null;
  }

  /** How long its node stood still since a request's step was scheduled: that much later it is done. */
  private countPause(slot: number): number {
    const pending = this.pending.at(slot);
    const node = this.nodes[serverOf(pending.request)];
    if (node.incarnation !== pending.incarnation) return 0;
    const lateUs = node.pausedUs - pending.pausedUs;
    pending.pausedUs = node.pausedUs;
    return lateUs;
  }

  /** Begins the commit wait, or goes on with it when the clock was set back meanwhile. */
  private mustWait(pending: Pending, nowUs: number): boolean {
    const { commitWait } = this.port;
    if (commitWait === null) return false;
    const { request } = pending;
    pending.stamp ??= commitWait.stamp(request.region, nowUs);
    const untilUs = commitWait.passesAtUs(request.region, pending.stamp, nowUs);
    if (untilUs <= nowUs) return false;
    this.tracer?.commitWait(nowUs, request, pending.stamp, untilUs);
    pending.pausedUs = this.nodes[request.region].pausedUs;
    this.port.executeAt(untilUs, this.pending.keep(pending));
    return true;
  }

  /** Has a write made durable where that is done elsewhere; true: it waits for that, or was refused. */
  private mustPersist(pending: Pending, nowUs: number): boolean {
    const { durability } = this.port;
    if (durability === null || pending.isDurable) return false;
    const slot = this.pending.keep(pending);
    if (!durability.persist(slot, pending.request, nowUs)) this.unpersisted(slot, 'unavailable', nowUs);
    return true;
  }

  private answerPending(pending: Pending, nowUs: number): void {
    const { op, note } = pending;
    const request = note === null ? pending.request : note.request;
    if (this.nodes[request.region].incarnation !== pending.incarnation) {
      this.refuse(request, 'crashed', nowUs);
      return;
    }
    const answeredUs = nowUs + this.wayBackUs(request);
    if (op >= 0) this.port.sessions?.noteAnswer(request, [op], answeredUs);
    if (request.attempt !== null) {
      this.reply(request.attempt, request, 'done', op, nowUs);
      return;
    }
    const metrics = this.metrics[request.home];
    metrics.acknowledged++;
    metrics.writeLatency.record(answeredUs - request.sentAtUs);
    this.port.acknowledge(op, answeredUs);
    this.log?.succeed(request, request, { op, leader: request.region, atUs: answeredUs });
    this.tracer?.acknowledge(nowUs, request.region, op, answeredUs);
  }

  private answerRead(request: Request, versions: readonly number[], nowUs: number): void {
    const { key } = request;
    const server = serverOf(request);
    this.port.sessions?.noteAnswer(request, versions, nowUs + this.wayBackUs(request));
    if (request.attempt === null) {
      const metrics = this.metrics[request.home];
      metrics.readsAnswered++;
      metrics.readLatency.record(nowUs + this.wayBackUs(request) - request.sentAtUs);
    } else {
      this.reply(request.attempt, request, 'done', -1, nowUs);
    }
    const { noteRead } = this.port;
    const isNoted = noteRead !== null || this.tracer !== null || this.log !== null;
    if (request.script < 0 && !isNoted) return;
    this.log?.serve(request.attempt?.of ?? request, versions);
    if (request.attempt === null) {
      const atUs = nowUs + this.wayBackUs(request);
      this.log?.succeed(request, request, { op: -1, leader: server, atUs });
    }
    if (request.script >= 0) this.port.scriptedRead(request, versions);
    if (noteRead === null) {
      this.tracer?.read(nowUs, server, key, versions, request);
      return;
    }
    const answeredAtUs = nowUs + this.wayBackUs(request);
    const { client, sentAtUs } = request;
    this.tracer?.read(nowUs, server, key, versions, { client, sentAtUs, answeredAtUs });
    noteRead(request, versions, answeredAtUs);
  }

  private reply(attempt: Attempt, request: Request, reply: Reply, op: number, nowUs: number): void {
    this.listener.replyAt(nowUs + this.wayBackUs(request), attempt, reply, op, serverOf(request));
  }

  private wayBackUs(request: Request): number {
    return this.regions[request.home].clientLatencyUs + request.detourUs;
  }

  /** What the leader remembers of a request with a key, begun anew where it does not; null without a key. */
  private noteOf(request: Request, incarnation: number): CarriedOut | null {
    const { attempt, region } = request;
    if (attempt === null || attempt.of.carriedOutBy === null) return null;
    const notes = attempt.of.carriedOutBy;
    const known = notes.get(region);
    if (known !== undefined) {
      // What was durable survives a crash; what was in service does not.
      const isInService = known.op < 0 && known.incarnation === incarnation;
      if (isInService || (known.op >= 0 && this.port.remembers(region, known.op))) return known;
    }
    const begun = { op: -1, incarnation, request };
    notes.set(region, begun);
    return begun;
  }

  private forget(request: Request): void {
    request.attempt?.of.carriedOutBy?.delete(request.region);
  }
}
