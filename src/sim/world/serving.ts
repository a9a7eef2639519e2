/**
 * Serving: how clients' requests reach the leaders, and what leaders do for them.
 *
 * A request goes to the leader of its client's region, or to another one while that is out of the write
 * pool. What it becomes there is a matter of acceptance.ts.
 */
import type { Fingerprint } from '../base/fingerprint.js';
import type { RandomStreams } from '../base/random.js';
import { Slots } from '../base/slots.js';
import type { ChangeJournal } from '../record/change-journal.js';
import { AttemptCounts, ClientMetrics } from '../record/client-metrics.js';
import type { Ledger } from '../record/ledger.js';
import { ReadConflicts } from '../record/read-conflicts.js';
import type { RequestLog } from '../record/request-log.js';
import type { RequestTimes } from '../record/request-times.js';
import type { StaleReads } from '../record/stale-reads.js';
import type { Tracer } from '../record/tracer.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { LogicalStates } from '../replication/logical-states.js';
import type { Replica } from '../replication/replica.js';
import type { UniqueSlots } from '../replication/unique-slots.js';
import { hasContexts, hasSessions, type Scenario } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import { serverOf, type Clients, type Request } from '../workload/clients.js';
import type { ClosedClient } from '../workload/closed-clients.js';
import { Coordinator } from '../workload/coordinator.js';
import type { CoordinatorPort } from '../workload/coordinator-port.js';
import { PatientClients, type PatientClientsPort } from '../workload/patient-clients.js';
import { SessionTurns } from '../workload/session-turns.js';
import { Acceptance } from './acceptance.js';
import type { Agenda } from './agenda.js';
import type { Certification } from './certification.js';
import { ClientContexts } from './client-contexts.js';
import { kinds } from './event-kinds.js';
import { HomeRouting } from './home-routing.js';
import type { LeaderStamps } from './leader-stamps.js';
import type { Node } from './node.js';
import type { Quorums } from './quorums.js';
import { Reconciliation } from './reconciliation.js';
import type { Rows } from './rows.js';
import { SessionRouting } from './session-routing.js';
import type { RegionWays } from './region-ways.js';
import type { SharedStorage } from './shared-storage.js';
import type { SingleLeadership } from './single-leadership.js';
import { WritePool } from './write-pool.js';

/** State changes as the fingerprint sees them. */
const marks = { read: 108 } as const;

/** What serving needs. */
export interface ServingParts {
  readonly scenario: Scenario;
  readonly streams: RandomStreams;
  readonly clients: Clients;
  readonly agenda: Agenda;
  readonly nodes: readonly Node[];
  readonly ways: RegionWays;
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly ledger: Ledger;
  /** Null where nobody creates rows. */
  readonly rows: Rows | null;
  /** Null in runs that are too large for it. */
  readonly requestTimes: RequestTimes | null;
  /** Null where nobody counts them. */
  readonly staleReads: StaleReads | null;
  readonly changes: ChangeJournal;
  /** Null where values need not be unique. */
  readonly uniqueSlots: () => UniqueSlots | null;
  readonly stamps: LeaderStamps;
  readonly multiLeader: MultiLeader;
  /** The book of how far replicas are; it is not kept where nobody asks. */
  createStates(): LogicalStates;
  /** Null where leaders answer by themselves. */
  readonly quorums: Quorums | null;
  /** Null where every region leads. */
  readonly leadership: SingleLeadership | null;
  /** Null where writes take effect where they are executed. */
  readonly certification: Certification | null;
  /** Null where leaders keep what they accept themselves. */
  readonly sharedStorage: SharedStorage | null;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
  /** Null where nobody asks for a history. */
  readonly requestLog: RequestLog | null;
}

/** Takes requests from clients to leaders, and answers back. */
export class Serving {
  /** One a region, for its clients. */
  readonly metrics: readonly ClientMetrics[];
  readonly attempts = new AttemptCounts();
  /** The leaders that take writes. */
  readonly pool: WritePool;
  /** Null where no writes go home. */
  readonly homes: HomeRouting | null;
  /** Null where every request goes to its leader, whoever asks. */
  readonly routing: SessionRouting | null;
  /** Null where nobody waits for a turn. */
  readonly turns: SessionTurns | null;
  /** What scripted reads returned, as ids, by script index. */
  readonly scriptedReads = new Map<number, readonly number[]>();
  /** What scripted reads of merged values returned, by script index. */
  readonly scriptedValues = new Map<number, readonly string[]>();
  /** What they were told of beside, where a type keeps what lost, by script index. */
  readonly scriptedConflicts = new Map<number, readonly string[]>();
  /** Null where every write knows what is held where it is accepted. */
  readonly contexts: ClientContexts | null;
  /** Null likewise. */
  readonly reconciliation: Reconciliation | null;
  /** What reads returned together, where conflicts are noticed by that; else null. */
  readonly readConflicts: ReadConflicts | null;
  readonly acceptance: Acceptance;
  readonly coordinator: Coordinator;
  readonly patientClients: PatientClients;
  private readonly parts: ServingParts;
  private readonly clients: Clients;
  private readonly agenda: Agenda;
  private readonly redirected = new Slots<Request>();
  /** Whoever has no answer gets none any more. */
  private isOver = false;

  constructor(parts: ServingParts) {
    const { scenario, nodes, fingerprint, tracer, requestLog: log, staleReads } = parts;
    const { regions, workload, topology } = scenario;
    this.parts = parts;
    this.clients = parts.clients;
    this.agenda = parts.agenda;
    this.metrics = regions.map(() => new ClientMetrics());
    this.pool = new WritePool(nodes, topology.links, parts.ways);
    const { metrics, attempts: counts, pool } = this;
    this.homes = HomeRouting.of({ scenario, nodes, pool, fingerprint });
    this.routing = this.createRouting();
    this.turns = workload.clients.some(({ sessions }) => sessions !== undefined) ? this.createTurns() : null;
    this.patientClients = new PatientClients({
      groups: workload.clients.map(({ resilience, region }) =>
        resilience === undefined ? null : { resilience, latencyUs: regions[region].clientLatencyUs },
      ),
      metrics,
      counts,
      port: this.patientClientsPort(),
      fingerprint,
      tracer,
      log,
      staleReads,
      jitterSeed: parts.streams.identitySeed('backoff'),
    });
    const { askers } = parts.clients;
    this.contexts = hasContexts(scenario) ? new ClientContexts({ scenario, askers, fingerprint }) : null;
    this.reconciliation = this.contexts === null ? null : this.createReconciliation();
    const { contexts, reconciliation } = this;
    this.acceptance = new Acceptance({ ...parts, contexts, reconciliation });
    const isReadTime = scenario.conflicts.detect === 'read-time';
    this.readConflicts = isReadTime ? new ReadConflicts(parts.ops) : null;
    const listener = this.patientClients;
    const port = this.coordinatorPort();
    const serviceSeed = parts.streams.identitySeed('service');
    this.coordinator = new Coordinator({ regions, nodes, metrics, counts, listener, port, tracer, log, staleReads, serviceSeed });
  }

  /** Schedules the script, and the first request of each stream, or of each client of a closed loop. */
  begin(): void {
    const { clients, agenda } = this;
    this.parts.scenario.workload.script.forEach((_, i) =>
      agenda.schedule(clients.scriptedArrivalUs(i), kinds.script, i),
    );
    for (let stream = 0; stream < clients.streams; stream++) {
      const closed = clients.closedClients(stream);
      for (const asker of closed) this.scheduleAsker(asker, null);
      if (closed.length === 0) this.scheduleArrival(stream);
    }
    // Timers are no work, and until then whoever gives up by one asks again.
    if (clients.hasClosedLoops) agenda.schedule(this.parts.scenario.durationUs, kinds.endWorkload, 0);
  }

  /** The next request of a stream is there; in a closed loop that of one of its clients. */
  arrive(stream: number, client: number, nowUs: number): void {
    const request = this.clients.draw(stream, nowUs, client);
    const { session, asker } = request;
    if (this.clients.isPatient(stream)) this.patientClients.begin(request, stream, nowUs);
    else if (session?.isClosed === true) this.turns?.begin(request, session, nowUs);
    else this.receive(request, nowUs);
    if (asker === undefined) this.scheduleArrival(stream);
  }

  /** A request of a session reaches the region where that was when it sent. */
  reach(slot: number, nowUs: number): void {
    if (this.turns !== null) this.receive(this.turns.reach(slot), nowUs);
  }

  /** A request reaches the leader of its client's region, which may pass it on. */
  receive(asked: Request, nowUs: number): void {
    const { quorums, leadership, sharedStorage } = this.parts;
    const stored = sharedStorage === null ? asked : sharedStorage.route(asked);
    if (stored === null) {
      this.coordinator.refuse(asked, 'unavailable', nowUs);
      return;
    }
    const routed = this.routing === null ? stored : this.routing.route(stored);
    const request = this.homes === null ? routed : this.homes.route(routed);
    if (leadership !== null) {
      this.receiveForLeader(leadership, request, nowUs);
      return;
    }
    const isTaken = request.kind === 'read' || this.pool.has(request.region);
    if (isTaken && (quorums === null || quorums.mayCoordinate(request.region, request.key))) {
      if (request.detourUs === 0) this.hand(request, nowUs);
      else if (this.pool.reaches(request.home, request.region)) this.passOn(request, nowUs);
      else this.coordinator.refuse(request, 'unavailable', nowUs);
      return;
    }
    const mayServe = (region: number): boolean => quorums?.mayCoordinate(region, request.key) ?? true;
    const redirected = this.pool.redirect(request, mayServe);
    if (redirected === null) this.coordinator.refuse(request, isTaken ? 'unavailable' : 'clock', nowUs);
    else this.passOn(redirected, nowUs);
  }

  /** A request that was passed on reaches the other leader. */
  arriveRedirected(slot: number, nowUs: number): void {
    this.hand(this.redirected.take(slot), nowUs);
  }

  /** A write that takes the place of siblings reaches its leader. */
  restore(slot: number, nowUs: number): void {
    if (this.reconciliation !== null) this.receive(this.reconciliation.take(slot), nowUs);
  }

  /** Requests that nobody will answer any more count as such. */
  giveUp(nowUs: number): void {
    this.isOver = true;
    this.patientClients.giveUp(nowUs);
    this.routing?.giveUp(nowUs);
    this.coordinator.giveUp(nowUs);
  }

  /** A request looks for the leader, or for the member that serves it otherwise. */
  private receiveForLeader(leadership: SingleLeadership, asked: Request, nowUs: number): void {
    const request = leadership.route(asked, this.pool, nowUs);
    if (request === null) this.coordinator.refuse(asked, 'unavailable', nowUs);
    else if (request.detourUs === 0) this.hand(request, nowUs);
    else this.passOn(request, nowUs);
  }

  /** A request is at the replica that it was sent to; who does not lead says so at once. */
  private hand(request: Request, nowUs: number): void {
    const { leadership, nodes } = this.parts;
    const mayAsk = leadership !== null && nodes[request.region].isUp;
    const refusal = mayAsk ? leadership.refusalOf(request) : null;
    if (refusal !== null) this.coordinator.refuse(request, refusal, nowUs);
    else if (this.routing === null) this.coordinator.arrive(request, nowUs);
    else this.routing.arrive(request, nowUs);
  }

  private passOn(request: Request, nowUs: number): void {
    this.agenda.schedule(nowUs + request.detourUs, kinds.redirect, this.redirected.keep(request));
  }

  private scheduleArrival(stream: number): void {
    const atUs = this.clients.nextArrivalUs(stream);
    if (atUs !== null) this.agenda.schedule(atUs, kinds.arrive, stream);
  }

  /** A client of a closed loop asks again after the answer that it has then; null: it asks first. */
  private scheduleAsker(asker: ClosedClient, answeredUs: number | null): void {
    const atUs = this.clients.arrivalAfterUs(asker, answeredUs);
    if (atUs !== null) this.agenda.schedule(atUs, kinds.arrive, asker.stream, asker.number);
  }

  private ended({ asker }: Request, atUs: number): void {
    if (asker !== undefined && !this.isOver) this.scheduleAsker(asker, atUs);
  }

  private patientClientsPort(): PatientClientsPort {
    return {
      stepAt: (atUs, slot, step) => this.agenda.schedule(atUs, kinds.clientStep, slot, step),
      timeoutAt: (atUs, slot) => this.agenda.scheduleTimer(atUs, kinds.clientTimeout, slot),
      arrive: (request, nowUs) => this.receive(request, nowUs),
      acknowledge: (op, answeredUs) => this.acknowledge(op, answeredUs),
      ended: (request, nowUs) => this.ended(request, nowUs),
    };
  }

  private coordinatorPort(): CoordinatorPort {
    const { replicas, multiLeader, stamps, fingerprint } = this.parts;
    return {
      executeAt: (atUs, slot) => this.agenda.schedule(atUs, kinds.execute, slot),
      answerAt: (atUs, slot) => this.agenda.schedule(atUs, kinds.answer, slot),
      hasRoom: (region, nowUs) => multiLeader.shipping.hasRoom(region, nowUs),
      commitWait: stamps.commitWait,
      executor: this.parts.sharedStorage ?? this.parts.certification ?? this.parts.quorums?.conditionals ?? null,
      agreement: this.parts.quorums ?? this.parts.leadership ?? this.parts.certification,
      accept: (request, stamp, nowUs) => this.acceptance.accept(request, stamp, nowUs),
      acknowledge: (op, answeredUs) => this.acknowledge(op, answeredUs),
      remembers: (region, op) => this.parts.leadership?.view.has(region, op) ?? replicas[region].knows(op),
      versions: (replica, key) => replicas[replica].records.versions(key),
      sessions: this.routing,
      ended: (request, atUs) => this.ended(request, atUs),
      scriptedRead: (request, versions) => {
        const { script } = request;
        fingerprint.add(marks.read, script, versions.length, versions[0] ?? -1);
        this.scriptedReads.set(script, [...versions]);
        this.noteMergedRead(script, serverOf(request));
      },
      noteRead:
        this.contexts === null && this.readConflicts === null
          ? null
          : (request, versions, atUs) => this.noteRead(request, versions, atUs),
    };
  }

  private acknowledge(op: number, answeredUs: number): void {
    this.parts.ledger.acknowledge(op);
    this.parts.requestTimes?.answer(op, answeredUs);
    this.parts.staleReads?.noteAnswer(op);
  }

  private noteRead(request: Request, versions: readonly number[], atUs: number): void {
    this.readConflicts?.note(versions);
    const { contexts } = this.parts.replicas[serverOf(request)];
    if (contexts === null) return;
    const seen = contexts.records.look(request.key);
    this.contexts?.noteRead(request, seen, atUs);
    this.reconciliation?.noteRead(request, seen, atUs);
  }

  private createRouting(): SessionRouting | null {
    const { scenario, nodes, streams, fingerprint, tracer } = this.parts;
    const { agenda, pool } = this;
    if (!hasSessions(scenario)) return null;
    return new SessionRouting({
      ...{ nodes, pool, agenda, fingerprint, tracer },
      states: this.parts.createStates(),
      seed: streams.identitySeed('reads'),
      leaderOf: (region) => region,
      serve: (request, nowUs) => this.coordinator.arrive(request, nowUs),
      sendOn: (request, atUs) => agenda.schedule(atUs, kinds.redirect, this.redirected.keep(request)),
      refuse: (request, nowUs) => this.coordinator.refuse(request, 'behind', nowUs),
      ended: (session, atUs) => this.turns?.end(session, atUs),
    });
  }

  private createTurns(): SessionTurns {
    const { agenda } = this;
    const { regions } = this.parts.scenario;
    return new SessionTurns({
      sendAt: (atUs, session) => agenda.schedule(atUs, kinds.sessionSend, session),
      reachAt: (atUs, slot) => agenda.schedule(atUs, kinds.sessionReach, slot),
      wayUs: (region) => regions[region].clientLatencyUs,
    });
  }

  private createReconciliation(): Reconciliation {
    const { scenario, replicas, ops, nodes, fingerprint, tracer, streams } = this.parts;
    const { agenda } = this;
    return new Reconciliation({
      scenario,
      replicas,
      ops,
      fingerprint,
      tracer,
      seed: streams.identitySeed('people'),
      isUp: (region) => nodes[region].isUp,
      valueOf: (op) => this.acceptance.valueOf(op),
      tellAt: (atUs, region, key) => agenda.schedule(atUs, kinds.tellPerson, region, key),
      decideAt: (atUs, region, key) => agenda.schedule(atUs, kinds.decide, region, key),
      receiveAt: (atUs, slot) => agenda.schedule(atUs, kinds.restore, slot),
      looked: (versions) => this.readConflicts?.note(versions),
    });
  }

  private noteMergedRead(script: number, replica: number): void {
    const { scenario, replicas } = this.parts;
    const { key } = scenario.workload.script[script];
    const { replicated } = replicas[replica];
    if (replicated === null) return;
    const number = this.clients.keys.numberOf(key);
    this.scriptedValues.set(script, replicated.read(number));
    const conflicts = replicated.conflicts(number);
    if (conflicts !== null) this.scriptedConflicts.set(script, conflicts);
  }
}
