/**
 * Leaderless replication: any home of a key takes writes, and quorums make up for the missing leader.
 *
 * What a message asks for is work for the node that it reaches, and is answered when that is done.
 */
import { assertNever } from '../../base/assert.js';
import type { Fingerprint } from '../../base/fingerprint.js';
import type { QuorumCounts } from '../../report.js';
import type { Leaderless as LeaderlessSpec } from '../../scenario.js';
import { Handoff } from './handoff.js';
import { Paxos, type PaxosParts } from './paxos/paxos.js';
import { turnOf } from './paxos/paxos-message.js';
import type { Placement } from './placement.js';
import type { QuorumPort } from './port.js';
import { Post } from './post.js';
import type { QuorumMessage, StoreMessage } from './quorum-message.js';
import { QuorumReads } from './quorum-reads.js';
import { QuorumWrites } from './quorum-writes.js';

/** A client's request in service at its coordinator. */
export interface CoordinatedRequest {
  /** As the world knows it. */
  readonly slot: number;
  /** Names it under any strategy. */
  readonly identity: number;
}

/** What leaderless replication is made of. */
export interface LeaderlessParts {
  readonly spec: LeaderlessSpec;
  readonly placement: Placement;
  readonly port: QuorumPort;
  readonly writeBytes: number;
  readonly fingerprint: Fingerprint;
  /** Names the request that made a write. */
  readonly identityOf: (op: number) => number;
  /** What a replica holds. */
  readonly versions: (node: number, key: number) => readonly number[];
  readonly keyOf: (op: number) => number;
  /** Whether a replica knows of a write. */
  readonly knows: (node: number, op: number) => boolean;
  /** A replica takes in a version that another node sent. */
  readonly takeIn: (op: number, from: number, node: number, nowUs: number) => void;
  /** What is left of some versions of a key. */
  readonly reconcile: (candidates: readonly number[]) => readonly number[];
  /** Nobody will hand a write over to a replica any more. */
  readonly giveUp: (op: number, target: number, cause: 'queue' | 'disk', nowUs: number) => void;
  /** What conditional writes need beside; null where there are none. */
  readonly transactions: TransactionPort | null;
}

/** What conditional writes ask of the world. */
export type TransactionPort = Pick<
  PaxosParts, 'stamp' | 'isMet' | 'carryOut' | 'carriedOut' | 'turnDown' | 'seed' | 'rules'
>;

/** All coordinators and homes. */
export class Leaderless {
  readonly writes: QuorumWrites;
  readonly reads: QuorumReads;
  /** Null without hinted handoff. */
  readonly handoff: Handoff | null;
  /** Null where nobody agrees on writes beforehand. */
  readonly paxos: Paxos | null;
  private readonly parts: LeaderlessParts;
  private readonly post: Post;
  private readonly timers = new Map<number, (nowUs: number) => void>();
  private nextTimer = 0;

  constructor(parts: LeaderlessParts) {
    this.parts = parts;
    const { spec, placement, port, takeIn, reconcile } = parts;
    this.post = new Post(port, parts.writeBytes);
    const { post } = this;
    const nodes = placement.datacenters.length;
    this.handoff = spec.hints === null ? null : new Handoff(spec.hints, nodes, { ...parts, post });
    const { handoff } = this;
    const setTimer = (atUs: number, expire: (nowUs: number) => void): void => this.setTimer(atUs, expire);
    const versions = (node: number, key: number, standFor: number): readonly number[] =>
      this.listVersions(node, key, standFor);
    this.writes = new QuorumWrites({ spec, placement, post, port, handoff, setTimer });
    this.reads = new QuorumReads({ spec, placement, post, port, setTimer, versions, reconcile, takeIn });
    this.paxos = this.createPaxos();
  }

  /** Every node begins to look after what it keeps for others; in turns, so that not all do at once. */
  begin(): void {
    const { hints } = this.parts.spec;
    if (hints === null) return;
    const nodes = this.parts.placement.datacenters.length;
    for (let node = 0; node < nodes; node++) {
      this.lookAfterHints(node, Math.round((hints.everyUs * (node + 1)) / nodes), 1);
    }
  }

  /** What has happened so far. */
  get counts(): QuorumCounts {
    const { writes, reads, handoff } = this;
    return {
      timedOutWrites: writes.counts.timedOut,
      timedOutReads: reads.counts.timedOut,
      standIns: writes.counts.standIns,
      readRepairs: reads.counts.repairs,
      hintsKept: handoff?.counts.kept ?? 0,
      hintsPeak: handoff?.counts.peak ?? 0,
      hintsHandedOver: handoff?.counts.handedOver ?? 0,
      hintsExpired: handoff?.counts.expired ?? 0,
    };
  }

  /** Writes put on links. */
  get carried(): number {
    return this.post.carried;
  }

  /** Something is kept for a replica that can be reached, or not decided yet: the run is not at rest. */
  get isOwed(): boolean {
    return this.handoff?.isOwed === true || this.paxos?.isOwed === true;
  }

  /** What replicas may still get: kept for them, or on its way. */
  listDue(): readonly { readonly op: number; readonly replica: number }[] {
    const sent = this.post.list().flatMap((message) =>
      message.kind === 'store' && message.keepFor < 0 ? [{ op: message.op, replica: message.to }] : [],
    );
    return [...(this.handoff?.listDue() ?? []), ...sent];
  }

  /** A coordinator has taken a write in. */
  coordinateWrite(op: number, coordinator: number, request: CoordinatedRequest, nowUs: number): void {
    this.writes.begin(op, this.parts.keyOf(op), coordinator, request, nowUs);
  }

  /** A read is executed at its coordinator. */
  coordinateRead(key: number, coordinator: number, request: CoordinatedRequest, nowUs: number): void {
    this.reads.begin(key, coordinator, request, nowUs);
  }

  /** A message has crossed its link. */
  arrive(slot: number, nowUs: number): void {
    const message = this.post.read(slot);
    const { kind } = message;
    // What is promised or accepted is made durable, as a write is.
    if (kind === 'store' || kind === 'prepare' || kind === 'propose') {
      this.parts.port.serve(message.to, 'apply', slot);
    } else if (kind === 'fetch' || kind === 'look') this.parts.port.serve(message.to, 'read', slot);
    else this.process(slot, nowUs);
  }

  /** A message will not arrive, or its receiver crashed before it got to it. */
  lose(slot: number): void {
    this.post.take(slot);
  }

  /** A node has done the work that a message makes. */
  process(slot: number, nowUs: number): void {
    const message = this.post.take(slot);
    switch (message.kind) {
      case 'store':
        this.store(message, nowUs);
        return;
      case 'stored':
        this.noteStored(message, nowUs);
        return;
      case 'fetch':
        this.reply(message);
        return;
      case 'versions': {
        const home = message.standFor < 0 ? message.from : message.standFor;
        this.reads.noteVersions(message.waiting, home, message.versions, nowUs);
        return;
      }
      case 'prepare':
      case 'promise':
      case 'look':
      case 'show':
      case 'propose':
      case 'accept':
        this.paxos?.process(message, nowUs);
        return;
      default:
        assertNever(message);
    }
  }

  /** A timer went off. */
  wake(timer: number, nowUs: number): void {
    const expire = this.timers.get(timer);
    this.timers.delete(timer);
    expire?.(nowUs);
  }

  /** A node forgets what it was waiting for; its disk stays. */
  crash(node: number): void {
    this.writes.forget(node);
    this.reads.forget(node);
    this.paxos?.crash(node);
  }

  /** A node's disk is gone. */
  loseDisk(node: number, nowUs: number): void {
    this.handoff?.loseDisk(node, nowUs);
    this.paxos?.loseDisk(node);
  }

  private createPaxos(): Paxos | null {
    const { spec, placement, port, transactions, versions, reconcile, takeIn, fingerprint } = this.parts;
    if (transactions === null || spec.transactions === undefined) return null;
    const { scope } = spec.transactions;
    const { datacenters } = placement;
    return new Paxos({
      ...transactions,
      nodes: datacenters.length,
      timeoutUs: spec.timeoutUs,
      participantsOf: (key, coordinator) =>
        placement.homesOf(key).filter(
          (home) => scope === 'serial' || datacenters[home] === datacenters[coordinator],
        ),
      send: (message) => this.post.send(message, message.identity, turnOf(message)),
      setTimer: (atUs, expire) => this.setTimer(atUs, expire),
      versions,
      reconcile,
      takeIn: (op, node, nowUs) => {
        if (!this.parts.knows(node, op)) takeIn(op, node, node, nowUs);
      },
      store: (commit, node, slot, nowUs) => {
        const { op, key, identity } = commit.proposal;
        this.writes.begin(op, key, node, { slot, identity }, nowUs, commit);
      },
      remind: (commits, from, to, { identity, round }) => {
        const { op } = commits.proposal;
        const message = { kind: 'store', from, to, op, reason: 'repair', waiting: -1, keepFor: -1 } as const;
        this.post.send({ ...message, commits }, identity, round);
      },
      answerRead: (request, found) => port.answerRead(request, found),
      fingerprint,
    });
  }

  private store(message: StoreMessage, nowUs: number): void {
    const { from, to, op, reason, waiting, keepFor } = message;
    if (keepFor >= 0) this.handoff?.keep(to, op, keepFor, nowUs);
    else this.parts.takeIn(op, from, to, nowUs);
    if (message.commits !== undefined && keepFor < 0) this.paxos?.learn(to, message.commits);
    if (waiting < 0 && reason !== 'hint') return;
    this.post.send({ kind: 'stored', from: to, to: from, op, reason, waiting, keepFor }, this.parts.identityOf(op), keepFor < 0 ? 0 : 1);
  }

  private noteStored(message: QuorumMessage & { readonly kind: 'stored' }, nowUs: number): void {
    const { from, to, op, reason, waiting, keepFor } = message;
    switch (reason) {
      case 'write':
        this.writes.noteStored(waiting, from, keepFor);
        return;
      case 'hint':
        this.handoff?.remove(to, op, from, true);
        return;
      case 'repair':
        this.reads.noteRepaired(waiting, from, nowUs);
        return;
      default:
        assertNever(reason);
    }
  }

  private reply(message: QuorumMessage & { readonly kind: 'fetch' }): void {
    const { from, to, key, waiting, standFor, identity } = message;
    const versions = this.listVersions(to, key, standFor);
    this.post.send({ kind: 'versions', from: to, to: from, key, versions, waiting, standFor }, identity, standFor < 0 ? 0 : 1);
  }

  private listVersions(node: number, key: number, standFor: number): readonly number[] {
    const { versions, keyOf } = this.parts;
    if (standFor < 0) return versions(node, key);
    return (this.handoff?.keptBy(node, standFor) ?? []).filter((op) => keyOf(op) === key);
  }

  private lookAfterHints(node: number, atUs: number, attempt: number): void {
    this.setTimer(atUs, (nowUs) => {
      this.handoff?.handOver(node, attempt, nowUs);
      this.lookAfterHints(node, nowUs + (this.parts.spec.hints?.everyUs ?? Infinity), attempt + 1);
    });
  }

  private setTimer(atUs: number, expire: (nowUs: number) => void): void {
    const timer = this.nextTimer++;
    this.timers.set(timer, expire);
    this.parts.port.setTimer(atUs, timer);
  }
}
