/**
 * Conditional writes by Paxos: the homes of a key agree on one write after the other.
 *
 * A coordinator has a majority promise to take part in no lower ballot; finishes what it finds unfinished;
 * asks a majority what they hold; and if the condition is met by that, has a majority accept its write, and
 * commits it as an ordinary write of the scenario's level. That is four times to the homes and back. Who
 * meets a higher ballot tries again after a random time.
 *
 * @see Lamport, Paxos made simple, ACM SIGACT News 32(4) (2001)
 * @see Apache Cassandra 2.0 to 4.0, StorageProxy.cas: prepare, read, propose, commit
 */
import { assert, assertNever } from '../../../base/assert.js';
import type { Fingerprint } from '../../../base/fingerprint.js';
import { unitFromIdentity } from '../../../base/hash.js';
import type { TransactionCounts } from '../../../base/transaction-counts.js';
import { Acceptor } from './acceptor.js';
import {
  type Ballotted, findUnfinished, isSameBallot, latestOf, numberOf, type Promised, type Proposal,
} from './ballot.js';
import type { PaxosContent, PaxosMessage } from './paxos-message.js';
import { createTransaction, enter, isMajority, type Transaction, type Verdict } from './transaction.js';

/** State changes as the fingerprint sees them. */
const marks = { end: 313 } as const;

/** The longest wait before the second try; it doubles from try to try, four times at most. */
const waitUs = 100_000;
const mostDoublings = 4;

/** What tests may change, to see that it matters. */
export interface PaxosRules {
  /** What has to be finished first. */
  readonly findUnfinished: (promises: readonly Promised[]) => Ballotted | null;
  /** What a crash does to an acceptor: nothing, for it keeps everything on its disk. */
  readonly crashAcceptor: (acceptor: Acceptor) => void;
}

const soundRules: PaxosRules = { findUnfinished, crashAcceptor: () => undefined };

/** What Paxos needs of replicas, requests and the network. */
export interface PaxosParts {
  readonly nodes: number;
  readonly timeoutUs: number;
  /** Who decides about a key when this node coordinates. */
  readonly participantsOf: (key: number, coordinator: number) => readonly number[];
  readonly send: (message: PaxosMessage) => void;
  readonly setTimer: (atUs: number, expire: (nowUs: number) => void) => void;
  /** What a node's next write would be stamped with. */
  readonly stamp: (node: number, nowUs: number) => number;
  readonly versions: (node: number, key: number) => readonly number[];
  /** What is left of some versions of a key. */
  readonly reconcile: (candidates: readonly number[]) => readonly number[];
  /** A node takes in a version that others hold. */
  readonly takeIn: (op: number, node: number, nowUs: number) => void;
  readonly isMet: (proposal: Proposal, versions: readonly number[]) => boolean;
  /** Makes a proposed write, at the node that commits it first; returns its id. */
  readonly carryOut: (proposal: Proposal, node: number, stamp: number, nowUs: number) => number;
  /** Sends a write that a node has to the key's other homes; `request` waits for enough of them, −1: nobody does. */
  readonly store: (commit: Ballotted, node: number, request: number, nowUs: number) => void;
  /** Sends a commit to one home that seems to have missed it. */
  readonly remind: (commit: Ballotted, node: number, home: number, transaction: Transaction) => void;
  /** A request led to a write. */
  readonly carriedOut: (request: number, op: number) => void;
  readonly turnDown: (request: number, verdict: Verdict) => void;
  /** What a serial read returns; null when too few answered in time. */
  readonly answerRead: (request: number, versions: readonly number[] | null) => void;
  readonly seed: number;
  readonly fingerprint: Fingerprint;
  readonly rules?: Partial<PaxosRules>;
}

/** All proposers and acceptors. */
export class Paxos {
  private readonly parts: PaxosParts;
  private readonly rules: PaxosRules;
  private readonly acceptors: readonly Acceptor[];
  private readonly open = new Map<number, Transaction>();
  private readonly tally = { applied: 0, unmet: 0, undecided: 0, inDoubt: 0, ballots: 0, retries: 0, finished: 0 };
  private next = 0;

  constructor(parts: PaxosParts) {
    this.parts = parts;
    this.rules = { ...soundRules, ...parts.rules };
    this.acceptors = Array.from({ length: parts.nodes }, (_, node) => new Acceptor(node, parts.fingerprint));
  }

  /** What has happened so far. */
  get counts(): TransactionCounts {
    return { ...this.tally };
  }

  /** The number of the next transaction, and of its proposal. */
  get upcoming(): number {
    return this.next;
  }

  /** Something is not decided yet; each ends by its timeout. */
  get isOwed(): boolean {
    return this.open.size > 0;
  }

  /** A client's conditional write, or with `isRead` a serial read, at its coordinator. */
  begin(
    key: number,
    coordinator: number,
    request: { readonly slot: number; readonly identity: number; readonly isRead: boolean },
    nowUs: number,
  ): void {
    const { participantsOf, setTimer, timeoutUs } = this.parts;
    const { slot, identity, isRead } = request;
    const id = this.next++;
    const participants = participantsOf(key, coordinator);
    const own = isRead ? null : { id, key, identity, op: -1 };
    const transaction = createTransaction({ key, coordinator, request: slot, identity, own, participants });
    this.open.set(id, transaction);
    setTimer(nowUs + timeoutUs, () => this.timeOut(id));
    this.prepare(id, transaction, nowUs);
  }

  /** A node has done the work that a message makes. */
  process(message: PaxosMessage, nowUs: number): void {
    const { to, key, ballot, waiting } = message;
    switch (message.kind) {
      case 'prepare':
        this.reply(message, { kind: 'promise', promised: this.acceptors[to].promise(key, ballot) }, nowUs);
        return;
      case 'look':
        this.reply(message, { kind: 'show', versions: this.parts.versions(to, key) }, nowUs);
        return;
      case 'propose': {
        const isGranted = this.acceptors[to].accept(key, ballot, message.proposal);
        this.reply(message, { kind: 'accept', isGranted, number: this.acceptors[to].highestOf(key) }, nowUs);
        return;
      }
      case 'promise':
      case 'show':
      case 'accept': {
        const transaction = this.open.get(waiting);
        if (transaction !== undefined && isSameBallot(transaction.ballot, ballot)) {
          this.hear(message, waiting, transaction, nowUs);
        }
        return;
      }
      default:
        assertNever(message);
    }
  }

  /** A node has stored what was committed. */
  learn(node: number, commit: Ballotted): void {
    this.acceptors[node].learn(commit.proposal.key, commit);
  }

  /** A coordinator forgets what it wanted decided; acceptors forget nothing. */
  crash(node: number): void {
    for (const [id, transaction] of this.open) {
      if (transaction.coordinator === node) this.end(id, transaction, 'crashed');
    }
    this.rules.crashAcceptor(this.acceptors[node]);
  }

  /** A node's disk is gone. */
  loseDisk(node: number): void {
    this.acceptors[node].loseDisk();
  }

  private prepare(id: number, transaction: Transaction, nowUs: number): void {
    const { key, coordinator } = transaction;
    const met = Math.max(transaction.highest, this.acceptors[coordinator].highestOf(key));
    const number = Math.max(this.parts.stamp(coordinator, nowUs), met + 1);
    transaction.round++;
    transaction.ballot = { number, node: coordinator };
    this.tally.ballots++;
    if (transaction.round > 1) this.tally.retries++;
    enter(transaction, 'prepare');
    this.ask(id, transaction, { kind: 'prepare' }, nowUs);
  }

  private hear(message: PaxosMessage, id: number, transaction: Transaction, nowUs: number): void {
    const { from } = message;
    const { step, promises, shown, granted } = transaction;
    if (message.kind === 'promise' && step === 'prepare') {
      const { promised } = message;
      if (!promised.isGranted) {
        this.tryAgain(id, transaction, promised.number, nowUs);
        return;
      }
      promises.set(from, promised);
      if (isMajority(transaction, promises.size)) this.goOn(id, transaction, nowUs);
    } else if (message.kind === 'show' && step === 'look') {
      shown.set(from, message.versions);
      if (isMajority(transaction, shown.size)) this.judge(id, transaction, nowUs);
    } else if (message.kind === 'accept' && step === 'propose') {
      if (!message.isGranted) {
        this.tryAgain(id, transaction, message.number, nowUs);
        return;
      }
      granted.add(from);
      if (isMajority(transaction, granted.size)) this.commit(id, transaction, nowUs);
    }
  }

  /** A majority has promised: what was begun is finished first; else it is time to look. */
  private goOn(id: number, transaction: Transaction, nowUs: number): void {
    const { promises, coordinator, own, proposedIn } = transaction;
    const all = [...promises.values()];
    const committed = latestOf(all.map((each) => each.committed));
    transaction.committed = committed;
    if (committed !== null) this.hold(committed.proposal.op, coordinator, nowUs);
    const unfinished = this.rules.findUnfinished(all);
    if (unfinished !== null) {
      if (unfinished.proposal !== own) this.tally.finished++;
      this.propose(id, transaction, unfinished.proposal, nowUs);
      return;
    }
    if (committed !== null) {
      for (const [home, promised] of promises) {
        if (numberOf(promised.committed) < committed.ballot.number) this.remind(committed, home, transaction);
      }
    }
    if (proposedIn !== null && committed !== null && committed.ballot.number >= proposedIn.number) {
      // Others went on since it was proposed: with it, or else nobody can tell.
      if (committed.proposal === own) this.succeed(id, transaction, committed, nowUs);
      else this.end(id, transaction, 'too-few-answers');
      return;
    }
    enter(transaction, 'look');
    this.ask(id, transaction, { kind: 'look' }, nowUs);
  }

  /** A majority has said what it holds. */
  private judge(id: number, transaction: Transaction, nowUs: number): void {
    const { shown, committed, coordinator, own, proposedIn } = transaction;
    const held = [...shown.values()].flat();
    const versions = this.parts.reconcile(committed === null ? held : [...held, committed.proposal.op]);
    for (const version of versions) this.hold(version, coordinator, nowUs);
    if (own === null) {
      this.open.delete(id);
      this.parts.answerRead(transaction.request, versions);
    } else if (this.parts.isMet(own, versions)) {
      transaction.proposedIn ??= transaction.ballot;
      this.propose(id, transaction, own, nowUs);
    } else this.end(id, transaction, proposedIn === null ? 'condition' : 'too-few-answers');
  }

  private propose(id: number, transaction: Transaction, proposal: Proposal, nowUs: number): void {
    enter(transaction, 'propose');
    transaction.offered = proposal;
    this.ask(id, transaction, { kind: 'propose', proposal }, nowUs);
  }

  /** A majority has accepted: it is chosen, whatever happens from now on. */
  private commit(id: number, transaction: Transaction, nowUs: number): void {
    const { offered, ballot, coordinator, own } = transaction;
    assert(offered !== null, 'what was accepted was proposed');
    if (offered.op < 0) offered.op = this.parts.carryOut(offered, coordinator, ballot.number, nowUs);
    const commit = { ballot, proposal: offered };
    if (offered === own) {
      this.succeed(id, transaction, commit, nowUs);
      return;
    }
    this.settle(commit, transaction, -1, nowUs);
    this.prepare(id, transaction, nowUs);
  }

  private succeed(id: number, transaction: Transaction, commit: Ballotted, nowUs: number): void {
    this.open.delete(id);
    this.tally.applied++;
    this.note(transaction, commit.proposal.op);
    this.parts.carriedOut(transaction.request, commit.proposal.op);
    this.settle(commit, transaction, transaction.request, nowUs);
  }

  /** The coordinator has a committed write, and sees to it that others do. */
  private settle(commit: Ballotted, { coordinator }: Transaction, request: number, nowUs: number): void {
    this.hold(commit.proposal.op, coordinator, nowUs);
    this.learn(coordinator, commit);
    this.parts.store(commit, coordinator, request, nowUs);
  }

  /** Somebody has promised a higher ballot. Unless enough others agree meanwhile, a higher one is tried. */
  private tryAgain(id: number, transaction: Transaction, number: number, nowUs: number): void {
    transaction.highest = Math.max(transaction.highest, number);
    if (transaction.isRefused) return;
    transaction.isRefused = true;
    const { round, step, identity, coordinator } = transaction;
    const most = waitUs * (1 << Math.min(round - 1, mostDoublings));
    const unit = unitFromIdentity(this.parts.seed, identity, round, coordinator);
    this.parts.setTimer(nowUs + Math.ceil(unit * most), (atUs) => {
      const isStill = this.open.get(id) === transaction && transaction.round === round && transaction.step === step;
      if (isStill) this.prepare(id, transaction, atUs);
    });
  }

  private timeOut(id: number): void {
    const transaction = this.open.get(id);
    if (transaction === undefined) return;
    this.end(id, transaction, transaction.proposedIn === null ? 'undecided' : 'too-few-answers');
  }

  private end(id: number, transaction: Transaction, verdict: Verdict): void {
    this.open.delete(id);
    if (transaction.own === null) {
      this.parts.answerRead(transaction.request, null);
      return;
    }
    if (verdict === 'condition') this.tally.unmet++;
    else if (verdict === 'undecided') this.tally.undecided++;
    else this.tally.inDoubt++;
    this.note(transaction, -1);
    this.parts.turnDown(transaction.request, verdict);
  }

  private remind(commit: Ballotted, home: number, transaction: Transaction): void {
    const { coordinator } = transaction;
    if (home === coordinator) this.learn(home, commit);
    else this.parts.remind(commit, coordinator, home, transaction);
  }

  private hold(op: number, node: number, nowUs: number): void {
    assert(op >= 0, 'what is committed was made');
    this.parts.takeIn(op, node, nowUs);
  }

  private ask(id: number, transaction: Transaction, content: PaxosContent, nowUs: number): void {
    const { coordinator: from, participants, key, ballot, identity, round } = transaction;
    const envelope = { from, key, waiting: id, ballot, round, identity };
    for (const to of participants) if (to !== from) this.parts.send({ ...content, ...envelope, to });
    // Its own answer comes at once.
    if (participants.includes(from)) this.process({ ...content, ...envelope, to: from }, nowUs);
  }

  private reply(asked: PaxosMessage, content: PaxosContent, nowUs: number): void {
    const { from: to, to: from, key, waiting, ballot, round, identity } = asked;
    const message: PaxosMessage = { ...content, from, to, key, waiting, ballot, round, identity };
    if (from === to) this.process(message, nowUs);
    else this.parts.send(message);
  }

  private note(transaction: Transaction, op: number): void {
    this.parts.fingerprint.add(marks.end, transaction.coordinator, transaction.key, op);
  }
}
