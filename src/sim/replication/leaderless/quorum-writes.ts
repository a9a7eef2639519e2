/**
 * Coordinating writes: a coordinator takes a write in, sends it to the key's other homes, and answers when
 * enough of them have it. Who has not taken it for too long gets it by hinted handoff.
 *
 * @see DeCandia et al., Dynamo: Amazon's highly available key-value store, SOSP 2007, sections 4.5 and 4.6
 */
import type { Leaderless } from '../../scenario.js';
import type { Handoff } from './handoff.js';
import type { Ballotted } from './paxos/ballot.js';
import type { Placement } from './placement.js';
import type { QuorumPort } from './port.js';
import type { Post } from './post.js';
import { Quorum } from './quorum.js';

/** A write that its coordinator waits for. */
interface PendingWrite {
  readonly op: number;
  readonly identity: number;
  readonly coordinator: number;
  readonly homes: readonly number[];
  /** Nodes that may stand in and were not asked yet. */
  readonly standIns: number[];
  readonly quorum: Quorum;
  /** The client's request, as the world knows it; −1 when nobody waits for an answer. */
  readonly request: number;
  isAnswered: boolean;
}

/** Writes of all coordinators. */
export class QuorumWrites {
  readonly counts = { timedOut: 0, standIns: 0 };
  private readonly pending = new Map<number, PendingWrite>();
  private next = 0;
  private readonly parts: {
    readonly spec: Leaderless;
    readonly placement: Placement;
    readonly post: Post;
    readonly port: QuorumPort;
    readonly handoff: Handoff | null;
    readonly setTimer: (atUs: number, expire: (nowUs: number) => void) => void;
  };

  constructor(parts: QuorumWrites['parts']) {
    this.parts = parts;
  }

  /** A coordinator has taken a write in, which others agreed on where it `commits` what they accepted. */
  begin(
    op: number,
    key: number,
    coordinator: number,
    request: { readonly slot: number; readonly identity: number },
    nowUs: number,
    commits: Ballotted | null = null,
  ): void {
    const { spec, placement, post, setTimer } = this.parts;
    const homes = placement.homesOf(key);
    const quorum = new Quorum(spec.write, { homes, datacenters: placement.datacenters, coordinator });
    const standIns = [...placement.standInsOf(key)];
    const { slot, identity } = request;
    const waiting = this.next++;
    const write: PendingWrite = { op, identity, coordinator, homes, standIns, quorum, request: slot, isAnswered: false };
    this.pending.set(waiting, write);
    for (const to of homes) {
      if (to === coordinator) continue;
      const message = { kind: 'store', from: coordinator, to, op, reason: 'write', waiting, keepFor: -1 } as const;
      post.send(commits === null ? message : { ...message, commits }, identity);
    }
    if (spec.hints !== null) setTimer(nowUs + spec.hints.afterUs, (atUs) => this.callForHelp(waiting, atUs));
    setTimer(nowUs + spec.timeoutUs, () => this.timeOut(waiting));
    if (homes.includes(coordinator)) this.answerFor(waiting, coordinator);
  }

  /** A node has a write: as a home, or on behalf of one. */
  noteStored(waiting: number, node: number, keptFor: number): void {
    const write = this.pending.get(waiting);
    if (write === undefined) return;
    if (keptFor < 0) this.parts.handoff?.remove(write.coordinator, write.op, node, false);
    this.answerFor(waiting, keptFor < 0 ? node : keptFor);
  }

  /** A coordinator forgets what it waited for; nobody will be answered. */
  forget(coordinator: number): void {
    for (const [waiting, write] of this.pending) {
      if (write.coordinator !== coordinator) continue;
      this.pending.delete(waiting);
      if (!write.isAnswered && write.request >= 0) this.parts.port.commit(write.request, false);
    }
  }

  private answerFor(waiting: number, home: number): void {
    const write = this.pending.get(waiting);
    if (write === undefined) return;
    write.quorum.add(home);
    if (!write.isAnswered && write.quorum.isReached) {
      write.isAnswered = true;
      if (write.request >= 0) this.parts.port.commit(write.request, true);
    }
    if (write.isAnswered && write.homes.every((each) => write.quorum.has(each))) this.pending.delete(waiting);
  }

  /** Homes that have not answered are thought to be down. */
  private callForHelp(waiting: number, nowUs: number): void {
    const write = this.pending.get(waiting);
    const { spec, handoff, post, port } = this.parts;
    if (write === undefined || handoff === null) return;
    const { op, coordinator, identity, standIns } = write;
    for (const home of write.homes.filter((each) => !write.quorum.has(each))) {
      const next = standIns.findIndex((node) => port.isUp(node) && port.isReachable(coordinator, node));
      if (spec.hints?.isSloppy !== true || next < 0) {
        handoff.keep(coordinator, op, home, nowUs);
        continue;
      }
      const [to] = standIns.splice(next, 1);
      this.counts.standIns++;
      post.send({ kind: 'store', from: coordinator, to, op, reason: 'write', waiting, keepFor: home }, identity, 1);
    }
  }

  private timeOut(waiting: number): void {
    const write = this.pending.get(waiting);
    if (write === undefined) return;
    this.pending.delete(waiting);
    if (write.isAnswered || write.request < 0) return;
    this.counts.timedOut++;
    this.parts.port.commit(write.request, false);
  }
}
