/**
 * A single leader at work: the members of a world that follow one log, the clients that look for its leader, and
 * the requests that wait for it.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import type { LinkChannel } from '../network/link-channel.js';
import { Leadership } from '../record/leadership.js';
import type { Ledger } from '../record/ledger.js';
import { Reigns } from '../record/reigns.js';
import type { Tracer } from '../record/tracer.js';
import { SingleLeaderCluster } from '../replication/single-leader/cluster.js';
import { LeadershipJournal, type LeadershipListener } from '../replication/single-leader/leadership-journal.js';
import type { SingleLeaderPort } from '../replication/single-leader/port.js';
import { rulesOf } from '../replication/single-leader/rules.js';
import type { Replica } from '../replication/replica.js';
import type { WriteRequest } from '../replication/replica-set.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { ObserverPlace, SingleLeader } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { Request } from '../workload/clients.js';
import type { Agreement, Ending } from '../workload/coordinator-port.js';
import type { Actor, Turn } from './actor.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import { LeaderCarrier } from './leader-carrier.js';
import { LeaderDirectories } from './leader-directories.js';
import { traceLeadership } from './leadership-tracer.js';
import { LeadershipView } from './leadership-view.js';
import { MemberStates } from './member-states.js';
import type { Node } from './node.js';
import type { RegionWays } from './region-ways.js';
import type { WritePool } from './write-pool.js';

const defaultObserverLatencyUs = 500;

/** What leadership is made of. */
export interface SingleLeadershipParts {
  readonly spec: SingleLeader;
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly ways: RegionWays;
  readonly agenda: Agenda;
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly keys: number;
  readonly ledger: Ledger;
  readonly writeBytes: number;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
  /** Who asks, and where; a name that is not among them keeps no address. */
  readonly clients: readonly { readonly name: string; readonly region: number }[];
  /** Of draws by identity. */
  readonly seed: number;
}

/** Whom it tells what became of requests. */
export interface LeaderRequests {
  agree(slot: number, isEnough: boolean, nowUs: number): void;
  agreeOnRead(slot: number, versions: readonly number[] | null, nowUs: number): void;
  conclude(slot: number, ending: Ending, nowUs: number): void;
}

/** Switches machines off and on. */
export interface PowerSwitch {
  crash(member: number): void;
  restart(member: number): void;
}

/** Why a member does not serve a request. */
export type LeaderRefusal = 'not-leader' | 'no-lease';

/** Replication with a single leader, with all that it asks of the world. */
export class SingleLeadership implements Agreement, Actor {
  readonly turns: readonly Turn[] = [
    { kind: kinds.leaderMessage, take: ({ a }) => this.carrier.arrive(a) },
    { kind: kinds.leaderAlarm, take: ({ a, b }) => this.carrier.goOff(a, b) },
    { kind: kinds.leaderApplied, take: ({ a }) => this.carrier.finish(a) },
    { kind: kinds.leaderShot, take: ({ a, b }) => this.settleShot(a, b) },
    { kind: kinds.leaderChecked, take: ({ a }) => this.carrier.answerCheck(a) },
    { kind: kinds.leaderConnect, take: ({ a, b }) => this.carrier.connect(a, b) },
  ];
  readonly summary: Leadership;
  readonly reigns: Reigns;
  readonly view: LeadershipView;
  readonly states: MemberStates;
  readonly carrier: LeaderCarrier;
  /** Cuts between regions, for clients and an observer. */
  readonly ways: RegionWays;
  private readonly parts: SingleLeadershipParts;
  private readonly cluster: SingleLeaderCluster;
  private readonly directories: LeaderDirectories;
  /** By op, the slot of the request that waits. */
  private readonly waitingWrites = new Map<number, number>();
  /** By slot, what is to be read where. */
  private readonly waitingReads = new Map<number, { readonly member: number; readonly key: number }>();
  /** Set before the first request. */
  private requests: LeaderRequests | null = null;
  private power: PowerSwitch | null = null;
  private openShots = 0;

  constructor(parts: SingleLeadershipParts) {
    this.parts = parts;
    const { spec, nodes, agenda, seed, fingerprint, ledger, writeBytes } = parts;
    const rules = rulesOf(spec);
    this.ways = parts.ways;
    const { appliesCommitted } = rules;
    this.states = new MemberStates({ ...parts, appliesCommitted, witness: ledger });
    const { states, ways } = this;
    const observer = observerOf(spec);
    const check = rules.failover.kind === 'observer' ? (rules.failover.check ?? 'machine') : 'machine';
    this.carrier = new LeaderCarrier({ ...parts, states, ways, observer, check, observerSeed: seed });
    const { redirect, leader: firstLeader } = spec;
    const { clients } = parts;
    this.directories = new LeaderDirectories({ ways, regions: nodes.length, firstLeader, redirect, clients, seed });
    const hasLeases = spec.protocol === 'log-shipping' && spec.fencing.kind === 'lease';
    this.summary = new Leadership(
      (member) => nodes[member]?.isUp === true,
      hasLeases ? (member, readingUs, fromUs) => nodes[member].clock.whenReads(readingUs, fromUs) : null,
    );
    this.reigns = new Reigns();
    const listeners = [this.summary, this.listener(), ...traceLeadership(parts.tracer)];
    const witness = new LeadershipJournal(fingerprint, listeners);
    const members = nodes.length;
    this.cluster = new SingleLeaderCluster({ spec, members, writeBytes, seed, port: this.port(), witness });
    this.carrier.attach(this.cluster);
    const { cluster, carrier } = this;
    this.view = new LeadershipView({
      cluster, nodes, states, rules, firstLeader: spec.leader,
      areConnected: (a, b) => carrier.isConnected(a, b) && carrier.isConnected(b, a),
      waits: () => ({ writes: this.waitingWrites.size > 0, reads: this.waitingReads.size > 0 }),
    });
    // A member is told the time by the agenda; the first leader leads from the first moment.
    assert(agenda.nowUs === 0, 'a leader begins with its run');
  }

  /** Members begin their work; requests are answered through `requests`. */
  begin(requests: LeaderRequests, power: PowerSwitch): void {
    this.requests = requests;
    this.power = power;
    this.cluster.start(this.parts.agenda.nowUs);
  }

  /** Something is still to be done, though no work is scheduled. */
  get isOwed(): boolean {
    return this.openShots > 0 || this.view.isOwed;
  }

  /** The same request, for the member that its client takes for the right one; null where no way leads there. */
  route(request: Request, pool: WritePool, nowUs: number): Request | null {
    const { home } = request;
    const region = this.memberFor(request, nowUs);
    if (region === home) return request.region === region ? request : { ...request, region };
    const detourUs = pool.latencyUs(home, region);
    if (!pool.reaches(home, region)) return null;
    return { ...request, region, detourUs };
  }

  /** Why a member that is up would not serve a request now; null where it would. */
  refusalOf({ kind, region, client }: Request): LeaderRefusal | null {
    if (kind === 'read' && this.parts.spec.reads === 'local') return null;
    const member = this.cluster.members[region];
    const { reign } = member;
    if (reign === null || !reign.isDrained) {
      this.directories.noteHint(client, reign === null ? member.leader : -1);
      return 'not-leader';
    }
    return kind === 'read' || reign.mayTakeWrites() ? null : 'no-lease';
  }

  /** A leader makes an op of a client's write. */
  accept(region: number, write: WriteRequest, nowUs: number): number {
    const { log, term } = this.cluster.members[region];
    return this.states.take(region, log, term, write, nowUs);
  }

  /** The write of a key that a leader's log has last; null where it has none. */
  latestTaken(region: number, key: number): number | null {
    const op = this.states.latestTaken(region, this.cluster.members[region].log, key);
    return op < 0 ? null : op;
  }

  awaitWrite(op: number, slot: number, { region }: { readonly region: number }, nowUs: number): void {
    this.waitingWrites.set(op, slot);
    const { kind } = this.cluster.propose(region, op, nowUs);
    assert(kind === 'taken', 'a leader refused what it was asked about');
  }

  awaitRead(slot: number, { region, key }: { readonly region: number; readonly key: number }, nowUs: number): void {
    const { reads } = this.parts.spec;
    if (reads !== 'linearizable') {
      // It may have been deposed while the read waited for a worker.
      const mayAnswer = reads === 'local' || this.cluster.members[region].reign !== null;
      const versions = mayAnswer ? this.parts.replicas[region].records.versions(key) : null;
      this.requests?.agreeOnRead(slot, versions, nowUs);
      return;
    }
    this.waitingReads.set(slot, { member: region, key });
    this.cluster.read(region, slot, nowUs);
  }

  /** A member has crashed; its links are down already. */
  crash(member: number): void {
    const { nowUs } = this.parts.agenda;
    this.carrier.drop(member);
    this.cluster.crash(member, 'kept', nowUs);
    for (const [op, slot] of [...this.waitingWrites]) {
      if (this.parts.ops.leaderOf(op) !== member) continue;
      this.waitingWrites.delete(op);
      this.requests?.conclude(slot, { refusal: 'crashed' }, nowUs);
    }
    for (const [slot, { member: asked }] of [...this.waitingReads]) {
      if (asked !== member) continue;
      this.waitingReads.delete(slot);
      this.requests?.conclude(slot, { refusal: 'crashed' }, nowUs);
    }
  }

  /** The disk of a member that has crashed is lost. */
  loseMemberDisk(member: number): void {
    this.cluster.crash(member, 'lost', this.parts.agenda.nowUs);
  }

  leave(member: number): void {
    this.ways.addAround(member, 1);
    this.crash(member);
  }

  heal(): void {
    this.directories.spread();
  }

  goOnline(): void {
    this.directories.spread();
  }

  restart(member: number): void {
    if (!this.parts.nodes[member].isUp) return;
    this.cluster.restart(member, this.parts.agenda.nowUs);
  }

  connect(_link: number, from: number, to: number): void {
    this.carrier.connect(from, to);
  }

  /** A shot's time has come: a member is switched off, or on again. */
  private settleShot(by: number, target: number): void {
    const { agenda, spec } = this.parts;
    if (by < 0) {
      this.openShots--;
      this.power?.restart(target);
      return;
    }
    this.power?.crash(target);
    this.openShots--;
    this.cluster.shot(by, target, agenda.nowUs);
    const fencing = spec.protocol === 'log-shipping' ? spec.fencing : null;
    if (fencing?.kind !== 'stonith' || fencing.restartAfterUs === undefined) return;
    this.openShots++;
    agenda.scheduleTimer(agenda.nowUs + fencing.restartAfterUs, kinds.leaderShot, -1, target);
  }

  /** The member that a request goes to. */
  private memberFor({ kind, home, client }: Request, nowUs: number): number {
    if (kind === 'read' && this.parts.spec.reads === 'local') return home;
    return this.directories.leaderFor(client, home, nowUs);
  }

  private port(): SingleLeaderPort {
    const { agenda, nodes, replicas, spec } = this.parts;
    const { carrier } = this;
    return {
      isConnected: (from, to) => carrier.isConnected(from, to),
      send: (from, to, message, bytes) => carrier.send(from, to, message, bytes),
      setTimer: (who, kind, atUs) => carrier.setTimer(who, kind, atUs),
      // An observer's clock is right.
      clockUs: (who) => nodes[who]?.clock.read(agenda.nowUs) ?? agenda.nowUs,
      apply: (member, after, upTo) => carrier.apply(member, after, upTo),
      undo: (member, to) => carrier.undo(member, to),
      acknowledge: (_leader, op) => this.answerWrite(op, true),
      abandon: (_leader, op) => this.answerWrite(op, false),
      answerRead: (leader, slot, isAllowed) => {
        const read = this.waitingReads.get(slot);
        if (read === undefined) return;
        this.waitingReads.delete(slot);
        const versions = isAllowed ? replicas[leader].records.versions(read.key) : null;
        this.requests?.agreeOnRead(slot, versions, agenda.nowUs);
      },
      shoot: (by, target) => {
        const isDelayed = spec.protocol === 'log-shipping' && spec.fencing.kind === 'stonith';
        const delayUs = isDelayed && spec.fencing.kind === 'stonith' ? spec.fencing.delayUs : 0;
        this.openShots++;
        agenda.scheduleTimer(agenda.nowUs + delayUs, kinds.leaderShot, by, target);
      },
    };
  }

  private answerWrite(op: number, isEnough: boolean): void {
    const slot = this.waitingWrites.get(op);
    if (slot === undefined) return;
    this.waitingWrites.delete(op);
    const { agenda } = this.parts;
    agenda.noteActivity();
    this.requests?.agree(slot, isEnough, agenda.nowUs);
  }

  /** What the world itself makes of what happens. */
  private listener(): LeadershipListener {
    const { ledger, agenda } = this.parts;
    return {
      elect: (leader, term, atUs) => {
        this.states.beginReign(leader, this.cluster.members[leader].log);
        this.directories.publish(leader, term);
        this.reigns.begin(leader, term, atUs);
        agenda.noteActivity();
      },
      depose: (leader, term, atUs) => this.reigns.end(leader, term, atUs),
      discard: (member, op, _position, cause, atUs) =>
        ledger.drop(op, member, atUs, cause === 'wiped' ? 'disk' : 'failover'),
    };
  }
}

/** Where the observer stands; null where none watches. */
function observerOf(spec: SingleLeader): ObserverPlace | null {
  if (spec.protocol !== 'log-shipping' || spec.failover.kind !== 'observer') return null;
  return spec.failover.place ?? { beside: spec.leader, latencyUs: defaultObserverLatencyUs };
}
