/**
 * Pulling: over some links the far end asks for what is news there, now and then, and is told.
 *
 *   source                                        puller
 *                                     ◀─────  question: where it stands
 *     answer: writes beyond that      ─────▶  takes them in, and notes where it stands now
 *
 * By sequence the source says where that is, so nothing is left out. By timestamp the puller goes by its own
 * clock and asks for greater stamps: what got a lower one, and came to the source since, is never asked for.
 */
import { assert } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { mix32 } from '../base/hash.js';
import type { Tracer } from '../record/tracer.js';
import type { PullRules } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { MultiLeader } from './multi-leader.js';
import { headerBytes } from './repair-message.js';
import { pairWays, type ReplicationLink } from './replication-link.js';
import type { Replica } from './replica.js';
import type { Witness } from './witness.js';

/** State changes as the fingerprint sees them. */
const marks = { ask: 310, answer: 311, passOver: 312 } as const;
/** Keeps draws for these messages apart from those for writes. */
const identityWord = 0x50554c4c;

/** What pulling asks of the world. Messages are named by link and step. */
export interface PullPort {
  /** Whether the link takes messages: it is not cut, and both its ends work. */
  isUp(link: number): boolean;
  /** Whether the link is in use at all, cut or not. */
  isInUse(link: number): boolean;
  /** What the clock of a leader reads. */
  readClock(leader: number): number;
  /** Whether a leader works at the moment, rather than stand still. */
  isAwake(leader: number): boolean;
  latencyUs(link: number): number;
  /** Puts a message on a link, and calls `arrive` with these at its far end; false if it is lost. */
  send(on: number, bytes: number, identity: number, message: PullMessage): boolean;
  /** Calls `arrive` at that time. */
  arriveAt(atUs: number, message: PullMessage): void;
  /** Makes a leader work on so many writes, and calls `work` when it is done. */
  serve(leader: number, writes: number, message: PullMessage): void;
  /** Calls `ask` at that time; nobody waits for it. */
  setTimer(atUs: number, link: number): void;
}

/** A question or an answer: the link that is pulled over, and the how-manieth message of it. */
export interface PullMessage {
  readonly link: number;
  readonly step: number;
}

/** What pulling is made of. */
export interface PullingParts {
  readonly spec: PullRules;
  readonly writeBytes: number;
  readonly links: readonly ReplicationLink[];
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly multiLeader: MultiLeader;
  readonly port: PullPort;
  readonly witness: Witness;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** A question under way, or its answer. */
interface Round {
  step: number;
  /** What the puller's clock read when it asked. */
  readonly askedAtUs: number;
  /** Positions of the source's log; null while the question is under way. */
  answer: readonly number[] | null;
  /** How long the source's log was when it answered. */
  reach: number;
}

/** One link, and how far its far end got. What it has not been answered for is the outbox's backlog. */
interface Pull {
  readonly link: number;
  /** What the puller says of it: a position, or a reading of its clock. */
  cursor: number;
  /** Positions of the source's log before this one have been looked at. */
  judgedTo: number;
  /** Positions that have been told, where some may be asked for again. */
  readonly told: Set<number>;
  steps: number;
  open: Round | null;
}

/** Every link that is pulled over. */
export class Pulling {
  /** What has happened so far. */
  readonly counts = { questions: 0, answers: 0, writes: 0, repeated: 0, passedOver: 0 };

  private readonly parts: PullingParts;
  private readonly isBySequence: boolean;
  private readonly pulls = new Map<number, Pull>();
  private readonly wayBack: Int32Array;

  constructor(parts: PullingParts) {
    this.parts = parts;
    this.isBySequence = parts.spec.by === 'sequence';
    this.wayBack = pairWays(parts.links);
    const cursor = this.isBySequence ? 0 : -Infinity;
    parts.links.forEach((each, link) => {
      if (!isPulled(parts.spec, each)) return;
      this.pulls.set(link, { link, cursor, judgedTo: 0, told: new Set(), steps: 0, open: null });
      parts.multiLeader.shipping.outboxes[link].waitToBeAsked();
      parts.port.setTimer(parts.spec.everyUs, link);
    });
  }

  /** A link's timer went off: its far end asks, if it can and is not still being told. */
  ask(link: number, nowUs: number): void {
    const { port, spec, links, fingerprint } = this.parts;
    const pull = this.pullOf(link);
    port.setTimer(nowUs + spec.everyUs, link);
    const { target } = links[link];
    if (pull.open !== null || !this.canTalk(link) || !port.isAwake(target)) return;
    pull.open = { step: ++pull.steps, askedAtUs: port.readClock(target), answer: null, reach: 0 };
    this.counts.questions++;
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.ask, link, pull.steps, Number.isFinite(pull.cursor) ? pull.cursor : -1);
    this.send(pull, this.wayBack[link], headerBytes, nowUs);
  }

  /** A message has crossed its link. */
  arrive(link: number, step: number, nowUs: number): void {
    const pull = this.pullOf(link);
    const { open } = pull;
    if (open === null || open.step !== step) return;
    const { links, port, tracer } = this.parts;
    const { spec, target } = links[link];
    if (open.answer === null) {
      if (port.isAwake(spec.from)) this.answer(pull, open, nowUs);
      else port.serve(spec.from, 0, { link, step });
      return;
    }
    const writes = this.listWrites(link, open.answer);
    if (writes.length > 0) tracer?.receive(nowUs, spec.from, target, writes);
    port.serve(target, writes.length, { link, step });
  }

  /** The receiver of a message has worked on it. */
  work(link: number, step: number, nowUs: number): void {
    const pull = this.pullOf(link);
    const { open } = pull;
    if (open === null || open.step !== step) return;
    const { links, port } = this.parts;
    const { spec, target } = links[link];
    const receiver = open.answer === null ? spec.from : target;
    if (!port.isAwake(receiver)) port.serve(receiver, 0, { link, step });
    else if (open.answer === null) this.answer(pull, open, nowUs);
    else this.takeIn(pull, open, open.answer, nowUs);
  }

  /** A link was cut, or one of its ends died: what was under way is gone, and is asked for again next time. */
  disconnect(link: number): void {
    for (const pull of this.pulls.values()) {
      if (pull.link === link || this.wayBack[pull.link] === link) pull.open = null;
    }
  }

  /** Somebody who can be reached has not been answered for all that its source holds: there is no rest before. */
  get isOwed(): boolean {
    const { outboxes } = this.parts.multiLeader.shipping;
    for (const { link } of this.pulls.values()) {
      if (outboxes[link].backlog > 0 && this.canTalk(link)) return true;
    }
    return false;
  }

  /** Whether a link's far end will still ask for a write that it has not been answered for. */
  willAskFor(op: number, link: number): boolean {
    const pull = this.pulls.get(link);
    return pull === undefined || this.isBySequence || this.parts.ops.stampOf(op) > pull.cursor;
  }

  /** The source tells all that lies beyond where the puller stands. */
  private answer(pull: Pull, open: Round, nowUs: number): void {
    const { links, multiLeader, tracer, fingerprint, writeBytes } = this.parts;
    const { shipping } = multiLeader;
    const { spec, target } = links[pull.link];
    this.judge(pull, nowUs);
    open.answer = this.listBeyond(pull);
    open.reach = shipping.outboxes[pull.link].log.length;
    const writes = this.listWrites(pull.link, open.answer);
    this.counts.answers++;
    this.counts.writes += writes.length;
    shipping.carried += writes.length;
    fingerprint.addTime(nowUs);
    fingerprint.add(marks.answer, pull.link, writes.length, writes[0] ?? -1);
    const bytes = headerBytes + writes.length * writeBytes;
    if (writes.length > 0) tracer?.send(nowUs, spec.from, target, writes, bytes, nowUs);
    open.step = ++pull.steps;
    this.send(pull, pull.link, bytes, nowUs);
  }

  /** The puller takes an answer in, and stands elsewhere now. */
  private takeIn(pull: Pull, open: Round, answer: readonly number[], nowUs: number): void {
    const { multiLeader } = this.parts;
    const { shipping } = multiLeader;
    const { link, told } = pull;
    for (const position of answer) {
      if (told.has(position)) this.counts.repeated++;
      else multiLeader.receive(link, position, position + 1, nowUs);
      if (!this.isBySequence) told.add(position);
    }
    pull.cursor = this.isBySequence ? open.reach : open.askedAtUs;
    pull.open = null;
    const outbox = shipping.outboxes[link];
    const writes = shipping.countDue(link, outbox.ackedTo, open.reach);
    outbox.noteSent(open.reach, writes);
    outbox.acknowledgeAt(nowUs, open.reach, writes);
    outbox.takeAcks(nowUs);
  }

  /** What came to the source since it was last asked, with a stamp that the puller will not ask for again. */
  private judge(pull: Pull, nowUs: number): void {
    const { links, multiLeader, ops, replicas, witness, fingerprint, tracer } = this.parts;
    const { shipping } = multiLeader;
    const { spec, target } = links[pull.link];
    const { length } = shipping.outboxes[pull.link].log;
    const news = shipping.listDue(pull.link, pull.judgedTo, length);
    pull.judgedTo = length;
    if (this.isBySequence) return;
    const passedOver = news.filter((op) => ops.stampOf(op) <= pull.cursor && !replicas[target].hasTakenIn(op));
    for (const op of passedOver) {
      witness.drop(op, target, nowUs, 'queue');
      fingerprint.add(marks.passOver, target, op, pull.link);
    }
    this.counts.passedOver += passedOver.length;
    if (passedOver.length > 0) tracer?.drop(nowUs, spec.from, target, passedOver, 'not-asked-for');
  }

  /** Positions of the source's log that the puller asks for. */
  private listBeyond(pull: Pull): readonly number[] {
    const { multiLeader, ops } = this.parts;
    const { shipping } = multiLeader;
    const { log } = shipping.outboxes[pull.link];
    const positions: number[] = [];
    for (let position = this.isBySequence ? pull.cursor : 0; position < log.length; position++) {
      if (!shipping.isDue(pull.link, position)) continue;
      if (this.isBySequence || ops.stampOf(log.opAt(position)) > pull.cursor) positions.push(position);
    }
    return positions;
  }

  private listWrites(link: number, positions: readonly number[]): readonly number[] {
    const { log } = this.parts.multiLeader.shipping.outboxes[link];
    return positions.map((position) => log.opAt(position));
  }

  private pullOf(link: number): Pull {
    const pull = this.pulls.get(link);
    assert(pull !== undefined, 'a link that nobody pulls over');
    return pull;
  }

  private canTalk(link: number): boolean {
    const { port } = this.parts;
    const back = this.wayBack[link];
    return port.isInUse(link) && port.isUp(link) && (back < 0 || port.isUp(back));
  }

  /** Without a link the other way a question takes as long as an answer. What is lost is asked for again. */
  private send(pull: Pull, on: number, bytes: number, nowUs: number): void {
    const { port } = this.parts;
    const message = { link: pull.link, step: pull.steps };
    if (on < 0) port.arriveAt(nowUs + port.latencyUs(pull.link), message);
    else if (!port.send(on, bytes, mix32(mix32(pull.link ^ identityWord) ^ pull.steps), message)) pull.open = null;
  }
}

/** Whether a link is pulled over. */
function isPulled({ links }: PullRules, { spec, toFollower }: ReplicationLink): boolean {
  if (toFollower) return false;
  return links === null || links.some(({ from, to }) => from === spec.from && to === spec.to);
}
