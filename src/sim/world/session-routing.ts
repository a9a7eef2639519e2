/**
 * Session routing: which replica a request of a session is sent to, and what it has to find there.
 *
 * A replica that is behind what the session has seen lets the request wait, at no worker's cost, and at the
 * bound sends it to the source: a leader that wrote what is missing. One that is behind in turn, because
 * the session has seen what another leader wrote, does the same; nobody is asked twice. Whoever watches the
 * replicas knows at once which are down, and which a partition keeps a client from.
 */
import { assertNever } from '../base/assert.js';
import type { Fingerprint } from '../base/fingerprint.js';
import { mix32, unitFromIdentity } from '../base/hash.js';
import { Slots } from '../base/slots.js';
import { Histogram } from '../record/histogram.js';
import type { Tracer } from '../record/tracer.js';
import type { FollowUp } from '../replication/follow-up.js';
import type { LogicalStates } from '../replication/logical-states.js';
import type { ReadPlace } from '../scenario.js';
import { serverOf, type Request } from '../workload/clients.js';
import type { SessionListener } from '../workload/coordinator-port.js';
import type { Session } from '../workload/sessions.js';
import type { Agenda } from './agenda.js';
import { kinds } from './event-kinds.js';
import type { Node } from './node.js';
import type { WritePool } from './write-pool.js';

/** State changes as the fingerprint sees them. */
const marks = { route: 270, wait: 271, sendOn: 272, refuse: 273 } as const;

/** More than any hash. */
const beyondHashes = 0x100000000;

/** What session routing needs. */
export interface SessionRoutingParts {
  readonly nodes: readonly Node[];
  readonly pool: WritePool;
  readonly states: LogicalStates;
  readonly agenda: Agenda;
  readonly seed: number;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
  /** Who leads where a region's clients are. */
  leaderOf(region: number): number;
  /** A request may be served where it is. */
  serve(request: Request, nowUs: number): void;
  /** A request goes on to where it says, and is there then. */
  sendOn(request: Request, atUs: number): void;
  refuse(request: Request, nowUs: number): void;
  /** A session's request has ended; its client knows then. */
  ended(session: Session, atUs: number): void;
}

/** A request that waits for its replica. */
interface Waiting {
  readonly request: Request;
  readonly sinceUs: number;
  isOver: boolean;
}

/** What came of the routing. */
export interface RoutingCounts {
  /** Requests sent from another region than the session's home. */
  roamed: number;
  /** Reads sent to the leader where the session was, to a follower there, to another region. */
  toLeaders: number;
  toFollowers: number;
  elsewhere: number;
  /** Requests sent on to a source, each time counted. */
  sentOn: number;
  /** Requests refused, because nobody who was asked had reached what the session had seen. */
  refused: number;
}

/** Routes requests of sessions, and keeps those that wait. */
export class SessionRouting implements SessionListener, FollowUp {
  readonly counts: RoutingCounts = { roamed: 0, toLeaders: 0, toFollowers: 0, elsewhere: 0, sentOn: 0, refused: 0 };
  /** How long requests waited for replicas that were behind. */
  readonly waits = new Histogram();
  private readonly parts: SessionRoutingParts;
  private readonly waiting: Waiting[][];
  private readonly timers = new Slots<Waiting>();
  private readonly isWaking: boolean[];
  private open = 0;

  constructor(parts: SessionRoutingParts) {
    this.parts = parts;
    this.waiting = parts.nodes.map(() => []);
    this.isWaking = parts.nodes.map(() => false);
  }

  /** Requests wait for replicas; each has a time at which it waits no longer. */
  get isWaited(): boolean {
    return this.open > 0;
  }

  /** The same request, for the replica that it is sent to. */
  route(request: Request): Request {
    const { session, home, identity } = request;
    if (session === undefined) return request;
    if (home !== session.home) this.counts.roamed++;
    if (request.kind !== 'read') return request;
    const replica = request.replica ?? this.choose(request, session);
    const { region, isFollower } = this.parts.nodes[replica];
    this.parts.fingerprint.add(marks.route, replica, session.number, identity);
    if (region !== home) this.counts.elsewhere++;
    else if (isFollower) this.counts.toFollowers++;
    else this.counts.toLeaders++;
    return { ...request, region, replica, detourUs: region === home ? 0 : this.parts.pool.latencyUs(home, region) };
  }

  /** A request is where it was sent to: it is served, waits, or goes on. */
  arrive(request: Request, nowUs: number): void {
    const { nodes, states, agenda, tracer } = this.parts;
    const waitUs = this.boundOf(request);
    const server = serverOf(request);
    if (waitUs === null || !nodes[server].isUp || this.isMet(request)) {
      this.parts.serve(request, nowUs);
      return;
    }
    const waiting: Waiting = { request, sinceUs: nowUs, isOver: false };
    this.note(marks.wait, request, nowUs);
    const untilUs = nowUs + waitUs;
    const state = request.session?.state ?? new Map<number, number>();
    if (tracer !== null) {
      const { key, client } = request;
      tracer.awaitState(nowUs, { replica: server, key, client }, states.countsOf(state), untilUs);
    }
    this.open++;
    this.waiting[server].push(waiting);
    agenda.scheduleTimer(untilUs, kinds.stateTimer, this.timers.keep(waiting));
  }

  /** A replica has taken something in: whoever waited for that is served. */
  wake(replica: number, nowUs: number): void {
    this.isWaking[replica] = false;
    const waiting = this.waiting[replica];
    this.waiting[replica] = [];
    for (const each of waiting) {
      if (each.isOver) continue;
      if (this.isMet(each.request)) this.end(each, nowUs);
      else this.waiting[replica].push(each);
    }
  }

  /** A request has waited long enough, if it still does. */
  expire(slot: number, nowUs: number): void {
    const waiting = this.timers.take(slot);
    if (waiting.isOver) return;
    if (this.isMet(waiting.request)) this.end(waiting, nowUs);
    else this.goOn(waiting, nowUs);
  }

  /** Nobody will be served any more. */
  giveUp(nowUs: number): void {
    for (const waiting of this.waiting.flat()) {
      if (!waiting.isOver) this.parts.refuse(this.take(waiting, nowUs), nowUs);
    }
  }

  noteAnswer(request: Request, ops: readonly number[], atUs: number): void {
    const { session, reads, kind, region } = request;
    if (session === undefined) return;
    const isRead = kind === 'read';
    if (!isRead) session.lastWrite = { atUs, leader: region };
    if (reads?.kind === 'token' && (!isRead || reads.from !== 'writes')) session.learnAt(atUs, ops);
    this.parts.ended(session, atUs);
  }

  noteRefusal({ session }: Request, atUs: number): void {
    if (session !== undefined) this.parts.ended(session, atUs);
  }

  accepted(leader: number, _op: number, nowUs: number): void {
    this.wakeSoon(leader, nowUs);
  }

  applied(replica: number, _op: number, _isStored: boolean, nowUs: number): void {
    this.wakeSoon(replica, nowUs);
  }

  merged(leader: number, _key: number, nowUs: number): void {
    this.wakeSoon(leader, nowUs);
  }

  wiped(replica: number): void {
    this.parts.states.forget(replica);
  }

  /** Not in the middle of a batch: what comes of it has its turn after. */
  private wakeSoon(replica: number, nowUs: number): void {
    if (this.waiting[replica].length === 0 || this.isWaking[replica]) return;
    this.isWaking[replica] = true;
    this.parts.agenda.schedule(nowUs, kinds.stateReached, replica);
  }

  /** How long a request may wait for a replica; null where it takes what is there. */
  private boundOf({ reads, kind }: Request): number | null {
    if (reads?.kind !== 'token') return null;
    return kind === 'read' || reads.from === 'causal' ? reads.waitUs : null;
  }

  private isMet(request: Request): boolean {
    const { session, sentAtUs } = request;
    if (session === undefined) return true;
    const { states } = this.parts;
    for (const op of session.takeLessons(sentAtUs)) states.add(session.state, op);
    return states.covers(serverOf(request), session.state);
  }

  private end(waiting: Waiting, nowUs: number): void {
    this.parts.serve(this.take(waiting, nowUs), nowUs);
  }

  private take(waiting: Waiting, nowUs: number): Request {
    waiting.isOver = true;
    this.open--;
    this.waits.record(nowUs - waiting.sinceUs);
    return waiting.request;
  }

  /** Sends a request to the first source that has not seen it yet. */
  private goOn(waiting: Waiting, nowUs: number): void {
    const { nodes, pool, states } = this.parts;
    const request = this.take(waiting, nowUs);
    const here = serverOf(request);
    this.waiting[here] = this.waiting[here].filter(({ isOver }) => !isOver);
    const behind = [...(request.behind ?? []), here];
    const { session, home } = request;
    const sources = session === undefined ? [] : states.sourcesOf(here, session.state);
    const from = nodes[here].region;
    const source = sources.find(
      (leader) => nodes[leader].isUp && !behind.includes(leader) && pool.reaches(from, leader),
    );
    if (source === undefined) {
      this.counts.refused++;
      this.note(marks.refuse, request, nowUs);
      this.parts.refuse(request, nowUs);
      return;
    }
    this.counts.sentOn++;
    this.note(marks.sendOn, request, nowUs, source);
    this.parts.tracer?.sendOn(nowUs, here, source, request);
    const detourUs = pool.latencyUs(home, source);
    const next = { ...request, region: source, replica: source, detourUs, behind };
    this.parts.sendOn(next, nowUs + pool.latencyUs(from, source));
  }

  private choose(request: Request, session: Session): number {
    const { reads, home, sentAtUs } = request;
    if (reads === undefined) return this.parts.leaderOf(home);
    switch (reads.kind) {
      case 'place':
        return this.pick(reads.place, request, session);
      case 'token':
        return this.pick(reads.otherwise, request, session);
      case 'leader-for': {
        const { lastWrite } = session;
        const isRecent = lastWrite !== null && sentAtUs - lastWrite.atUs < reads.forUs;
        return isRecent ? lastWrite.leader : this.pick(reads.otherwise, request, session);
      }
      default:
        return assertNever(reads);
    }
  }

  private pick(place: ReadPlace, request: Request, session: Session): number {
    const { home } = request;
    const { pool } = this.parts;
    const leader = this.parts.leaderOf(home);
    switch (place) {
      case 'leader':
        return leader;
      case 'follower':
        return this.draw(request, ({ region, isFollower }) => isFollower && region === home) ?? leader;
      case 'nearest':
        return this.draw(request, ({ region }) => region === home) ?? leader;
      case 'sticky':
        return this.findSticky(session) ?? leader;
      case 'any':
        return this.draw(request, ({ region }) => pool.reaches(home, region)) ?? leader;
      default:
        return assertNever(place);
    }
  }

  /** One of those that are up; null when none is. */
  private draw({ identity }: Request, isWanted: (node: Node) => boolean): number | null {
    const { nodes, seed } = this.parts;
    const candidates: number[] = [];
    nodes.forEach((node, replica) => {
      if (node.isUp && isWanted(node)) candidates.push(replica);
    });
    if (candidates.length === 0) return null;
    return candidates[Math.floor(unitFromIdentity(seed, identity, 0, 0) * candidates.length)];
  }

  /** The one that is highest by a hash of both; so only who was at a replica moves when that goes down. */
  private findSticky({ number, home }: Session): number | null {
    const { nodes, pool, seed } = this.parts;
    let best = -1;
    let bestRank = -1;
    nodes.forEach(({ isUp, region }, replica) => {
      if (!isUp || !pool.reaches(home, region)) return;
      const hash = mix32(seed + Math.imul(number + 1, 0x9e3779b1) + Math.imul(replica + 1, 0x85ebca77));
      const rank = region === home ? hash + beyondHashes : hash;
      if (rank <= bestRank) return;
      best = replica;
      bestRank = rank;
    });
    return best < 0 ? null : best;
  }

  private note(mark: number, request: Request, nowUs: number, other = -1): void {
    this.parts.fingerprint.addTime(nowUs);
    this.parts.fingerprint.add(mark, serverOf(request), request.identity, other);
  }
}
