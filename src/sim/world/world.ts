/**
 * The world: introduces the parts of a run to each other and dispatches events.
 *
 * Replicas are numbered leaders first (replica i is region i's leader), then followers region by region.
 */
import { assert } from '../base/assert.js';
import { Fingerprint } from '../base/fingerprint.js';
import { isReplicated } from '../base/operation-kind.js';
import { RandomStreams } from '../base/random.js';
import type { VectorComparator } from '../causality/version-vector.js';
import { endOfFault, listDiskLosses, Nemesis } from '../fault/nemesis.js';
import { addRandomFaults } from '../fault/random-nemesis.js';
import { createEvent, type Event } from '../kernel/event-queue.js';
import { LinkChannel } from '../network/link-channel.js';
import { Ledger } from '../record/ledger.js';
import { mostTimedWrites, RequestTimes } from '../record/request-times.js';
import type { TraceSink } from '../record/trace.js';
import { Tracer } from '../record/tracer.js';
import { AntiEntropy } from '../replication/anti-entropy.js';
import { DeltaLog } from '../replication/delta-log.js';
import { MultiLeader } from '../replication/multi-leader.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import { watchedOrder } from '../replication/delivery-order.js';
import { ReplicatedRecords } from '../replication/replicated-records.js';
import { Replica } from '../replication/replica.js';
import { detectorNamed } from '../resolution/detectors.js';
import { resolverNamed } from '../resolution/registers.js';
import { replicatedTypeNamed } from '../resolution/replicated-types.js';
import { stampRuleOf } from '../resolution/stamp-rules.js';
import { shippingRules, type Scenario } from '../scenario.js';
import { OpLog } from '../storage/op-log.js';
import { RecordStore } from '../storage/record-store.js';
import { Clients, expectedWrites, hasUpdates } from '../workload/clients.js';
import { Agenda } from './agenda.js';
import { Carrier } from './carrier.js';
import { ClockDiscipline } from './clock-discipline.js';
import { Delivery } from './delivery.js';
import { DiskLoss } from './disk-loss.js';
import { isOfRepair, isWork, kinds } from './event-kinds.js';
import { FaultEffects } from './fault-effects.js';
import { LeaderStamps } from './leader-stamps.js';
import { MemoryDeaths } from './memory-deaths.js';
import { createNodes, type Node } from './node.js';
import { Quorums } from './quorums.js';
import { RepairCarrier } from './repair-carrier.js';
import { Serving } from './serving.js';
import { Wiring } from './wiring.js';

/** What tests may put in place of the real parts. */
export interface WorldOptions {
  readonly trace?: TraceSink;
  /** Takes the place of the comparison of version vectors. */
  readonly compareVectors?: VectorComparator;
}

/** All parts of a run and the time they are at. */
export class World {
  /** With the faults that its nemesis drew. */
  readonly scenario: Scenario;
  readonly replicaNames: readonly string[];
  readonly replicas: readonly Replica[];
  /** One a replica. */
  readonly nodes: readonly Node[];
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly ops: OpLog;
  readonly ledger: Ledger;
  /** Null in runs that are too large for it. */
  readonly requestTimes: RequestTimes | null;
  readonly clients: Clients;
  readonly multiLeader: MultiLeader;
  /** Null where leaders never compare what they hold. */
  readonly antiEntropy: AntiEntropy | null;
  /** Null where leaders answer by themselves. */
  readonly quorums: Quorums | null;
  readonly fingerprint = new Fingerprint();
  readonly serving: Serving;
  readonly memory: MemoryDeaths;

  private readonly agenda: Agenda;
  private readonly event: Event = createEvent();
  private readonly discipline: ClockDiscipline;
  private readonly nemesis: Nemesis;
  private readonly effects: FaultEffects;
  private readonly streams: RandomStreams;
  private readonly tracer: Tracer | null;
  private readonly delivery: Delivery;

  constructor(sketch: Scenario, options: WorldOptions = {}) {
    const scenario = addRandomFaults(sketch);
    this.scenario = scenario;
    this.streams = new RandomStreams(scenario.seed);
    const { regions, workload } = scenario;
    const shippingSpec = shippingRules(scenario.replication);
    const writeBytes = workload.payloadBytes + scenario.replication.metadataBytes;
    this.clients = new Clients(scenario, this.streams);
    this.agenda = new Agenda((kind, a, b) => this.touch(kind, a, b));

    const { detect, resolve } = scenario.conflicts;
    // A replicated type is its own detector, by version vectors of its own; the ledger alone asks its rule.
    const detector = detectorNamed(isReplicated(resolve) ? 'version-vector' : detect);
    const isAdd = (op: number): boolean => deltas?.isAdd(op) === true;
    const resolver = isReplicated(resolve) ? stampRuleOf(resolve, isAdd) : resolverNamed(resolve);
    const expected = expectedWrites(scenario);
    const losses = listDiskLosses(scenario.faults);
    const shape = { leaders: regions.length, lostDisks: losses.map(({ region }) => region), expected };
    this.ops = new OpLog(
      options.compareVectors === undefined ? shape : { ...shape, compare: options.compareVectors },
    );
    this.nodes = createNodes(regions);
    this.replicaNames = this.nodes.map(({ name }) => name);
    const keys = this.clients.keys.count;
    const { ops } = this;
    const areStampsTimes = scenario.conflicts.timestamps !== 'lamport';
    this.ledger = new Ledger({ ops, keys, replicas: this.nodes.length, expected, detector, resolver, areStampsTimes });
    this.requestTimes = expected > mostTimedWrites ? null : new RequestTimes(expected);
    const { antiEntropy } = scenario.replication;
    const deltas = isReplicated(resolve) ? new DeltaLog(replicatedTypeNamed(resolve), ops) : null;
    const rangeBits = antiEntropy === undefined ? null : 31 - Math.clz32(antiEntropy.keysPerLeaf);
    this.replicas = this.nodes.map((_, index) => {
      const shape = { keys, authors: ops.width };
      const ranged = rangeBits === null ? shape : { ...shape, rangeBits };
      const records =
        deltas === null ? new RecordStore(ranged) : new ReplicatedRecords(ranged, { ops, deltas });
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
    const carrier = new Carrier({ links, channels, nodes, agenda, writeBytes });
    this.multiLeader = new MultiLeader({
      spec: shippingSpec,
      forward: scenario.topology.forward,
      watchedOrder: watchedOrder(shippingSpec, scenario.topology, hasUpdates(scenario)),
      hasUpdates: hasUpdates(scenario),
      links,
      replicas: this.replicas,
      leaders: regions.length,
      expectedWrites: expected,
      writeBytes,
      ops,
      witness: this.ledger,
      port: carrier,
      fingerprint: this.fingerprint,
      tracer: this.tracer,
    });
    const { multiLeader, fingerprint, tracer } = this;
    const mayPause = scenario.faults.some(({ kind }) => kind === 'pause');
    this.delivery = new Delivery({ links, channels, nodes, agenda, multiLeader, tracer, mayPause });
    const stamps = new LeaderStamps({ scenario, nodes, replicas: this.replicas, fingerprint });
    const { shipping } = multiLeader;
    this.antiEntropy = this.createAntiEntropy(writeBytes);
    carrier.antiEntropy = this.antiEntropy;
    const { antiEntropy: repairs, delivery, ledger, replicas } = this;
    const { replication } = scenario;
    const { replicaSet } = multiLeader;
    this.quorums =
      replication.strategy === 'leaderless'
        ? new Quorums({
            spec: replication, links, channels, nodes, agenda, replicas, replicaSet, ops, detector, resolver,
            witness: ledger, writeBytes, fingerprint,
          })
        : null;
    const { quorums } = this;
    const diskLoss = new DiskLoss({ ops, keys, replicas, multiLeader, ledger, stamps, losses });
    this.effects = new FaultEffects({
      nodes,
      wiring,
      channels,
      shipping,
      antiEntropy: repairs,
      leaderless: quorums?.leaderless ?? null,
      delivery,
      diskLoss,
      fingerprint,
      tracer,
      clock: agenda,
    });
    const limit = shippingSpec.outbox?.limit ?? null;
    this.memory = new MemoryDeaths({ limit, nodes, effects: this.effects, agenda, fingerprint, tracer });
    this.nemesis = new Nemesis(scenario.faults, this.effects);
    const { clients, streams } = this;
    this.serving = new Serving({
      scenario,
      streams,
      clients,
      agenda,
      nodes,
      replicas,
      ops,
      ledger,
      requestTimes: this.requestTimes,
      stamps,
      multiLeader,
      quorums,
      fingerprint,
      tracer,
    });
    const { pool } = this.serving;
    this.discipline = new ClockDiscipline({ regions, nodes, streams, agenda, pool, fingerprint, tracer });
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
    const isOwed = this.antiEntropy?.isOwed === true || this.quorums?.leaderless.isOwed === true;
    return this.agenda.hasWork || isOwed;
  }

  /** True time of the next event; Infinity at rest. */
  get nextUs(): number {
    return this.hasWork ? this.agenda.nextUs : Infinity;
  }

  /** Processes one event not later than the limit; false when there is none. */
  step(limitUs: number): boolean {
    const event = this.event;
    if (!this.hasWork || !this.agenda.popInto(event, limitUs)) return false;
    // A delivery says itself whether it was work: its connection may have broken.
    if (isWork(event.kind) && event.kind !== kinds.deliver) this.agenda.noteWork();
    else if (isOfRepair(event.kind)) this.agenda.noteActivity();
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
    this.serving.giveUp(this.nowUs);
  }

  /** What an op wrote, as people read it; null for a delete. */
  valueOf(op: number): string | null {
    return this.serving.valueOf(op);
  }

  /** A replica that was not removed for good. */
  isSurvivor(replica: number): boolean {
    return !this.nodes[replica].hasLeft;
  }

  private dispatch(event: Event): void {
    const { timeUs, a, b, c, d } = event;
    switch (event.kind) {
      case kinds.arrive:
        this.serving.arrive(a, timeUs);
        return;
      case kinds.script:
        this.serving.receive(this.clients.scripted(a), timeUs);
        return;
      case kinds.execute:
        this.serving.coordinator.execute(a, timeUs);
        return;
      case kinds.answer:
        this.serving.coordinator.answer(a, timeUs);
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
      case kinds.applyWaiting:
        this.delivery.applyWaiting(a);
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
        this.serving.arriveRedirected(a, timeUs);
        return;
      case kinds.clientStep:
        this.serving.patientClients.step(a, b, timeUs);
        return;
      case kinds.clientTimeout:
        this.serving.patientClients.timeOut(a, timeUs);
        return;
      case kinds.outOfMemory:
        this.memory.die(a);
        return;
      case kinds.restart:
        this.memory.restart(a);
        return;
      case kinds.quorumArrive:
        this.quorums?.arrive(a, b, c, d);
        return;
      case kinds.quorumWork:
        this.quorums?.work(a, b, c);
        return;
      case kinds.quorumTimer:
        this.quorums?.leaderless.wake(a, timeUs);
        return;
      case kinds.repairArrive:
        this.antiEntropy?.arrive(a, b, timeUs);
        return;
      case kinds.repairWork:
        this.antiEntropy?.work(a, b, timeUs);
        return;
      case kinds.repairExpire:
        this.antiEntropy?.expire(a, b, timeUs);
        return;
      case kinds.repairRound:
        this.antiEntropy?.beginRound(a, timeUs);
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
    const { faults } = this.scenario;
    faults.forEach((fault, i) => {
      this.agenda.schedule(fault.atUs, kinds.beginFault, i);
      const endUs = endOfFault(fault);
      if (endUs !== null) this.agenda.schedule(endUs, kinds.endFault, i);
    });
    this.serving.begin();
    this.quorums?.begin(this.serving.coordinator);
    this.discipline.begin();
  }

  private createAntiEntropy(writeBytes: number): AntiEntropy | null {
    const { replication, regions } = this.scenario;
    if (replication.antiEntropy === undefined) return null;
    const { links, channels, nodes, agenda, replicas, multiLeader, fingerprint, tracer } = this;
    const { outboxes } = multiLeader.shipping;
    return new AntiEntropy({
      spec: replication.antiEntropy,
      maxHashes: shippingRules(replication).batch.max,
      keys: this.clients.keys.count,
      writeBytes,
      links,
      replicas,
      leaders: regions.length,
      multiLeader,
      port: new RepairCarrier({ links, channels, nodes, agenda, outboxes }),
      fingerprint,
      tracer,
    });
  }

  private createTracer(sink: TraceSink | undefined): Tracer | null {
    if (sink === undefined) return null;
    const names = {
      replicas: this.replicaNames,
      key: (key: number): string => this.clients.keys.nameOf(key),
      value: (op: number): string | null => this.valueOf(op),
      timestamps: this.scenario.conflicts.timestamps,
    };
    return new Tracer(sink, names, this.ops);
  }
}
