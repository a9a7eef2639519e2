/** One group's requests: what is asked for, about which key, and by whom. */
import { assert } from '../base/assert.js';
import { hashString, mix32 } from '../base/hash.js';
import type { RandomStream, RandomStreams } from '../base/random.js';
import type { ClientGroup, OperationKind } from '../scenario.js';
import { ArrivalTimes } from './arrival-times.js';
import type { Request } from './clients.js';
import { type ClosedClient, ClosedClients } from './closed-clients.js';
import type { GroupSessions } from './sessions.js';
import type { UserHomes } from './user-homes.js';

/** Requests of one group, in the order in which they are sent. */
export class RequestStream {
  /** Its clients time out, try again or hold back. */
  readonly isPatient: boolean;
  readonly name: string;
  /** Null in an open loop. */
  readonly closed: ClosedClients | null;
  private readonly region: number;
  private readonly group: ClientGroup;
  /** Null in a closed loop. */
  private readonly times: ArrivalTimes | null;
  private readonly keys: RandomStream;
  private readonly mix: RandomStream;
  private readonly chooseKey: (stream: RandomStream) => number;
  private readonly seed: number;
  /** Null where keys belong to nobody. */
  private readonly homes: UserHomes | null;
  /** Null where the group is nobody in particular. */
  private readonly sessions: GroupSessions | null;
  private drawn = 0;

  constructor(
    group: ClientGroup,
    { name, stream }: { readonly name: string; readonly stream: number },
    streams: RandomStreams,
    shared: {
      readonly chooseKey: (stream: RandomStream) => number;
      readonly homes: UserHomes | null;
      readonly sessions: GroupSessions | null;
    },
  ) {
    const { chooseKey, homes } = shared;
    const { arrivals } = group;
    this.homes = homes;
    this.sessions = shared.sessions;
    this.isPatient = group.resilience !== undefined;
    this.region = group.region;
    this.name = name;
    this.group = group;
    if (typeof arrivals === 'object' && arrivals.kind === 'closed') {
      this.closed = new ClosedClients(arrivals, { name, stream }, streams);
      this.times = null;
    } else {
      this.closed = null;
      this.times = new ArrivalTimes(arrivals, group.ratePerS, streams.stream(`arrivals ${name}`));
    }
    this.keys = streams.stream(`keys ${name}`);
    this.mix = streams.stream(`mix ${name}`);
    this.chooseKey = chooseKey;
    this.seed = hashString(name);
  }

  /** When the next client of an open loop sends. */
  nextSendUs(): number {
    assert(this.times !== null, 'clients of a closed loop wait for answers');
    return this.times.nextUs();
  }

  /** The next request of an open loop. */
  draw(sentAtUs: number): Request {
    const u = this.group.mix.write === 1 ? 0 : this.mix.nextUnit();
    const kind = chooseKind(this.group.mix, u);
    const chosen = this.chooseKey(this.keys);
    const identity = mix32(this.seed + this.drawn++);
    return this.address(this.write({ identity, kind, chosen, client: this.name, sentAtUs }));
  }

  /** The next request of one client of a closed loop. */
  drawFor(asker: ClosedClient, sentAtUs: number): Request {
    assert(this.closed !== null, 'nobody waits in an open loop');
    const { identity, u } = this.closed.ask(asker);
    const kind = chooseKind(this.group.mix, u);
    const chosen = this.chooseKey(asker.keys);
    return this.address({ ...this.write({ identity, kind, chosen, client: asker.name, sentAtUs }), asker });
  }

  private write(drawn: {
    readonly identity: number;
    readonly kind: OperationKind;
    readonly chosen: number;
    readonly client: string;
    readonly sentAtUs: number;
  }): Request {
    const { identity, kind, chosen, client, sentAtUs } = drawn;
    const { region } = this;
    const key = kind === 'create' ? -1 : chosen;
    return { identity, kind, region, home: region, detourUs: 0, key, client, sentAtUs, script: -1, attempt: null };
  }

  /** The same request, of its session, for the user whom it is about. */
  private address(drawn: Request): Request {
    const request = this.sessions === null ? drawn : this.sessions.claim(drawn);
    return this.homes === null || drawn.kind === 'create' ? request : this.sendHome(request, this.homes);
  }

  private sendHome(request: Request, homes: UserHomes): Request {
    const { home: region, identity, sentAtUs } = request;
    const key = homes.keyFor(request.key, region, identity, sentAtUs);
    const { home } = this.group;
    if (home === undefined || request.kind === 'read') return { ...request, key };
    return { ...request, key, homeward: homes.choose(key, region, identity, sentAtUs, home) };
  }
}

function chooseKind(mix: ClientGroup['mix'], u: number): OperationKind {
  const { write, delete: deletes, update = 0, increment = 0, add = 0, remove = 0, set = 0 } = mix;
  const { insert = 0, erase = 0, create = 0 } = mix;
  if (u < write) return 'write';
  if (u < write + deletes) return 'delete';
  if (u < write + deletes + update) return 'update';
  const changed = write + deletes + update;
  if (u < changed + increment) return 'increment';
  if (u < changed + increment + add) return 'add';
  if (u < changed + increment + add + remove) return 'remove';
  const parts = changed + increment + add + remove;
  if (u < parts + set) return 'set';
  if (u < parts + set + insert) return 'insert';
  const edited = parts + set + insert + erase;
  if (u < edited) return 'erase';
  return u < edited + create ? 'create' : 'read';
}
