/**
 * The world: introduces the parts of a run to each other.
 *
 * Replicas are numbered leaders first (replica i is region i's leader), then followers region by region.
 */
import { Fingerprint } from '../base/fingerprint.js';
import { RandomStreams } from '../base/random.js';
import type { VectorComparator } from '../causality/version-vector.js';
import { endOfFault, listDiskLosses, Nemesis } from '../fault/nemesis.js';
import { addRandomFaults } from '../fault/random-nemesis.js';
import { createEvent, type Event } from '../kernel/event-queue.js';
import { LinkChannel } from '../network/link-channel.js';
import { ChangeJournal } from '../record/change-journal.js';
import { Ledger } from '../record/ledger.js';
import { RequestLog } from '../record/request-log.js';
import { mostTimedWrites, RequestTimes } from '../record/request-times.js';
import type { StaleReads } from '../record/stale-reads.js';
import type { TraceSink } from '../record/trace.js';
import type { Tracer } from '../record/tracer.js';
import type { AntiEntropy } from '../replication/anti-entropy.js';
import type { ClassedWrites } from '../check/conflict-kinds.js';
import { ContextLog } from '../replication/context-log.js';
import { DeltaLog } from '../replication/delta-log.js';
import { type LogicalStates, ReplicaStates } from '../replication/logical-states.js';
import type { PaxosRules } from '../replication/leaderless/paxos/paxos.js';
import { MultiLeader } from '../replication/multi-leader.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import { joinFollowUps } from '../replication/follow-up.js';
import { watchedOrder } from '../replication/delivery-order.js';
import { Replica } from '../replication/replica.js';
import type { UniqueSlots } from '../replication/unique-slots.js';
import type { Tombstones } from '../replication/tombstones.js';
import { hasContexts, hasSessions, shippingRules, type Scenario } from '../scenario.js';
import { OpLog } from '../storage/op-log.js';
import { Clients, expectedRequests, expectedWrites, hasUpdates } from '../workload/clients.js';
import { endingOf } from '../workload/coordinator-port.js';
import { Agenda } from './agenda.js';
import { Carrier } from './carrier.js';
import { ClockDiscipline } from './clock-discipline.js';
import { chooseHandling, type ConflictHandling, type OwnResolverOptions } from './conflict-handling.js';
import { createAntiEntropy } from './create-anti-entropy.js';
import { createRecords } from './create-records.js';
import { createStaleReads } from './create-stale-reads.js';
import { Delivery } from './delivery.js';
import { DiskLoss } from './disk-loss.js';
import { isOfPull, isOfRepair, isWork, kinds } from './event-kinds.js';
import { FaultEffects } from './fault-effects.js';
import { mostJudgedRequests, mostJudgedSessionRequests } from './judge-clients.js';
import { LeaderStamps } from './leader-stamps.js';
import { classWrites } from './class-writes.js';
import { createUniqueSlots } from './create-unique-slots.js';
import { Dispatcher } from './dispatcher.js';
import { createTracer } from './create-tracer.js';
import { createTombstones } from './create-tombstones.js';
import { MemoryDeaths } from './memory-deaths.js';
import { createNodes, type Node } from './node.js';
import { RegionWays } from './region-ways.js';
import { RollOut } from './roll-out.js';
import { Rows } from './rows.js';
import { Serving } from './serving.js';
import { createStrategies, type Strategies } from './strategies.js';
import { Wiring } from './wiring.js';

/** What may accompany a run, and what tests may put in place of the real parts. */
export interface WorldOptions extends OwnResolverOptions {
  readonly trace?: TraceSink;
  /** Log requests, so that the run has a history. */
  readonly logsRequests?: boolean;
  /** False: what clients saw is not judged, and the report says of it what it says where that cannot be told. */
  readonly judgesClients?: boolean;
  /** Takes the place of the comparison of version vectors. */
  readonly compareVectors?: VectorComparator;
  /** Takes the place of the book of how far replicas are; it is given the real one. */
  readonly replaceStates?: (states: LogicalStates) => LogicalStates;
  /** Take the place of those of Paxos. */
  readonly paxosRules?: Partial<PaxosRules>;
}

/** All parts of a run and the time they are at. */
export class World {
  /** With the faults that its nemesis drew. */
  readonly scenario: Scenario;
  readonly streams: RandomStreams;
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
  /** Null where nobody reads or values are merged, and in runs that are too large for it. */
  readonly staleReads: StaleReads | null;
  /** Somebody asks for the history of the run. */
  readonly logsRequests: boolean;
  /** What clients saw is judged: it is wanted, values are written whole, and there are not too many requests. */
  readonly isJudged: boolean;
  /** There are too many requests for judges that cost more. */
  readonly isLarge: boolean;
  /** Null where nobody asks for a history, and nobody judges one. */
  readonly requestLog: RequestLog | null;
  readonly clients: Clients;
  /** Null where nobody creates rows. */
  readonly rows: Rows | null;
  readonly multiLeader: MultiLeader;
  /** Null where leaders never compare what they hold. */
  readonly antiEntropy: AntiEntropy | null;
  readonly handling: ConflictHandling;
  /** Who replicates otherwise than by shipping leaders' logs. */
  readonly strategies: Strategies;
  readonly fingerprint = new Fingerprint();
  readonly serving: Serving;
  readonly memory: MemoryDeaths;
  /** Null where nobody counts them. */
  readonly tombstones: Tombstones | null;
  /** Null where values need not be unique. */
  readonly uniqueSlots: UniqueSlots | null;
  /** What tells conflicts by kind. */
  readonly classedWrites: ClassedWrites;

  private readonly agenda: Agenda;
  private readonly event: Event = createEvent();
  private readonly discipline: ClockDiscipline;
  private readonly effects: FaultEffects;
  private readonly tracer: Tracer | null;
  private readonly dispatcher: Dispatcher;

  constructor(sketch: Scenario, options: WorldOptions = {}) {
    const scenario = addRandomFaults(sketch);
    this.scenario = scenario;
    this.streams = new RandomStreams(scenario.seed);
    const { regions, workload } = scenario;
    const shippingSpec = shippingRules(scenario.replication);
    const writeBytes = workload.payloadBytes + scenario.replication.metadataBytes;
    this.clients = new Clients(scenario, this.streams);
    this.agenda = new Agenda((kind, a, b) => this.touch(kind, a, b));

    this.handling = chooseHandling(scenario.conflicts, options, {
      values: { kindOf: (op) => deltas?.kindOf(op) ?? 'write', valueOf: (op) => this.valueOf(op) },
      fingerprint: this.fingerprint,
      nameOf: (leader) => this.replicaNames[leader],
      nowUs: () => this.nowUs,
      noteFinding: (finding) => this.tracer?.finding(finding),
    });
    const { detector, resolver, type } = this.handling;
    const expected = expectedWrites(scenario);
    const losses = listDiskLosses(scenario.faults);
    const shape = { leaders: regions.length, lostDisks: losses.map(({ region }) => region), expected };
    const isContextual = hasContexts(scenario);
    const { compareVectors: compare } = options;
    const logShape = compare === undefined ? shape : { ...shape, compare };
    this.ops = isContextual ? new ContextLog(logShape) : new OpLog(logShape);
    this.nodes = createNodes(regions);
    this.replicaNames = this.nodes.map(({ name }) => name);
    const keys = this.clients.keys.count;
    const { ops } = this;
    const mayCollect = shippingSpec.tombstones !== undefined;
    const rows = Rows.of(this);
    this.rows = rows;
    // Whoever keeps siblings by contexts looks at no stamps.
    const areStampsTimes = scenario.conflicts.timestamps !== 'lamport' && !isContextual;
    const isMerging = type !== null;
    this.ledger = new Ledger({
      ...{ ops, keys, replicas: this.nodes.length, expected, detector, resolver },
      ...{ areStampsTimes, isMerging, mayCollect, rows: rows?.lineages ?? null },
    });
    this.requestTimes = expected > mostTimedWrites ? null : new RequestTimes(expected);
    this.staleReads = createStaleReads(scenario, { ops, keys, expected, ledger: this.ledger, times: this.requestTimes });
    this.logsRequests = options.logsRequests === true;
    const requests = expectedRequests(scenario);
    this.isLarge = requests > mostJudgedRequests;
    const mostJudged = hasSessions(scenario) ? mostJudgedSessionRequests : mostJudgedRequests;
    this.isJudged = options.judgesClients !== false && type === null && requests <= mostJudged;
    this.requestLog = this.logsRequests || this.isJudged ? new RequestLog() : null;
    const deltas = type === null ? null : new DeltaLog(type, ops);
    const stores = createRecords({
      ...{ scenario, nodes: this.nodes, keys, ops, deltas },
      keysPerLeaf: shippingSpec.antiEntropy?.keysPerLeaf ?? null,
      indexOf: (replica) => (rows === null || this.nodes[replica].isFollower ? null : rows.indexOf(replica)),
    });
    const appliesRepeats = shippingSpec.repeats === 'apply';
    this.replicas = stores.map((records, index) => {
      return new Replica({ index, records, ops, detector, resolver, witness: this.ledger, appliesRepeats });
    });
    const changes = new ChangeJournal();
    this.classedWrites = classWrites(ops, changes, this.ledger);
    const valueOf = (op: number): string | null => this.valueOf(op);
    const { replicaNames, classedWrites } = this;
    const { timestamps } = scenario.conflicts;
    const keySpace = this.clients.keys;
    this.tracer = createTracer(options.trace, {
      ...{ replicaNames, keySpace, valueOf, classedWrites, timestamps, ops },
      merged: (replica, key) => this.replicas[replica].replicated?.read(key) ?? null,
    });

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
      hasLeft: (leader) => this.nodes[leader].hasLeft,
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
    const delivery = new Delivery({ links, channels, nodes, agenda, multiLeader, tracer, mayPause });
    const stamps = new LeaderStamps({ scenario, nodes, replicas: this.replicas, fingerprint });
    const { shipping } = multiLeader;
    this.antiEntropy = createAntiEntropy({
      rules: shippingSpec, keys, writeBytes, links, channels, nodes, agenda, replicas: this.replicas, leaders: regions.length,
      multiLeader, fingerprint, tracer,
    });
    carrier.antiEntropy = this.antiEntropy;
    const { antiEntropy, ledger, replicas } = this;
    const { replicaSet } = multiLeader;
    const { streams } = this;
    const ways = new RegionWays(regions.length);
    this.strategies = createStrategies({
      scenario, links, channels, nodes, ways, agenda, streams, replicas, multiLeader, antiEntropy, ops, keys, detector, resolver,
      ledger, stamps, clients: this.clients, writeBytes, fingerprint, tracer, paxosRules: options.paxosRules ?? {},
    });
    const { quorums, leadership, certification, sharedStorage, actors } = this.strategies;
    const diskLoss = new DiskLoss({ ops, keys, replicas, multiLeader, ledger, stamps, losses, leadership });
    const { priority = [] } = scenario.conflicts;
    const rollOut = new RollOut({ nodes, replicas, rules: ledger.rules, priority, fingerprint, tracer, clock: agenda });
    this.effects = new FaultEffects({
      nodes, ways, wiring, channels, shipping, antiEntropy, actors, sharedStorage, delivery, diskLoss,
      rollOut, fingerprint, tracer, clock: agenda,
    });
    const limit = shippingSpec.outbox?.limit ?? null;
    this.memory = new MemoryDeaths({ limit, nodes, effects: this.effects, agenda, fingerprint, tracer });
    const nemesis = new Nemesis(scenario.faults, this.effects);
    const { clients } = this;
    const { replaceStates = (states: LogicalStates): LogicalStates => states } = options;
    this.serving = new Serving({
      scenario,
      streams,
      clients,
      agenda,
      nodes,
      ways,
      replicas,
      ops,
      ledger,
      rows,
      requestTimes: this.requestTimes,
      staleReads: this.staleReads,
      requestLog: this.requestLog,
      changes,
      uniqueSlots: () => this.uniqueSlots,
      stamps,
      multiLeader,
      createStates: () => replaceStates(new ReplicaStates({ ops, replicas, resolver })),
      quorums,
      leadership,
      certification,
      sharedStorage,
      fingerprint,
      tracer,
    });
    const { pool } = this.serving;
    this.discipline = new ClockDiscipline({ regions, nodes, streams, agenda, pool, stamps, fingerprint, tracer });
    const witness = ledger;
    const surroundings = { agenda, nodes, ops, multiLeader, antiEntropy, keys, replicas, witness, ledger, fingerprint, tracer, stamps };
    const { requestTimes } = this;
    this.tombstones = createTombstones(shippingSpec.tombstones, surroundings);
    this.uniqueSlots = createUniqueSlots(scenario.conflicts.unique, { ...surroundings, leaders: regions.length, valueOf, requestTimes });
    replicaSet.followUp = joinFollowUps([this.tombstones, this.uniqueSlots, this.serving.routing]);
    const { serving, discipline, memory, tombstones } = this;
    this.dispatcher = new Dispatcher({
      clients, serving, multiLeader, delivery, nemesis, discipline, memory, tombstones, actors,
    });
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
    return this.agenda.hasWork || this.strategies.actors.some(({ isOwed }) => isOwed) || this.serving.routing?.isWaited === true;
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
    else if (isOfRepair(event.kind) || isOfPull(event.kind)) this.agenda.noteActivity();
    this.dispatcher.dispatch(event);
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
    return this.serving.acceptance.valueOf(op);
  }

  /** The identity of the request that an op was made for; null where nobody asked for it. */
  requestOf(op: number): number | null {
    return this.serving.acceptance.requestOf(op);
  }

  /** A replica that was not removed for good. */
  isSurvivor(replica: number): boolean {
    return !this.nodes[replica].hasLeft;
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
    const { coordinator, acceptance, pool } = this.serving;
    const { quorums, leadership, certification, sharedStorage } = this.strategies;
    quorums?.begin(coordinator, acceptance);
    leadership?.begin(coordinator, this.effects);
    certification?.begin(coordinator, acceptance);
    sharedStorage?.begin({
      conclude: (slot, ending, nowUs) => coordinator.conclude(slot, ending, nowUs),
      accept: (request, region, nowUs) => endingOf(acceptance.accept({ ...request, region }, null, nowUs, request.attempt?.of ?? request)),
      latencyUs: (from, to) => pool.latencyUs(from, to),
      detach: (region) => this.effects.leave(region, -1),
    });
    this.discipline.begin();
  }
}
