/**
 * The world: introduces the parts of a run to each other and dispatches events.
 *
 * Replicas are numbered leaders first (replica i is region i's leader), then followers region by region.
 */
import { assert } from '../base/assert.js';
import { Fingerprint } from '../base/fingerprint.js';
import { RandomStreams } from '../base/random.js';
import type { VectorComparator } from '../causality/version-vector.js';
import { endOfFault, Nemesis } from '../fault/nemesis.js';
import { createEvent, type Event } from '../kernel/event-queue.js';
import { Slots } from '../kernel/slots.js';
import { LinkChannel } from '../network/link-channel.js';
import { AttemptCounts, ClientMetrics } from '../record/client-metrics.js';
import { Ledger } from '../record/ledger.js';
import type { TraceSink } from '../record/trace.js';
import { Tracer } from '../record/tracer.js';
import { MultiLeader } from '../replication/multi-leader.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import { Replica } from '../replication/replica.js';
import { detectorNamed } from '../resolution/detectors.js';
import { resolverNamed } from '../resolution/registers.js';
import type { Scenario } from '../scenario.js';
import { OpLog } from '../storage/op-log.js';
import { RecordStore } from '../storage/record-store.js';
import { Clients, expectedWrites, type Request } from '../workload/clients.js';
import { Coordinator, type CoordinatorPort } from '../workload/coordinator.js';
import { PatientClients, type PatientClientsPort } from '../workload/patient-clients.js';
import { Agenda } from './agenda.js';
import { Carrier } from './carrier.js';
import { ClockDiscipline } from './clock-discipline.js';
import { Delivery } from './delivery.js';
import { firstTimer, kinds } from './event-kinds.js';
import { FaultEffects } from './fault-effects.js';
import { createNodes, type Node } from './node.js';
import { Wiring } from './wiring.js';
import { WritePool } from './write-pool.js';

/** State changes as the fingerprint sees them; the rest is noted where it happens. */
const marks = { read: 108 } as const;

/** What tests may put in place of the real parts. */
export interface WorldOptions {
  readonly trace?: TraceSink;
  /** Takes the place of the comparison of version vectors. */
  readonly compareVectors?: VectorComparator;
}

/** All parts of a run and the time they are at. */
export class World {
  readonly scenario: Scenario;
  readonly replicaNames: readonly string[];
  readonly replicas: readonly Replica[];
  /** One a replica. */
  readonly nodes: readonly Node[];
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly ops: OpLog;
  readonly ledger: Ledger;
  /** One a region, for its clients. */
  readonly metrics: readonly ClientMetrics[];
  readonly attempts = new AttemptCounts();
  /** The leaders that take writes. */
  readonly pool: WritePool;
  readonly clients: Clients;
  readonly multiLeader: MultiLeader;
  readonly fingerprint = new Fingerprint();
  /** What scripted reads returned, as ids, by script index. */
  readonly scriptedReads = new Map<number, readonly number[]>();

  private readonly agenda: Agenda;
  private readonly event: Event = createEvent();
  private readonly coordinator: Coordinator;
  private readonly patientClients: PatientClients;
  private readonly discipline: ClockDiscipline;
  private readonly redirected = new Slots<Request>();
  private readonly nemesis: Nemesis;
  private readonly effects: FaultEffects;
  private readonly streams: RandomStreams;
  private readonly tracer: Tracer | null;
  private readonly values = new Map<number, string>();
  private readonly delivery: Delivery;

  constructor(scenario: Scenario, options: WorldOptions = {}) {
    this.scenario = scenario;
    this.streams = new RandomStreams(scenario.seed);
    const { regions, workload } = scenario;
    const writeBytes = workload.payloadBytes + scenario.replication.metadataBytes;
    this.clients = new Clients(scenario, this.streams);
    this.agenda = new Agenda((kind, a, b) => this.touch(kind, a, b));

    const detector = detectorNamed(scenario.conflicts.detect);
    const resolver = resolverNamed(scenario.conflicts.resolve);
    const expected = expectedWrites(scenario);
    const shape = { leaders: regions.length, expected };
    this.ops = new OpLog(
      options.compareVectors === undefined ? shape : { ...shape, compare: options.compareVectors },
    );
    this.nodes = createNodes(regions);
    this.replicaNames = this.nodes.map(({ name }) => name);
    const keys = this.clients.keys.count;
    const { ops } = this;
    this.ledger = new Ledger({ ops, keys, replicas: this.nodes.length, expected, detector, resolver });
    this.replicas = this.nodes.map((_, index) => {
      const records = new RecordStore({ keys, leaders: regions.length });
      return new Replica({ index, records, ops, detector, resolver, witness: this.ledger });
    });
    this.tracer = this.createTracer(options.trace);

    const wiring = new Wiring(scenario, this.nodes);
    this.links = wiring.links;
    this.channels = this.links.map(
      ({ spec, target }) =>
        new LinkChannel(spec, this.streams.identitySeed(`link ${regions[spec.from].name} ${this.replicaNames[target]}`)),
    );
    const { agenda, channels, links, nodes } = this;
    this.multiLeader = new MultiLeader({
      spec: scenario.replication,
      forward: scenario.topology.forward,
      links,
      replicas: this.replicas,
      leaders: regions.length,
      expectedWrites: expected,
      writeBytes,
      ops,
      witness: this.ledger,
      port: new Carrier({ links, channels, nodes, agenda, writeBytes }),
      fingerprint: this.fingerprint,
      tracer: this.tracer,
    });
    const { multiLeader, fingerprint, tracer } = this;
    this.delivery = new Delivery({ links, channels, nodes, agenda, multiLeader, tracer });
    const { shipping } = multiLeader;
    this.effects = new FaultEffects({ nodes, wiring, channels, shipping, fingerprint, tracer, clock: agenda });
    this.nemesis = new Nemesis(scenario.faults, this.effects);
    this.metrics = regions.map(() => new ClientMetrics());
    const { metrics, attempts: counts, streams } = this;
    this.patientClients = new PatientClients({
      groups: workload.clients.map(({ resilience, region }) =>
        resilience === undefined ? null : { resilience, latencyUs: regions[region].clientLatencyUs },
      ),
      metrics,
      counts,
      port: this.patientClientsPort(),
      fingerprint,
      tracer,
      jitterSeed: streams.identitySeed('backoff'),
    });
    const listener = this.patientClients;
    this.coordinator = new Coordinator({ regions, nodes, metrics, counts, listener, port: this.coordinatorPort(), tracer });
    this.pool = new WritePool(nodes, scenario.topology.links);
    this.discipline = new ClockDiscipline({ regions, nodes, streams, agenda, pool: this.pool, fingerprint, tracer });
    this.scheduleBeginning();
  }

  /** When something was last made whole again. */
  get lastHealUs(): number {
    return this.effects.lastHealUs;
  }

  /** Time of the last event that was processed. */
  get nowUs(): number {
    return this.agenda.nowUs;
  }

  /** Events processed. */
  get events(): number {
    return this.agenda.events;
  }

  /** Time of the last event that was work. */
  get lastWorkUs(): number {
    return this.agenda.lastWorkUs;
  }

  /** Something is still to be done; at rest nothing is. */
  get hasWork(): boolean {
    return this.agenda.hasWork;
  }

  /** True time of the next event; Infinity at rest. */
  get nextUs(): number {
    return this.hasWork ? this.agenda.nextUs : Infinity;
  }

  /** Processes one event not later than the limit; false when there is none. */
  step(limitUs: number): boolean {
    const event = this.event;
    if (!this.agenda.hasWork || !this.agenda.popInto(event, limitUs)) return false;
    if (event.kind < firstTimer) this.agenda.noteWork();
    this.dispatch(event);
    return true;
  }

  /** The time beyond which nothing is waited for. */
  get limitUs(): number {
    const { durationUs, settleUs, faults } = this.scenario;
    const ends = faults.map((fault) => endOfFault(fault) ?? fault.atUs);
    return Math.max(durationUs, ...ends) + settleUs;
  }

  /** Requests that nobody will answer any more count as such. */
  giveUp(): void {
    this.patientClients.giveUp(this.nowUs);
    this.coordinator.giveUp(this.nowUs);
  }

  /** What an op wrote, as people read it; null for a delete. */
  valueOf(op: number): string | null {
    if (this.ops.isDelete(op)) return null;
    return this.values.get(op) ?? `w${op}`;
  }

  /** A replica that was not removed for good. */
  isSurvivor(replica: number): boolean {
    return !this.nodes[replica].hasLeft;
  }

  private dispatch(event: Event): void {
    const { timeUs, a, b, c, d } = event;
    switch (event.kind) {
      case kinds.arrive:
        if (this.clients.isPatient(a)) this.patientClients.begin(this.clients.draw(a, timeUs), a, timeUs);
        else this.receive(this.clients.draw(a, timeUs), timeUs);
        this.scheduleArrival(a);
        return;
      case kinds.script:
        this.receive(this.clients.scripted(a), timeUs);
        return;
      case kinds.execute:
        this.coordinator.execute(a, timeUs);
        return;
      case kinds.answer:
        this.coordinator.answer(a, timeUs);
        return;
      case kinds.wake:
        this.multiLeader.shipping.wake(a, timeUs);
        return;
      case kinds.deliver:
        this.delivery.deliver(a, b, c, d);
        return;
      case kinds.apply:
        this.delivery.apply(a, b, c, d);
        return;
      case kinds.beginFault:
        this.nemesis.begin(a);
        return;
      case kinds.endFault:
        this.nemesis.end(a);
        return;
      case kinds.synchronizeClock:
        this.discipline.synchronize(a);
        return;
      case kinds.watchClock:
        this.discipline.watch(a);
        return;
      case kinds.redirect:
        this.coordinator.arrive(this.redirected.take(a), timeUs);
        return;
      case kinds.clientStep:
        this.patientClients.step(a, b, timeUs);
        return;
      case kinds.clientTimeout:
        this.patientClients.timeOut(a, timeUs);
        return;
      default:
        assert(false, 'unknown kind of event');
    }
  }

  /** Loads what applying a message will ask for, before its turn comes. */
  private touch(kind: number, link: number, from: number): void {
    if (kind !== kinds.deliver) return;
    const { log } = this.multiLeader.shipping.outboxes[link];
    this.replicas[this.links[link].target].touch(log, from, from + 1);
  }

  private scheduleBeginning(): void {
    const { faults, workload } = this.scenario;
    faults.forEach((fault, i) => {
      this.agenda.schedule(fault.atUs, kinds.beginFault, i);
      const endUs = endOfFault(fault);
      if (endUs !== null) this.agenda.schedule(endUs, kinds.endFault, i);
    });
    workload.script.forEach((_, i) => this.agenda.schedule(this.clients.scriptedArrivalUs(i), kinds.script, i));
    for (let stream = 0; stream < this.clients.streams; stream++) this.scheduleArrival(stream);
    this.discipline.begin();
  }

  private scheduleArrival(stream: number): void {
    const atUs = this.clients.nextArrivalUs(stream);
    if (atUs !== null) this.agenda.schedule(atUs, kinds.arrive, stream);
  }

  /** A request reaches the leader of its client's region, which may pass it on. */
  private receive(request: Request, nowUs: number): void {
    if (request.kind === 'read' || this.pool.has(request.region)) {
      this.coordinator.arrive(request, nowUs);
      return;
    }
    const redirected = this.pool.redirect(request);
    if (redirected === null) this.coordinator.refuse(request, 'clock', nowUs);
    else this.agenda.schedule(nowUs + redirected.detourUs, kinds.redirect, this.redirected.keep(redirected));
  }

  private createTracer(sink: TraceSink | undefined): Tracer | null {
    if (sink === undefined) return null;
    const names = {
      replicas: this.replicaNames,
      key: (key: number): string => this.clients.keys.nameOf(key),
      value: (op: number): string | null => this.valueOf(op),
    };
    return new Tracer(sink, names, this.ops);
  }

  private patientClientsPort(): PatientClientsPort {
    return {
      stepAt: (atUs, slot, step) => this.agenda.schedule(atUs, kinds.clientStep, slot, step),
      timeoutAt: (atUs, slot) => this.agenda.scheduleTimer(atUs, kinds.clientTimeout, slot),
      arrive: (request, nowUs) => this.receive(request, nowUs),
      acknowledge: (op) => this.ledger.acknowledge(op),
    };
  }

  private coordinatorPort(): CoordinatorPort {
    return {
      executeAt: (atUs, slot) => this.agenda.schedule(atUs, kinds.execute, slot),
      answerAt: (atUs, slot) => this.agenda.schedule(atUs, kinds.answer, slot),
      accept: (request, nowUs) => this.accept(request, nowUs),
      acknowledge: (op) => this.ledger.acknowledge(op),
      remembers: (region, op) =>
        this.replicas[region].records.knownEntry(this.ops.keyOf(op), region) > op,
      versions: (region, key) => this.replicas[region].records.versions(key),
      scriptedRead: (script, versions) => {
        this.fingerprint.add(marks.read, script, versions.length, versions[0] ?? -1);
        this.scriptedReads.set(script, [...versions]);
      },
    };
  }

  private accept(request: Request, nowUs: number): number {
    const { region, key } = request;
    const value = request.script < 0 ? null : this.scenario.workload.script[request.script].value;
    // The op's id is the next one; the value has to be there before anybody looks.
    if (value !== null) this.values.set(this.ops.count, value);
    return this.multiLeader.accept(
      region,
      {
        key,
        isDelete: request.kind === 'delete',
        identity: request.identity,
        stamp: this.nodes[region].clock.read(nowUs),
        client: request.client,
        sentAtUs: request.sentAtUs,
      },
      nowUs,
    );
  }
}
