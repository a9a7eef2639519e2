/**
 * Coordinating reads: a coordinator asks all homes of a key, reconciles the versions of as many as it needs,
 * and repairs those that missed some.
 *
 * @see DeCandia et al., Dynamo: Amazon's highly available key-value store, SOSP 2007, section 4.5 and 5
 */
import type { Leaderless } from '../../scenario.js';
import type { Placement } from './placement.js';
import type { QuorumPort } from './port.js';
import type { Post } from './post.js';
import { Quorum } from './quorum.js';

/** A read that its coordinator waits for. */
interface PendingRead {
  readonly key: number;
  readonly identity: number;
  readonly coordinator: number;
  readonly homes: readonly number[];
  readonly standIns: number[];
  readonly quorum: Quorum;
  /** What homes, or those who stand in for them, returned. */
  readonly replies: Map<number, readonly number[]>;
  readonly request: number;
  /** Versions to return once these homes have stored them; null before enough have replied. */
  answer: { readonly versions: readonly number[]; readonly awaited: Set<number> } | null;
  isAnswered: boolean;
}

/** Reads of all coordinators. */
export class QuorumReads {
  readonly counts = { timedOut: 0, repairs: 0 };
  private readonly pending = new Map<number, PendingRead>();
  private next = 0;
  private readonly parts: {
    readonly spec: Leaderless;
    readonly placement: Placement;
    readonly post: Post;
    readonly port: QuorumPort;
    readonly setTimer: (atUs: number, expire: (nowUs: number) => void) => void;
    /** What a node holds of a key; `standFor` another one, what it keeps for that one. */
    readonly versions: (node: number, key: number, standFor: number) => readonly number[];
    readonly reconcile: (candidates: readonly number[]) => readonly number[];
    /** The coordinator takes in itself what it missed. */
    readonly takeIn: (op: number, from: number, node: number, nowUs: number) => void;
  };

  constructor(parts: QuorumReads['parts']) {
    this.parts = parts;
  }

  /** A read is executed at its coordinator. */
  begin(key: number, coordinator: number, request: { readonly slot: number; readonly identity: number }, nowUs: number): void {
    const { spec, placement, post, setTimer, versions } = this.parts;
    const homes = placement.homesOf(key);
    const quorum = new Quorum(spec.read, { homes, datacenters: placement.datacenters, coordinator });
    const { slot, identity } = request;
    const waiting = this.next++;
    const standIns = [...placement.standInsOf(key)];
    const read: PendingRead = {
      key, identity, coordinator, homes, standIns, quorum, replies: new Map(), request: slot, answer: null, isAnswered: false,
    };
    this.pending.set(waiting, read);
    for (const to of homes) {
      if (to === coordinator) continue;
      post.send({ kind: 'fetch', from: coordinator, to, key, waiting, standFor: -1, identity }, identity);
    }
    if (spec.hints?.isSloppy === true) setTimer(nowUs + spec.hints.afterUs, (atUs) => this.callForHelp(waiting, atUs));
    setTimer(nowUs + spec.timeoutUs, (atUs) => this.timeOut(waiting, atUs));
    if (homes.includes(coordinator)) this.noteVersions(waiting, coordinator, versions(coordinator, key, -1), nowUs);
  }

  /** A home, or who stands in for it, has replied. */
  noteVersions(waiting: number, home: number, versions: readonly number[], nowUs: number): void {
    const read = this.pending.get(waiting);
    if (read === undefined || read.quorum.has(home)) return;
    read.replies.set(home, versions);
    read.quorum.add(home);
    if (read.answer === null && read.quorum.isReached) this.prepareAnswer(waiting, read, nowUs);
    if (read.isAnswered && read.replies.size === read.homes.length) this.finish(waiting, read, nowUs);
  }

  /** A home has stored what it was repaired with. */
  noteRepaired(waiting: number, home: number, nowUs: number): void {
    const read = this.pending.get(waiting);
    if (read?.answer === undefined || read.answer === null) return;
    read.answer.awaited.delete(home);
    this.tryAnswer(waiting, read, nowUs);
  }

  /** A coordinator forgets what it waited for; nobody will be answered. */
  forget(coordinator: number): void {
    for (const [waiting, read] of this.pending) {
      if (read.coordinator !== coordinator) continue;
      this.pending.delete(waiting);
      if (!read.isAnswered) this.parts.port.answerRead(read.request, null);
    }
  }

  private prepareAnswer(waiting: number, read: PendingRead, nowUs: number): void {
    const versions = this.parts.reconcile([...read.replies.values()].flat());
    const isBlocking = this.parts.spec.readRepair === 'blocking';
    const stale = isBlocking ? this.repair(waiting, read, versions, nowUs) : [];
    read.answer = { versions, awaited: new Set(stale) };
    this.tryAnswer(waiting, read, nowUs);
  }

  private tryAnswer(waiting: number, read: PendingRead, nowUs: number): void {
    if (read.isAnswered || read.answer === null || read.answer.awaited.size > 0) return;
    read.isAnswered = true;
    this.parts.port.answerRead(read.request, read.answer.versions);
    if (read.replies.size === read.homes.length) this.finish(waiting, read, nowUs);
  }

  /** Nobody else will reply: late ones may have brought more, or need more. */
  private finish(waiting: number, read: PendingRead, nowUs: number): void {
    this.pending.delete(waiting);
    if (this.parts.spec.readRepair === 'none') return;
    this.repair(-1, read, this.parts.reconcile([...read.replies.values()].flat()), nowUs);
  }

  /** Sends each home that replied what it misses; returns those that have to store it first. */
  private repair(waiting: number, read: PendingRead, versions: readonly number[], nowUs: number): readonly number[] {
    const { post, takeIn } = this.parts;
    const { coordinator, identity, replies } = read;
    const awaited: number[] = [];
    for (const [home, held] of replies) {
      const missed = versions.filter((version) => !held.includes(version));
      if (missed.length === 0) continue;
      this.counts.repairs++;
      replies.set(home, versions);
      if (home !== coordinator) awaited.push(home);
      missed.forEach((op, i) => {
        if (home === coordinator) takeIn(op, coordinator, coordinator, nowUs);
        else {
          const isLast = i === missed.length - 1;
          post.send(
            { kind: 'store', from: coordinator, to: home, op, reason: 'repair', waiting: isLast ? waiting : -1, keepFor: -1 },
            identity,
            2 + i,
          );
        }
      });
    }
    return awaited;
  }

  /** Homes that have not answered are thought to be down: others say what they keep for them. */
  private callForHelp(waiting: number, nowUs: number): void {
    const read = this.pending.get(waiting);
    const { port, post, versions } = this.parts;
    if (read === undefined) return;
    const { coordinator, identity, standIns, key } = read;
    for (const home of read.homes.filter((each) => !read.quorum.has(each))) {
      const next = standIns.findIndex((node) => node === coordinator || port.isReachable(coordinator, node));
      if (next < 0) return;
      const [to] = standIns.splice(next, 1);
      if (to === coordinator) this.noteVersions(waiting, home, versions(to, key, home), nowUs);
      else post.send({ kind: 'fetch', from: coordinator, to, key, waiting, standFor: home, identity }, identity, 1);
    }
  }

  private timeOut(waiting: number, nowUs: number): void {
    const read = this.pending.get(waiting);
    if (read === undefined) return;
    if (!read.isAnswered) {
      read.isAnswered = true;
      this.counts.timedOut++;
      this.parts.port.answerRead(read.request, null);
    }
    this.finish(waiting, read, nowUs);
  }
}
