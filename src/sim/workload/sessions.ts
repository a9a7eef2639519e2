/**
 * Sessions: who asks, where they are, and what they carry from one request to the next.
 *
 * What a session knows of its requests comes with their answers; a request carries what had come when it
 * was sent. Members of a group are told apart by the identity of each request, so that neither reads nor
 * roaming shift anybody else's draws.
 */
import { assertNever } from '../base/assert.js';
import { unitFromIdentity } from '../base/hash.js';
import type { RandomStreams } from '../base/random.js';
import type { ClientGroup, ReadRouting, Scenario } from '../scenario.js';
import type { Request } from './clients.js';

/** What the purposes of draws are told apart by. */
const draws = { member: 0, isAway: 1, destination: 2, trip: 3, phase: 4 } as const;

/** What an answer adds to what a session must see from then on. */
interface Lesson {
  readonly atUs: number;
  /** The writes that it wrote or read. */
  readonly ops: readonly number[];
}

/** One client, as far as guarantees go. */
export class Session {
  /** Among all sessions of the run. */
  readonly number: number;
  readonly name: string;
  /** The name of the stream that its requests are of; its own where they are scripted. */
  readonly stream: string;
  /** The region of its group, or of its first scripted request. */
  readonly home: number;
  /** It has one request open at a time. */
  readonly isClosed: boolean;
  /** 1 + the id of the latest write by each author that it must see. */
  readonly state = new Map<number, number>();
  /** Its last write that was answered, and the leader that took it. */
  lastWrite: { readonly atUs: number; readonly leader: number } | null = null;
  /** Answers on their way. */
  private lessons: Lesson[] = [];

  constructor(identity: Pick<Session, 'number' | 'name' | 'stream' | 'home' | 'isClosed'>) {
    this.number = identity.number;
    this.name = identity.name;
    this.stream = identity.stream;
    this.home = identity.home;
    this.isClosed = identity.isClosed;
  }

  /** An answer will reach it then. */
  learnAt(atUs: number, ops: readonly number[]): void {
    this.lessons.push({ atUs, ops });
  }

  /** The writes of the answers that it had by then, each answer once. */
  takeLessons(byUs: number): readonly number[] {
    if (this.lessons.length === 0) return [];
    const due = this.lessons.filter(({ atUs }) => atUs <= byUs);
    if (due.length > 0) this.lessons = this.lessons.filter(({ atUs }) => atUs > byUs);
    return due.flatMap(({ ops }) => ops);
  }
}

/** The sessions of one group: made when they first ask. */
export class GroupSessions {
  private readonly group: ClientGroup;
  private readonly name: string;
  private readonly reads: ReadRouting | undefined;
  private readonly regions: number;
  private readonly seed: number;
  private readonly all: Session[];
  private readonly members = new Map<number, Session>();

  private constructor(parts: {
    readonly group: ClientGroup;
    readonly name: string;
    readonly regions: number;
    readonly seed: number;
    readonly all: Session[];
  }) {
    this.group = parts.group;
    this.name = parts.name;
    this.reads = parts.group.reads;
    this.regions = parts.regions;
    this.seed = parts.seed;
    this.all = parts.all;
  }

  /** Null for a group that is nobody in particular, and asks its leader. `all`: where sessions are listed. */
  static of(group: ClientGroup, name: string, scenario: Scenario, streams: RandomStreams, all: Session[]): GroupSessions | null {
    if (group.reads === undefined && group.sessions === undefined) return null;
    const seed = streams.identitySeed(`sessions ${name}`);
    return new GroupSessions({ group, name, regions: scenario.regions.length, seed, all });
  }

  /** The same request, of one of the sessions, its own in a closed loop, from where that is. */
  claim(request: Request): Request {
    const { sessions } = this.group;
    const { identity, sentAtUs } = request;
    const count = sessions ?? 1;
    const drawn = count === 1 ? 0 : Math.floor(this.draw(identity, 0, draws.member) * count);
    const member = request.asker?.number ?? drawn;
    const session = this.members.get(member) ?? this.begin(member);
    const region = this.placeOf(member, identity, sentAtUs);
    const { reads } = this;
    return { ...request, client: session.name, region, home: region, session, ...(reads === undefined ? {} : { reads }) };
  }

  private begin(member: number): Session {
    const isClosed = this.group.sessions !== undefined;
    const name = isClosed ? `${this.name} #${member + 1}` : this.name;
    const session = new Session({ number: this.all.length, name, stream: this.name, home: this.group.region, isClosed });
    this.all.push(session);
    this.members.set(member, session);
    return session;
  }

  private placeOf(member: number, identity: number, atUs: number): number {
    const { region, roam } = this.group;
    if (roam === undefined || this.regions === 1) return region;
    switch (roam.kind) {
      case 'share': {
        if (this.draw(identity, 0, draws.isAway) >= roam.share) return region;
        const others = this.regions - 1;
        return (region + 1 + Math.floor(this.draw(identity, 0, draws.destination) * others)) % this.regions;
      }
      case 'travel': {
        // Each from a moment of its own, or all would move at once.
        const trip = Math.floor(atUs / roam.everyUs + this.draw(member, 0, draws.phase));
        return Math.floor(this.draw(member, trip, draws.trip) * this.regions);
      }
      default:
        return assertNever(roam);
    }
  }

  private draw(identity: number, count: number, purpose: number): number {
    return unitFromIdentity(this.seed, identity, count, purpose);
  }
}

/** The sessions of the script: all that one client does that reads somewhere in particular. */
export class ScriptSessions {
  private readonly sessions = new Map<string, Session>();

  constructor(scenario: Scenario, all: Session[]) {
    for (const { client: name, region: home, reads, replica } of scenario.workload.script) {
      if (this.sessions.has(name) || (reads === undefined && replica === undefined)) continue;
      const session = new Session({ number: all.length, name, stream: name, home, isClosed: false });
      all.push(session);
      this.sessions.set(name, session);
    }
  }

  /** Null for a client that is nobody in particular. */
  of(client: string): Session | null {
    return this.sessions.get(client) ?? null;
  }
}
