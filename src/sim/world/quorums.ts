/** Quorums at work: leaderless replication among the leaders of a world, and the requests that wait for it. */
import type { Fingerprint } from '../base/fingerprint.js';
import type { LinkChannel } from '../network/link-channel.js';
import { Leaderless } from '../replication/leaderless/leaderless.js';
import type { PaxosRules } from '../replication/leaderless/paxos/paxos.js';
import { Placement } from '../replication/leaderless/placement.js';
import { reconcile } from '../replication/leaderless/reconcile.js';
import type { ReplicaSet } from '../replication/replica-set.js';
import type { Replica } from '../replication/replica.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Witness } from '../replication/witness.js';
import type { Detector, RegisterResolver } from '../resolution/contract.js';
import type { Leaderless as LeaderlessSpec, Workload } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { Agreement } from '../workload/coordinator-port.js';
import type { Acceptance } from './acceptance.js';
import type { Actor, Turn } from './actor.js';
import type { Agenda } from './agenda.js';
import { Conditionals, type DecidedRequests } from './conditionals.js';
import { kinds } from './event-kinds.js';
import type { LeaderStamps } from './leader-stamps.js';
import type { Node } from './node.js';
import { QuorumCarrier, type RequestsInService } from './quorum-carrier.js';

/** What quorums are made of. */
export interface QuorumsParts {
  readonly spec: LeaderlessSpec;
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly agenda: Agenda;
  readonly replicas: readonly Replica[];
  readonly replicaSet: ReplicaSet;
  readonly ops: OpLog;
  readonly detector: Detector;
  readonly resolver: RegisterResolver;
  readonly witness: Witness;
  readonly writeBytes: number;
  readonly fingerprint: Fingerprint;
  readonly workload: Workload;
  readonly stamps: LeaderStamps;
  /** For waits between tries to have a write decided. */
  readonly backoffSeed: number;
  readonly paxosRules: Partial<PaxosRules>;
}

/** Leaderless replication with all that it asks of the world. */
export class Quorums implements Agreement, Actor {
  readonly turns: readonly Turn[] = [
    { kind: kinds.quorumArrive, take: ({ a, b, c, d }) => this.arrive(a, b, c, d) },
    { kind: kinds.quorumWork, take: ({ a, b, c }) => this.work(a, b, c) },
    { kind: kinds.quorumTimer, take: ({ a, timeUs }) => this.leaderless.wake(a, timeUs) },
  ];
  readonly placement: Placement;
  readonly leaderless: Leaderless;
  private readonly coordinator: LeaderlessSpec['coordinator'];
  /** Null where nobody agrees on writes beforehand. */
  readonly conditionals: Conditionals | null;
  private readonly areReadsSerial: boolean;
  private readonly carrier: QuorumCarrier;
  private readonly agenda: Agenda;
  /** Set before the first request. */
  private requests: RequestsInService | null = null;

  constructor(parts: QuorumsParts) {
    const { spec, replicas, replicaSet, ops, detector, resolver, witness, writeBytes, fingerprint } = parts;
    this.coordinator = spec.coordinator;
    this.agenda = parts.agenda;
    this.placement = new Placement(spec.datacenters, spec.copies);
    const requests: RequestsInService = {
      agree: (slot, isEnough, nowUs) => this.requests?.agree(slot, isEnough, nowUs),
      agreeOnRead: (slot, versions, nowUs) => this.requests?.agreeOnRead(slot, versions, nowUs),
    };
    this.carrier = new QuorumCarrier({ ...parts, requests });
    const { workload, stamps, agenda, backoffSeed: seed, paxosRules: rules } = parts;
    const { transactions } = spec;
    this.areReadsSerial = transactions?.areReadsSerial === true;
    const nowUs = (): number => agenda.nowUs;
    this.conditionals =
      transactions === undefined ? null : new Conditionals({ workload, stamps, nowUs, seed, rules });
    this.leaderless = new Leaderless({
      spec,
      placement: this.placement,
      port: this.carrier,
      writeBytes,
      fingerprint,
      identityOf: (op) => ops.identityOf(op),
      versions: (node, key) => replicas[node].records.versions(key),
      keyOf: (op) => ops.keyOf(op),
      knows: (node, op) => replicas[node].knows(op),
      transactions: this.conditionals?.port ?? null,
      takeIn: (op, from, node, nowUs) => void replicaSet.apply(op, from, node, nowUs),
      reconcile: (candidates) => reconcile(candidates, { detector, resolver, versions: ops }),
      giveUp: (op, target, cause, nowUs) => {
        if (!replicas[target].hasTakenIn(op)) witness.drop(op, target, nowUs, cause);
      },
    });
  }

  get isOwed(): boolean {
    return this.leaderless.isOwed;
  }

  /** Whether every node keeps a copy of every key. */
  get keepsAll(): boolean {
    const { datacenters } = this.placement;
    return this.placement.homesOf(0).length === datacenters.length;
  }

  /** Whether a node may coordinate requests about a key. */
  mayCoordinate(node: number, key: number): boolean {
    return this.coordinator === 'any' || this.placement.homesOf(key).includes(node);
  }

  /** The nodes begin their work; requests are answered through `requests`. */
  begin(requests: RequestsInService & DecidedRequests, acceptance: Acceptance): void {
    this.requests = requests;
    const { paxos } = this.leaderless;
    if (paxos !== null) this.conditionals?.begin({ paxos, acceptance, requests });
    this.leaderless.begin();
  }

  awaitWrite(op: number, slot: number, { identity, region }: { readonly identity: number; readonly region: number }, nowUs: number): void {
    this.leaderless.coordinateWrite(op, region, { slot, identity }, nowUs);
  }

  awaitRead(
    slot: number,
    { identity, region, key }: { readonly identity: number; readonly region: number; readonly key: number },
    nowUs: number,
  ): void {
    if (this.areReadsSerial) this.conditionals?.read(slot, { identity, region, key }, nowUs);
    else this.leaderless.coordinateRead(key, region, { slot, identity }, nowUs);
  }

  crash(region: number): void {
    this.leaderless.crash(region);
  }

  loseDisk(region: number): void {
    this.leaderless.loseDisk(region, this.agenda.nowUs);
  }

  /** A message has crossed its link. */
  private arrive(message: number, link: number, connection: number, incarnation: number): void {
    this.carrier.arrive(message, link, connection, incarnation, this.leaderless);
  }

  /** A node is done with a message. */
  private work(message: number, replica: number, incarnation: number): void {
    this.carrier.work(message, replica, incarnation, this.leaderless);
  }
}
