/**
 * Serving: how clients' requests reach the leaders, and what leaders do for them.
 *
 * A request goes to the leader of its client's region, or to another one while that is out of the write
 * pool. What it writes becomes an op there.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { hashString } from '../base/hash.js';
import type { RandomStreams } from '../base/random.js';
import { listValues } from '../check/convergence.js';
import { Slots } from '../base/slots.js';
import { AttemptCounts, ClientMetrics } from '../record/client-metrics.js';
import type { Ledger } from '../record/ledger.js';
import type { RequestTimes } from '../record/request-times.js';
import type { Tracer } from '../record/tracer.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Replica } from '../replication/replica.js';
import type { Operation } from '../resolution/replicated-type.js';
import type { Scenario, ValueChange } from '../scenario.js';
import { OpKind, type OpLog } from '../storage/op-log.js';
import type { Clients, Request } from '../workload/clients.js';
import { Coordinator, type CoordinatorPort } from '../workload/coordinator.js';
import { PatientClients, type PatientClientsPort } from '../workload/patient-clients.js';
import type { Agenda } from './agenda.js';
import { changeValue, describeChange } from './application.js';
import { kinds } from './event-kinds.js';
import type { LeaderStamps } from './leader-stamps.js';
import type { Node } from './node.js';
import type { Quorums } from './quorums.js';
import { WritePool } from './write-pool.js';

/** State changes as the fingerprint sees them. */
const marks = { read: 108, change: 109 } as const;

/** What serving needs. */
export interface ServingParts {
  readonly scenario: Scenario;
  readonly streams: RandomStreams;
  readonly clients: Clients;
  readonly agenda: Agenda;
  readonly nodes: readonly Node[];
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly ledger: Ledger;
  /** Null in runs that are too large for it. */
  readonly requestTimes: RequestTimes | null;
  readonly stamps: LeaderStamps;
  readonly multiLeader: MultiLeader;
  /** Null where leaders answer by themselves. */
  readonly quorums: Quorums | null;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** Takes requests from clients to leaders, and answers back. */
export class Serving {
  /** One a region, for its clients. */
  readonly metrics: readonly ClientMetrics[];
  readonly attempts = new AttemptCounts();
  /** The leaders that take writes. */
  readonly pool: WritePool;
  /** What scripted reads returned, as ids, by script index. */
  readonly scriptedReads = new Map<number, readonly number[]>();
  /** What scripted reads of merged values returned, by script index. */
  readonly scriptedValues = new Map<number, readonly string[]>();
  readonly coordinator: Coordinator;
  readonly patientClients: PatientClients;
  private readonly parts: ServingParts;
  private readonly clients: Clients;
  private readonly agenda: Agenda;
  private readonly redirected = new Slots<Request>();
  /** What scripted ops wrote. */
  private readonly values = new Map<number, string>();

  constructor(parts: ServingParts) {
    const { scenario, nodes, fingerprint, tracer } = parts;
    const { regions, workload, topology } = scenario;
    this.parts = parts;
    this.clients = parts.clients;
    this.agenda = parts.agenda;
    this.metrics = regions.map(() => new ClientMetrics());
    this.pool = new WritePool(nodes, topology.links);
    const { metrics, attempts: counts } = this;
    this.patientClients = new PatientClients({
      groups: workload.clients.map(({ resilience, region }) =>
        resilience === undefined ? null : { resilience, latencyUs: regions[region].clientLatencyUs },
      ),
      metrics,
      counts,
      port: this.patientClientsPort(),
      fingerprint,
      tracer,
      jitterSeed: parts.streams.identitySeed('backoff'),
    });
    const listener = this.patientClients;
    const port = this.coordinatorPort();
    this.coordinator = new Coordinator({ regions, nodes, metrics, counts, listener, port, tracer });
  }

  /** Schedules the script, and the first request of each stream. */
  begin(): void {
    const { clients, agenda } = this;
    this.parts.scenario.workload.script.forEach((_, i) =>
      agenda.schedule(clients.scriptedArrivalUs(i), kinds.script, i),
    );
    for (let stream = 0; stream < clients.streams; stream++) this.scheduleArrival(stream);
  }

  /** The next request of a stream is there. */
  arrive(stream: number, nowUs: number): void {
    const request = this.clients.draw(stream, nowUs);
    if (this.clients.isPatient(stream)) this.patientClients.begin(request, stream, nowUs);
    else this.receive(request, nowUs);
    this.scheduleArrival(stream);
  }

  /** A request reaches the leader of its client's region, which may pass it on. */
  receive(request: Request, nowUs: number): void {
    const { quorums } = this.parts;
    const isTaken = request.kind === 'read' || this.pool.has(request.region);
    if (isTaken && (quorums === null || quorums.mayCoordinate(request.region, request.key))) {
      this.coordinator.arrive(request, nowUs);
      return;
    }
    const mayServe = (region: number): boolean => quorums?.mayCoordinate(region, request.key) ?? true;
    const redirected = this.pool.redirect(request, mayServe);
    if (redirected === null) this.coordinator.refuse(request, isTaken ? 'unavailable' : 'clock', nowUs);
    else this.agenda.schedule(nowUs + redirected.detourUs, kinds.redirect, this.redirected.keep(redirected));
  }

  /** A request that was passed on reaches the other leader. */
  arriveRedirected(slot: number, nowUs: number): void {
    this.coordinator.arrive(this.redirected.take(slot), nowUs);
  }

  /** Requests that nobody will answer any more count as such. */
  giveUp(nowUs: number): void {
    this.patientClients.giveUp(nowUs);
    this.coordinator.giveUp(nowUs);
  }

  /** What an op wrote, as people read it; null for a delete. */
  valueOf(op: number): string | null {
    if (this.parts.ops.isDelete(op)) return null;
    return this.values.get(op) ?? `w${op}`;
  }

  private scheduleArrival(stream: number): void {
    const atUs = this.clients.nextArrivalUs(stream);
    if (atUs !== null) this.agenda.schedule(atUs, kinds.arrive, stream);
  }

  private patientClientsPort(): PatientClientsPort {
    return {
      stepAt: (atUs, slot, step) => this.agenda.schedule(atUs, kinds.clientStep, slot, step),
      timeoutAt: (atUs, slot) => this.agenda.scheduleTimer(atUs, kinds.clientTimeout, slot),
      arrive: (request, nowUs) => this.receive(request, nowUs),
      acknowledge: (op, answeredUs) => this.acknowledge(op, answeredUs),
    };
  }

  private coordinatorPort(): CoordinatorPort {
    const { replicas, multiLeader, stamps, fingerprint } = this.parts;
    return {
      executeAt: (atUs, slot) => this.agenda.schedule(atUs, kinds.execute, slot),
      answerAt: (atUs, slot) => this.agenda.schedule(atUs, kinds.answer, slot),
      hasRoom: (region, nowUs) => multiLeader.shipping.hasRoom(region, nowUs),
      commitWait: stamps.commitWait,
      agreement: this.parts.quorums,
      accept: (request, stamp, nowUs) => this.accept(request, stamp, nowUs),
      acknowledge: (op, answeredUs) => this.acknowledge(op, answeredUs),
      remembers: (region, op) => replicas[region].knows(op),
      versions: (region, key) => replicas[region].records.versions(key),
      scriptedRead: (script, versions) => {
        fingerprint.add(marks.read, script, versions.length, versions[0] ?? -1);
        this.scriptedReads.set(script, [...versions]);
        this.noteMergedRead(script);
      },
    };
  }

  private acknowledge(op: number, answeredUs: number): void {
    this.parts.ledger.acknowledge(op);
    this.parts.requestTimes?.answer(op, answeredUs);
  }

  private accept(request: Request, stamp: number | null, nowUs: number): number {
    const { scenario, replicas, ops, multiLeader, quorums, requestTimes, stamps } = this.parts;
    const { region, key } = request;
    if (request.kind === 'update' && !replicas[region].hasRecord(key)) return -1;
    requestTimes?.ask(ops.count, request.sentAtUs);
    const change = this.clients.changeOf(request);
    const scripted = request.script < 0 ? null : scenario.workload.script[request.script].value;
    const value = change === null ? scripted : this.writeOut(change, region, key);
    // The op's id is the next one; the value has to be there before anybody looks.
    if (value !== null) this.values.set(ops.count, value);
    const write = {
      key,
      kind: change === null ? opKindOf(request) : OpKind.write,
      identity: request.identity,
      stamp: stamp ?? stamps.next(region, nowUs),
      client: request.client,
      sentAtUs: request.sentAtUs,
    };
    if (quorums !== null) return multiLeader.replicaSet.accept(region, write, nowUs);
    if (replicas[region].replicated === null) return multiLeader.accept(region, write, nowUs);
    const operation = change ?? this.operationOf(ops.count, request);
    return multiLeader.accept(region, { ...write, operation }, nowUs);
  }

  /** What a change writes, in words where values are merged; it becomes part of the fingerprint. */
  private writeOut(change: ValueChange, region: number, key: number): string {
    const { replicas, ops, fingerprint } = this.parts;
    const { records, replicated } = replicas[region];
    const value =
      replicated === null
        ? changeValue(listValues(records.versions(key), (op) => this.valueOf(op)), change)
        : describeChange(change);
    fingerprint.add(marks.change, region, ops.count, hashString(value));
    return value;
  }

  private operationOf(op: number, { kind }: Request): Operation {
    if (kind === 'delete') return { kind };
    assert(kind === 'write', 'a merged value is written whole or changed');
    return { kind, value: this.values.get(op) ?? `w${op}` };
  }

  private noteMergedRead(script: number): void {
    const { scenario, replicas } = this.parts;
    const { region, key } = scenario.workload.script[script];
    const { replicated } = replicas[region];
    if (replicated === null) return;
    this.scriptedValues.set(script, replicated.read(this.clients.keys.numberOf(key)));
  }
}

/** What a request makes of its record. */
function opKindOf({ kind }: Request): OpKind {
  assert(kind === 'write' || kind === 'update' || kind === 'delete', 'no kind of write');
  return OpKind[kind];
}
