/**
 * Anti-entropy: linked leaders compare their records by Merkle tree and repair what differs.
 *
 * Each pair has at most one session at a time, begun by a timer or on request. A cut ends it and it is
 * begun anew after the heal; a datagram that is lost ends it too, when its sender has waited long enough.
 *
 * @see DeCandia et al., Dynamo: Amazon's highly available key-value store, SOSP 2007, section 4.7
 */
import type { Fingerprint } from '../base/fingerprint.js';
import { mix32 } from '../base/hash.js';
import type { Tracer } from '../record/tracer.js';
import type { AntiEntropy as AntiEntropySpec } from '../scenario.js';
import type { MultiLeader } from './multi-leader.js';
import { countRecords, sizeOf } from './repair-message.js';
import { listPairs, type OpenSession, type RepairPair, type Route } from './repair-pair.js';
import { isForResponder, RepairSession } from './repair-session.js';
import { RepairSide } from './repair-side.js';
import type { Replica } from './replica.js';
import type { ReplicationLink } from './replication-link.js';

/** State changes as the fingerprint sees them. */
const marks = { session: 41, message: 42 } as const;
/** How a session ended, for the fingerprint; and that one began. */
const begun = 0;
const finished = 1;
const broken = 2;
/** Keeps draws for repair messages apart from those for writes. */
const identityWord = 0x52455052;
/** A sender waits this many round trips for an answer, but not less than {@link leastPatienceUs}. */
const patience = 4;
const leastPatienceUs = 100_000;

/** What anti-entropy asks of the world. Pairs are named by their index, messages by pair and step. */
export interface AntiEntropyPort {
  /** Whether the link takes messages: it is in use, not cut, and both its ends work. */
  isUp(link: number): boolean;
  /** Whether the link is in use at all, cut or not. */
  isInUse(link: number): boolean;
  latencyUs(link: number): number;
  /** Puts a message on a link and calls `arrive` at its far end; false if it is lost for certain. */
  send(link: number, bytes: number, identity: number, to: { readonly pair: number; readonly step: number }): boolean;
  /** Calls `arrive` at that time. */
  arriveAt(atUs: number, pair: number, step: number): void;
  /** Whether a leader works at the moment, rather than stand still. */
  isAwake(leader: number): boolean;
  /** Makes a node merge so many records, and calls `work` when it is done. */
  serve(leader: number, records: number, pair: number, step: number): void;
  /** Calls `expire` at that time. */
  expireAt(atUs: number, pair: number, step: number): void;
  /** Calls `beginRound` at that time; nobody waits for it. */
  setTimer(atUs: number, pair: number): void;
}

/** What anti-entropy is made of. */
export interface AntiEntropyParts {
  readonly spec: AntiEntropySpec;
  /** Most hashes in a message. */
  readonly maxHashes: number;
  readonly keys: number;
  readonly writeBytes: number;
  readonly links: readonly ReplicationLink[];
  /** Leaders first; followers take no part. */
  readonly replicas: readonly Replica[];
  readonly leaders: number;
  readonly multiLeader: MultiLeader;
  readonly port: AntiEntropyPort;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** The sessions of all pairs, and what they have carried. */
export class AntiEntropy {
  /** What has happened so far. */
  readonly counts = { sessions: 0, messages: 0, bytes: 0, records: 0, keysRepaired: 0 };

  private readonly spec: AntiEntropySpec;
  private readonly pairs: readonly RepairPair[];
  private readonly sides: readonly RepairSide[];
  private readonly maxHashes: number;
  private readonly writeBytes: number;
  private readonly multiLeader: MultiLeader;
  private readonly port: AntiEntropyPort;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;

  constructor(parts: AntiEntropyParts) {
    this.spec = parts.spec;
    this.pairs = listPairs(parts.links, parts.leaders);
    this.sides = parts.replicas
      .slice(0, parts.leaders)
      .map((replica) => new RepairSide({ ...parts, replica, keysPerLeaf: parts.spec.keysPerLeaf }));
    this.maxHashes = parts.maxHashes;
    this.writeBytes = parts.writeBytes;
    this.multiLeader = parts.multiLeader;
    this.port = parts.port;
    this.fingerprint = parts.fingerprint;
    this.tracer = parts.tracer;
    for (const pair of this.pairs) pair.comparedAs = this.describe(pair);
    this.scheduleRounds();
  }

  /** The two ends of a link are to compare their records, at once or as soon as they can; followers do not. */
  request(link: number, nowUs: number): void {
    const index = this.pairs.findIndex(({ links }) => links.some((ways) => ways.includes(link)));
    if (index < 0) return;
    this.pairs[index].isRequested = true;
    this.beginRequested(index, nowUs);
  }

  /** A pair's timer went off. */
  beginRound(index: number, nowUs: number): void {
    const { everyUs } = this.spec;
    if (everyUs !== null) this.port.setTimer(nowUs + everyUs, index);
    const pair = this.pairs[index];
    const route = pair.open === null ? this.findRoute(pair) : null;
    if (route !== null) this.begin(index, route, nowUs);
  }

  /** A message has crossed its link. */
  arrive(index: number, step: number, nowUs: number): void {
    const open = this.openAt(index, step);
    if (open === null) return;
    const records = countRecords(open.message);
    const receiver = receiverOf(open);
    if (records === 0 && this.port.isAwake(receiver)) this.work(index, step, nowUs);
    else this.port.serve(receiver, records, index, step);
  }

  /** The receiver of a message has worked on it. */
  work(index: number, step: number, nowUs: number): void {
    const open = this.openAt(index, step);
    if (open === null) return;
    if (!this.port.isAwake(receiverOf(open))) {
      this.port.serve(receiverOf(open), 0, index, step);
      return;
    }
    const reply = open.session.reply(open.message, nowUs);
    if (reply === null) {
      this.finish(index, open, nowUs);
      return;
    }
    open.message = reply;
    this.send(index, open, nowUs);
  }

  /** The sender of a message that was lost has waited long enough. */
  expire(index: number, step: number, nowUs: number): void {
    const open = this.openAt(index, step);
    if (open !== null) this.breakOff(index, open, nowUs);
  }

  /** A link was cut. */
  disconnect(link: number, nowUs: number): void {
    this.pairs.forEach((pair, index) => {
      const { open } = pair;
      if (open === null || !usesLink(open.route, link)) return;
      pair.isRequested = true;
      this.breakOff(index, open, nowUs);
    });
  }

  /** A link stands again: what was asked for while it did not is begun. */
  connect(link: number, nowUs: number): void {
    this.pairs.forEach(({ links }, index) => {
      if (links.some((ways) => ways.includes(link))) this.beginRequested(index, nowUs);
    });
  }

  /** Some pair that can reach each other has records to compare: there is no rest before it has. */
  get isOwed(): boolean {
    return this.pairs.some((pair) => (pair.open !== null || this.findRoute(pair) !== null) && this.owes(pair));
  }

  /** The keys of which some record is on its way. */
  listCarriedKeys(): readonly number[] {
    return this.pairs.flatMap(({ open }) => {
      if (open === null || (open.message.kind !== 'records' && open.message.kind !== 'returns')) return [];
      return open.message.records.map(({ key }) => key);
    });
  }

  /** The pairs of leaders that have records to compare, now or when they reach each other again. */
  listOwing(): readonly (readonly [number, number])[] {
    return this.pairs.filter((pair) => this.isInUse(pair) && this.owes(pair)).map(({ ends }) => ends);
  }

  /** The pairs of leaders that will compare records, as soon as they reach each other. */
  listComparing(): readonly (readonly [number, number])[] {
    if (this.spec.everyUs === null) return this.listOwing();
    return this.pairs.filter((pair) => this.isInUse(pair)).map(({ ends }) => ends);
  }

  /** Pairs begin one after the other, evenly spread over the time between two rounds. */
  private scheduleRounds(): void {
    const { everyUs } = this.spec;
    if (everyUs === null) return;
    const count = this.pairs.length;
    this.pairs.forEach((_, index) => this.port.setTimer(Math.ceil((everyUs * (index + 1)) / count), index));
  }

  private beginRequested(index: number, nowUs: number): void {
    const pair = this.pairs[index];
    if (!pair.isRequested || pair.open !== null) return;
    const route = this.findRoute(pair);
    if (route !== null) this.begin(index, route, nowUs);
  }

  private begin(index: number, route: Route, nowUs: number): void {
    const pair = this.pairs[index];
    const { initiator, responder } = route;
    const session = new RepairSession(this.sides[initiator], this.sides[responder], this.maxHashes);
    const beganAs = this.describe(pair);
    const { isRequested, steps } = pair;
    const open: OpenSession = { session, route, isRequested, beganAs, step: steps, message: session.open() };
    pair.open = open;
    pair.isRequested = false;
    this.counts.sessions++;
    this.note(open, begun, nowUs);
    this.tracer?.repair('begin', nowUs, initiator, responder, 0);
    this.send(index, open, nowUs);
  }

  private send(index: number, open: OpenSession, nowUs: number): void {
    const { message, route } = open;
    const pair = this.pairs[index];
    pair.steps++;
    open.step = pair.steps;
    const link = isForResponder(message) ? route.forth : route.back;
    const bytes = sizeOf(message, this.writeBytes);
    this.counts.records += countRecords(message);
    this.fingerprint.add(marks.message, route.initiator, open.step, bytes);
    if (link < 0) {
      this.port.arriveAt(nowUs + this.port.latencyUs(route.forth), index, open.step);
      return;
    }
    this.counts.messages++;
    this.counts.bytes += bytes;
    const identity = mix32(open.step ^ identityWord);
    if (this.port.send(link, bytes, identity, { pair: index, step: open.step })) return;
    const roundTripUs = this.port.latencyUs(route.forth) + this.port.latencyUs(link);
    this.port.expireAt(nowUs + Math.max(leastPatienceUs, patience * roundTripUs), index, open.step);
  }

  private finish(index: number, open: OpenSession, nowUs: number): void {
    const pair = this.pairs[index];
    pair.open = null;
    pair.comparedAs = open.beganAs;
    this.close(open, finished, nowUs);
    if (pair.isRequested) this.beginRequested(index, nowUs);
    else this.resynchronize(pair, nowUs);
  }

  /** What was dropped from the queues between the two has been brought. */
  private resynchronize({ links }: RepairPair, nowUs: number): void {
    const { shipping } = this.multiLeader;
    for (const link of links.flat()) shipping.resynchronize(link, nowUs);
  }

  /** What was asked for is tried again at once, or when the link is back. */
  private breakOff(index: number, open: OpenSession, nowUs: number): void {
    const pair = this.pairs[index];
    pair.open = null;
    pair.isRequested ||= open.isRequested;
    this.close(open, broken, nowUs);
    this.beginRequested(index, nowUs);
  }

  private close(open: OpenSession, how: typeof finished | typeof broken, nowUs: number): void {
    const { initiator, responder } = open.route;
    this.counts.keysRepaired += open.session.keysRepaired;
    this.note(open, how, nowUs);
    const phase = how === finished ? 'end' : 'fail';
    this.tracer?.repair(phase, nowUs, initiator, responder, open.session.keysRepaired);
  }

  private note(open: OpenSession, what: number, nowUs: number): void {
    const { initiator, responder } = open.route;
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks.session, initiator, responder, what);
  }

  /** The session under way, if this is the step it is at. */
  private openAt(index: number, step: number): OpenSession | null {
    const { open } = this.pairs[index];
    return open !== null && open.step === step ? open : null;
  }

  private owes(pair: RepairPair): boolean {
    if (pair.isRequested || pair.open?.isRequested === true) return true;
    return this.spec.everyUs !== null && pair.comparedAs !== this.describe(pair);
  }

  /** What the records of both ends are, in short. */
  private describe({ ends }: RepairPair): string {
    return ends
      .map((leader) => {
        const tree = this.sides[leader].currentTree();
        return `${tree.firstOf(tree.root)}:${tree.secondOf(tree.root)}`;
      })
      .join();
  }

  private isInUse({ links }: RepairPair): boolean {
    return links.some((ways) => ways.some((link) => this.port.isInUse(link)));
  }

  /** The links to use now; null while the two cannot reach each other. */
  private findRoute({ ends, links }: RepairPair): Route | null {
    const [up = -1, down = -1] = links.map((ways) => ways.find((link) => this.port.isInUse(link)));
    const [low, high] = ends;
    if ([up, down].some((link) => link >= 0 && !this.port.isUp(link))) return null;
    if (up >= 0) return { initiator: low, responder: high, forth: up, back: down };
    return down >= 0 ? { initiator: high, responder: low, forth: down, back: -1 } : null;
  }
}

function receiverOf({ message, route }: OpenSession): number {
  return isForResponder(message) ? route.responder : route.initiator;
}

function usesLink({ forth, back }: Route, link: number): boolean {
  return forth === link || back === link;
}
