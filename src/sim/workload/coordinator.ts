/**
 * The coordinator: serves clients' requests at their leader, from arrival to answer.
 *
 * A request waits for a worker, is executed, made durable, and answered. Only what takes time costs an
 * event. A crash takes with it everything that was not durable yet, and every answer not yet given.
 */
import { assert } from '../base/assert.js';
import type { ServiceQueue } from '../kernel/service-queue.js';
import type { ClientMetrics } from '../record/client-metrics.js';
import type { RefuseReason, Tracer } from '../record/tracer.js';
import type { Region } from '../scenario.js';
import type { Request } from './clients.js';

/** A leader as its clients meet it. */
export interface ServingNode {
  readonly isUp: boolean;
  /** Grows with every crash. */
  readonly incarnation: number;
  readonly servers: ServiceQueue;
  /** How many times as long everything takes at the moment. */
  readonly slowdown: number;
  /** End of its latest pause; −1 before the first. */
  readonly pausedUntilUs: number;
  /** How long all its pauses so far last together. */
  readonly pausedUs: number;
}

/** What serving needs of the world. Slots name requests in service. */
export interface CoordinatorPort {
  executeAt(atUs: number, slot: number): void;
  answerAt(atUs: number, slot: number): void;
  /** Whether a leader's queues can take a client's write at the moment. */
  hasRoom(region: number, nowUs: number): boolean;
  /** Accepts a write durably and returns its id; −1 when it is an update without a record. */
  accept(request: Request, nowUs: number): number;
  /** The write's client was told of success. */
  acknowledge(op: number): void;
  versions(region: number, key: number): readonly number[];
  scriptedRead(script: number, versions: readonly number[]): void;
}

/** A request in service. */
interface Pending {
  readonly request: Request;
  readonly incarnation: number;
  /** Its node's pauses, when its next step was scheduled. */
  pausedUs: number;
  op: number;
}

/** Requests in service at all leaders. */
export class Coordinator {
  private readonly regions: readonly Region[];
  private readonly nodes: readonly ServingNode[];
  private readonly metrics: ClientMetrics;
  private readonly port: CoordinatorPort;
  private readonly tracer: Tracer | null;
  private readonly pending: (Pending | null)[] = [];
  private readonly freeSlots: number[] = [];

  constructor(parts: {
    readonly regions: readonly Region[];
    readonly nodes: readonly ServingNode[];
    readonly metrics: ClientMetrics;
    readonly port: CoordinatorPort;
    readonly tracer: Tracer | null;
  }) {
    this.regions = parts.regions;
    this.nodes = parts.nodes;
    this.metrics = parts.metrics;
    this.port = parts.port;
    this.tracer = parts.tracer;
  }

  /** A request reaches its leader. */
  arrive(request: Request, nowUs: number): void {
    const node = this.nodes[request.region];
    if (!node.isUp) {
      this.refuse(request, 'unavailable', nowUs);
      return;
    }
    const capacity = this.regions[request.region].node;
    const isRead = request.kind === 'read';
    if (!isRead && !this.port.hasRoom(request.region, nowUs)) {
      this.refuse(request, 'queue-full', nowUs);
      return;
    }
    const serviceUs = isRead ? capacity.readUs : capacity.writeUs;
    const doneUs = node.servers.serve(nowUs, Math.round(serviceUs * node.slowdown));
    const executedUs = isRead ? doneUs : doneUs + Math.round(capacity.logUs * node.slowdown);
    const pending = { request, incarnation: node.incarnation, pausedUs: node.pausedUs, op: -1 };
    // At the end of a pause those who waited come first.
    if (executedUs === nowUs && node.pausedUntilUs < nowUs) this.executePending(pending, nowUs);
    else this.port.executeAt(executedUs, this.keep(pending));
  }

  /** A request was executed and, if it is a write, is durable. */
  execute(slot: number, nowUs: number): void {
    const lateUs = this.countPause(slot);
    if (lateUs > 0) this.port.executeAt(nowUs + lateUs, slot);
    else this.executePending(this.take(slot), nowUs);
  }

  /** An answer leaves the node. */
  answer(slot: number, nowUs: number): void {
    const lateUs = this.countPause(slot);
    if (lateUs > 0) this.port.answerAt(nowUs + lateUs, slot);
    else this.answerPending(this.take(slot), nowUs);
  }

  /** Gives up on every request still in service. */
  giveUp(nowUs: number): void {
    for (const pending of this.pending) {
      if (pending !== null) this.refuse(pending.request, 'crashed', nowUs);
    }
  }

  private executePending(pending: Pending, nowUs: number): void {
    const { request } = pending;
    if (this.nodes[request.region].incarnation !== pending.incarnation) {
      this.refuse(request, 'crashed', nowUs);
      return;
    }
    if (request.kind === 'read') {
      this.answerRead(request, nowUs);
      return;
    }
    // Others may have taken the room while it was served.
    if (!this.port.hasRoom(request.region, nowUs)) {
      this.refuse(request, 'queue-full', nowUs);
      return;
    }
    pending.op = this.port.accept(request, nowUs);
    if (pending.op < 0) {
      this.refuse(request, 'no-record', nowUs);
      return;
    }
    const { slowdown } = this.nodes[request.region];
    const respondUs = Math.round(this.regions[request.region].node.respondUs * slowdown);
    if (respondUs === 0) this.answerPending(pending, nowUs);
    else {
      pending.pausedUs = this.nodes[request.region].pausedUs;
      this.port.answerAt(nowUs + respondUs, this.keep(pending));
    }
  }

  private answerPending(pending: Pending, nowUs: number): void {
    const { request, op } = pending;
    if (this.nodes[request.region].incarnation !== pending.incarnation) {
      this.refuse(request, 'crashed', nowUs);
      return;
    }
    const answeredUs = nowUs + this.regions[request.region].clientLatencyUs;
    this.metrics.acknowledged++;
    this.metrics.writeLatency.record(answeredUs - request.sentAtUs);
    this.port.acknowledge(op);
    this.tracer?.acknowledge(nowUs, request.region, op, answeredUs);
  }

  private answerRead(request: Request, nowUs: number): void {
    const { region, key } = request;
    const answeredUs = nowUs + this.regions[region].clientLatencyUs;
    this.metrics.readsAnswered++;
    this.metrics.readLatency.record(answeredUs - request.sentAtUs);
    if (request.script < 0 && this.tracer === null) return;
    const versions = this.port.versions(region, key);
    if (request.script >= 0) this.port.scriptedRead(request.script, versions);
    this.tracer?.read(nowUs, region, key, versions, request);
  }

  private refuse(request: Request, reason: RefuseReason, nowUs: number): void {
    if (request.kind === 'read') this.metrics.readsFailed++;
    else if (reason === 'queue-full') this.metrics.rejected++;
    else if (reason === 'crashed') this.metrics.indeterminate++;
    else if (reason === 'no-record') this.metrics.rejected++;
    else this.metrics.unavailable++;
    this.tracer?.refuse(nowUs, request.region, request.kind, request.key, reason);
  }

  /** How long its node stood still since a request's step was scheduled: that much later it is done. */
  private countPause(slot: number): number {
    const pending = this.pending[slot];
    if (pending === null) return 0;
    const node = this.nodes[pending.request.region];
    if (node.incarnation !== pending.incarnation) return 0;
    const lateUs = node.pausedUs - pending.pausedUs;
    pending.pausedUs = node.pausedUs;
    return lateUs;
  }

  private keep(pending: Pending): number {
    const slot = this.freeSlots.pop() ?? this.pending.length;
    this.pending[slot] = pending;
    return slot;
  }

  private take(slot: number): Pending {
    const pending = this.pending[slot];
    assert(pending !== null, 'a request was answered twice');
    this.pending[slot] = null;
    this.freeSlots.push(slot);
    return pending;
  }
}
