/**
 * The coordinator: serves clients' requests at their leader, from arrival to answer.
 *
 * A request waits for a worker, is executed, made durable, and answered. Only what takes time costs an
 * event. A crash takes with it everything that was not durable yet, and every answer not yet given.
 */
import { assert } from '../base/assert.js';
import type { ServiceQueue } from '../kernel/service-queue.js';
import type { ClientMetrics } from '../record/client-metrics.js';
import type { Tracer } from '../record/tracer.js';
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
}

/** Keeps a write, once executed, from being committed before its stamp has passed. */
export interface CommitWait {
  /** The stamp of a write that is executed now. */
  stamp(region: number, nowUs: number): number;
  /** When the node's clock, as it runs now, says that a stamp has passed; now if it has. */
  passesAtUs(region: number, stamp: number, nowUs: number): number;
}

/** What serving needs of the world. Slots name requests in service. */
export interface CoordinatorPort {
  executeAt(atUs: number, slot: number): void;
  answerAt(atUs: number, slot: number): void;
  /** Null where a write is committed as soon as it is executed. */
  readonly commitWait: CommitWait | null;
  /** Accepts a write durably and returns its id; without a stamp it gets one now. */
  accept(request: Request, stamp: number | null, nowUs: number): number;
  /** The write's client was told of success, and has the answer at that time. */
  acknowledge(op: number, answeredUs: number): void;
  versions(region: number, key: number): readonly number[];
  scriptedRead(script: number, versions: readonly number[]): void;
}

/** A request in service. */
interface Pending {
  readonly request: Request;
  readonly incarnation: number;
  /** Of a write whose commit waits. */
  stamp: number | null;
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
    const serviceUs = isRead ? capacity.readUs : capacity.writeUs;
    const doneUs = node.servers.serve(nowUs, Math.round(serviceUs * node.slowdown));
    const executedUs = isRead ? doneUs : doneUs + Math.round(capacity.logUs * node.slowdown);
    const pending: Pending = { request, incarnation: node.incarnation, stamp: null, op: -1 };
    if (executedUs === nowUs) this.executePending(pending, nowUs);
    else this.port.executeAt(executedUs, this.keep(pending));
  }

  /** A request was executed and, if it is a write, is durable. */
  execute(slot: number, nowUs: number): void {
    this.executePending(this.take(slot), nowUs);
  }

  /** An answer leaves the node. */
  answer(slot: number, nowUs: number): void {
    this.answerPending(this.take(slot), nowUs);
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
    if (this.mustWait(pending, nowUs)) return;
    pending.op = this.port.accept(request, pending.stamp, nowUs);
    const { slowdown } = this.nodes[request.region];
    const respondUs = Math.round(this.regions[request.region].node.respondUs * slowdown);
    if (respondUs === 0) this.answerPending(pending, nowUs);
    else this.port.answerAt(nowUs + respondUs, this.keep(pending));
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
    this.port.executeAt(untilUs, this.keep(pending));
    return true;
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
    this.port.acknowledge(op, answeredUs);
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

  private refuse(request: Request, reason: 'unavailable' | 'crashed', nowUs: number): void {
    if (request.kind === 'read') this.metrics.readsFailed++;
    else if (reason === 'crashed') this.metrics.indeterminate++;
    else this.metrics.unavailable++;
    this.tracer?.refuse(nowUs, request.region, request.kind, request.key, reason);
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
