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
import type { StaleReads } from '../record/stale-reads.js';
import type { Tracer } from '../record/tracer.js';
import type { Region } from '../scenario.js';
import { Admission } from './admission.js';
import { isNobodyThere, type Attempt, type CarriedOut, type Refusal, type Reply } from './attempt.js';
import { serverOf, type Request } from './clients.js';
import { endingOf } from './coordinator-port.js';
import type { AttemptListener, CoordinatorPort, Ending, ServingNode } from './coordinator-port.js';
import { ServiceTimes } from './service-times.js';

/** A request in service. */
interface Pending {
  readonly request: Request;
  readonly incarnation: number;
  /** Its node's pauses so far, when its next step was scheduled. */
  pausedUs: number;
  /** Of a write whose commit waits. */
  stamp: number | null;
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
  private readonly staleReads: StaleReads | null;
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
    /** Null where nobody counts them. */
    readonly staleReads: StaleReads | null;
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
    this.staleReads = parts.staleReads;
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
      ? { request, incarnation, pausedUs, stamp: null, op: note.op, note: null }
      : { request, incarnation, pausedUs, stamp: null, op: -1, note };
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
    const isCrashed = this.nodes[pending.request.region].incarnation !== pending.incarnation;
    if (isEnough) this.respond(pending, nowUs);
    else this.fail(pending, isCrashed ? 'crashed' : 'too-few-answers', nowUs);
  }

  /** Others have carried a write out, and this is it; `agree` says when enough replicas have it. */
  carriedOut(slot: number, op: number): void {
    this.pending.at(slot).op = op;
  }

  /** What became of a request that waits for others is known. */
  conclude(slot: number, ending: Ending, nowUs: number): void {
    const pending = this.pending.take(slot);
    if ('refusal' in ending) {
      this.fail(pending, ending.refusal, nowUs);
      return;
    }
    this.noteOp(pending, ending.op);
    this.respond(pending, nowUs);
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
    this.port.ended(request, toldUs);
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
    const { agreement, executor } = this.port;
    if (request.kind === 'read') {
      if (agreement === null) this.answerRead(request, this.port.versions(serverOf(request), request.key), nowUs);
      else agreement.awaitRead(this.pending.keep(pending), request, nowUs);
      return;
    }
    if (pending.op >= 0) {
      this.respond(pending, nowUs);
      return;
    }
    if (this.mustWait(pending, nowUs)) return;
    if (executor?.takes(request) === true) {
      executor.carryOut(this.pending.keep(pending), request, nowUs);
      return;
    }
    const ending = this.accept(pending, nowUs);
    if ('refusal' in ending) {
      this.fail(pending, ending.refusal, nowUs);
      return;
    }
    this.noteOp(pending, ending.op);
    if (agreement === null) this.respond(pending, nowUs);
    else agreement.awaitWrite(pending.op, this.pending.keep(pending), request, nowUs);
  }

  private noteOp(pending: Pending, op: number): void {
    pending.op = op;
    if (pending.note !== null) pending.note.op = op;
  }

  /** Whoever asked last is told. What was not carried out may be asked for again. */
  private fail({ request, note }: Pending, reason: Refusal, nowUs: number): void {
    if (note !== null && note.op < 0) this.forget(request);
    this.refuse(note?.request ?? request, reason, nowUs);
  }

  private respond(pending: Pending, nowUs: number): void {
    const { request } = pending;
    const { slowdown, pausedUs } = this.nodes[request.region];
    pending.pausedUs = pausedUs;
    const respondUs = Math.round(this.regions[request.region].node.respondUs * slowdown);
    if (respondUs === 0) this.answerPending(pending, nowUs);
    else this.port.answerAt(nowUs + respondUs, this.pending.keep(pending));
  }

  private accept({ request, stamp }: Pending, nowUs: number): Ending {
    // Others may have taken the room while it was served.
    if (!this.port.hasRoom(request.region, nowUs)) return { refusal: 'queue-full' };
    return endingOf(this.port.accept(request, stamp, nowUs));
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
    this.port.ended(request, answeredUs);
    this.log?.succeed(request, request, { op, leader: request.region, atUs: answeredUs });
    this.tracer?.acknowledge(nowUs, request.region, op, answeredUs);
  }

  private answerRead(request: Request, versions: readonly number[], nowUs: number): void {
    const { key } = request;
    const server = serverOf(request);
    this.port.sessions?.noteAnswer(request, versions, nowUs + this.wayBackUs(request));
    const stale = this.staleReads?.judge(request, server, versions) ?? null;
    if (request.attempt === null) {
      const metrics = this.metrics[request.home];
      metrics.readsAnswered++;
      this.staleReads?.note(stale);
      metrics.readLatency.record(nowUs + this.wayBackUs(request) - request.sentAtUs);
      this.port.ended(request, nowUs + this.wayBackUs(request));
    } else {
      request.attempt.stale = stale;
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
