/**
 * Clients: what they ask for, when, and how long they wait for an answer.
 *
 * A generated request is an event at the moment it reaches its leader; the way there lies behind it and
 * the way back ahead. A request's identity is the same under any strategy, whatever becomes of it.
 */
import { assert } from '../base/assert.js';
import { hashString, mix32, unitFromIdentity } from '../base/hash.js';
import { compileKeyChoice } from '../base/key-sampler.js';
import type { RandomStreams } from '../base/random.js';
import type { OperationKind, ReadRouting, Scenario, ScriptedOp, ValueChange } from '../scenario.js';
import type { Attempt } from './attempt.js';
import type { ClosedClient } from './closed-clients.js';
import { RequestStream } from './request-stream.js';
import { hasCreates, RowNumbers } from './row-numbers.js';
import { GroupSessions, ScriptSessions, type Session } from './sessions.js';
import { drawEdit } from './text-edits.js';
import { type HomeChoice, UserHomes } from './user-homes.js';

/** Keeps draws of elements apart from others of the same request. */
const elementsSeed = hashString('elements');

/** Something a client wants from a leader. */
export interface Request {
  /** Hash of (client stream, its count), so that other clients' requests do not change it. */
  readonly identity: number;
  readonly kind: OperationKind;
  /** The region whose leader serves it. */
  readonly region: number;
  /** The region of its client. */
  readonly home: number;
  /** How much longer each way is because another leader than the one at home serves it. */
  readonly detourUs: number;
  /** −1 − the number of its table, for a row that is to be created. */
  readonly key: number;
  readonly client: string;
  readonly sentAtUs: number;
  /** Index in the script; −1 for a generated request. */
  readonly script: number;
  /** The try that this is; null for a client that tries once and waits for ever. */
  readonly attempt: Attempt | null;
  /** Which siblings it takes the place of, see `world/reconciliation.ts`; absent in other requests. */
  readonly restores?: number;
  /** Of a write that may go home. */
  readonly homeward?: HomeChoice;
  /** Whose it is, where clients are told apart. */
  readonly session?: Session;
  /** Where it goes if it is a read; absent: to the leader at home. */
  readonly reads?: ReadRouting;
  /** The replica that is asked, where that is not the region's leader. */
  readonly replica?: number;
  /** Replicas that sent it on because they were behind. */
  readonly behind?: readonly number[];
  /** Who asks again once it knows what came of this; absent: nobody waits for that. */
  readonly asker?: ClosedClient;
}

/** Whom generated requests are from, and the number of the stream. */
export interface Asker {
  readonly name: string;
  readonly stream: number;
}

/** The number of the replica that serves a request. */
export function serverOf({ replica, region }: Request): number {
  return replica ?? region;
}

/** The keys of a run: the generated ones, those that only the script names, then rows that will be created. */
export class KeySpace {
  readonly count: number;
  /** Null where nobody creates rows. */
  readonly rows: RowNumbers | null;
  private readonly generated: number;
  private readonly named: string[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(scenario: Scenario) {
    this.generated = scenario.workload.keys.count;
    for (const op of scenario.workload.script) if (op.kind !== 'create') this.add(op.key);
    const named = this.generated + this.named.length;
    this.rows = hasCreates(scenario) ? new RowNumbers(scenario, this.numbers, named) : null;
    this.count = named + (this.rows?.room ?? 0);
  }

  nameOf(key: number): string {
    if (this.rows !== null && (key < 0 || key >= this.generated)) {
      const name = key < 0 ? this.rows.tables[-1 - key] : this.rows.nameOf(key);
      if (name !== undefined) return name;
    }
    return key < this.generated ? `k${key}` : this.named[key - this.generated];
  }

  /** The number of a key that the script names. */
  numberOf(name: string): number {
    return this.numbers.get(name) ?? 0;
  }

  /** The number of any key; null for a name that none has. */
  find(name: string): number | null {
    const known = this.numbers.get(name) ?? this.rows?.find(name);
    if (known !== undefined) return known;
    const generated = /^k(0|[1-9]\d*)$/.test(name) ? Number(name.slice(1)) : Infinity;
    return generated < this.generated ? generated : null;
  }

  /** What a request for a new row in a table says instead of a key. */
  createIn(table: string): number {
    return -1 - (this.rows?.tables.indexOf(table) ?? 0);
  }

  private add(name: string): void {
    if (this.numbers.has(name)) return;
    const generated = /^k(0|[1-9]\d*)$/.test(name) ? Number(name.slice(1)) : Infinity;
    if (generated < this.generated) this.numbers.set(name, generated);
    else this.numbers.set(name, this.generated + this.named.push(name) - 1);
  }
}

/** Whether anybody updates records, which fails where a record is missing. */
export function hasUpdates({ workload }: Scenario): boolean {
  const isUpdating = workload.clients.some(({ mix }) => (mix.update ?? 0) > 0);
  return isUpdating || workload.script.some(({ kind }) => kind === 'update');
}

/** Whether anybody reads. */
export function hasReads({ workload }: Scenario): boolean {
  return workload.clients.some(({ mix }) => mix.read > 0) || workload.script.some(({ kind }) => kind === 'read');
}

/** Whether anybody deletes. */
export function hasDeletes({ workload }: Scenario): boolean {
  return workload.clients.some(({ mix }) => mix.delete > 0) || workload.script.some(({ kind }) => kind === 'delete');
}

/** About how many requests there will be, each counted once. */
export function expectedRequests({ workload, durationUs }: Scenario): number {
  const perS = workload.clients.reduce((sum, { ratePerS }) => sum + ratePerS, 0);
  return workload.script.length + (perS * durationUs) / 1e6;
}

/** About how many writes there will be, for the first size of columns. */
export function expectedWrites(scenario: Scenario): number {
  const { clients, script } = scenario.workload;
  const perS = clients.reduce((sum, { ratePerS, mix }) => {
    const { update = 0, increment = 0, add = 0, remove = 0, set = 0, insert = 0, erase = 0 } = mix;
    const { create = 0 } = mix;
    const changes = increment + add + remove + set + insert + erase;
    return sum + ratePerS * (mix.write + mix.delete + update + changes + create);
  }, 0);
  const generated = (perS * scenario.durationUs) / 1e6;
  return Math.ceil(generated + 6 * Math.sqrt(generated)) + script.length + 16;
}

/** All clients of a run. */
export class Clients {
  readonly keys: KeySpace;
  /** Everybody who is told apart and has asked, or is in the script. */
  readonly sessions: readonly Session[];
  private readonly scriptSessions: ScriptSessions;
  private readonly scenario: Scenario;
  private readonly requestStreams: readonly RequestStream[];
  /** How long a stream's requests have been on their way when they become events. */
  private readonly waysUs: readonly number[];

  constructor(scenario: Scenario, streams: RandomStreams) {
    this.keys = new KeySpace(scenario);
    this.scenario = scenario;
    const { clients, keys, users } = scenario.workload;
    const homes = users === undefined ? null : new UserHomes(users, scenario, streams);
    const chooseKey = compileKeyChoice(keys.choose, keys.count);
    const all: Session[] = [];
    this.sessions = all;
    this.scriptSessions = new ScriptSessions(scenario, all);
    this.requestStreams = clients.map((group, i) => {
      const region = scenario.regions[group.region].name;
      const earlier = clients.slice(0, i).filter((other) => other.region === group.region).length;
      const name = earlier === 0 ? region : `${region} ${earlier + 1}`;
      const sessions = GroupSessions.of(group, name, scenario, streams, all);
      return new RequestStream(group, { name, stream: i }, streams, { chooseKey, homes, sessions });
    });
    this.waysUs = clients.map(({ region, resilience, sessions }) =>
      resilience === undefined && sessions === undefined ? scenario.regions[region].clientLatencyUs : 0,
    );
  }

  /** Everybody whom generated requests are from: a stream as a whole, or each client of a closed loop. */
  get askers(): readonly Asker[] {
    return this.requestStreams.flatMap(({ name, closed }, stream): readonly Asker[] => closed?.clients ?? [{ name, stream }]);
  }

  /** How many generated streams there are. */
  get streams(): number {
    return this.requestStreams.length;
  }

  /** Whether a stream's clients time out, try again or hold back. */
  isPatient(stream: number): boolean {
    return this.requestStreams[stream].isPatient;
  }

  /** Whether anybody waits for an answer to ask again. */
  get hasClosedLoops(): boolean {
    return this.requestStreams.some(({ closed }) => closed !== null);
  }

  /** The clients of a stream that wait for their answers; none in an open loop. */
  closedClients(stream: number): readonly ClosedClient[] {
    return this.requestStreams[stream].closed?.clients ?? [];
  }

  /**
   * When the next request of an open loop reaches its leader, or leaves its client where the client decides
   * what becomes of it; null once the workload is over.
   */
  nextArrivalUs(stream: number): number | null {
    return this.arrivalUs(stream, this.requestStreams[stream].nextSendUs());
  }

  /** The same of one client of a closed loop, which has had its last answer at that time; null: it asks first. */
  arrivalAfterUs(asker: ClosedClient, answeredUs: number | null): number | null {
    const { stream } = asker;
    const { closed } = this.requestStreams[stream];
    assert(closed !== null, 'nobody waits in an open loop');
    return this.arrivalUs(stream, answeredUs === null ? closed.firstUs(asker) : closed.nextUs(asker, answeredUs));
  }

  /** The request of a stream that was foretold for now; in a closed loop that of the client with this number. */
  draw(stream: number, nowUs: number, asker = 0): Request {
    const source = this.requestStreams[stream];
    const sentAtUs = nowUs - this.waysUs[stream];
    return source.closed === null ? source.draw(sentAtUs) : source.drawFor(source.closed.clients[asker], sentAtUs);
  }

  /**
   * What a request does to a value; null when it does nothing by parts. The same under any strategy, but
   * for the place in a text, which is a share of what the leader shows.
   */
  changeOf({ kind, script, identity }: Request, text: () => string): ValueChange | null {
    const { keys, script: scripted } = this.scenario.workload;
    if (script >= 0) return scripted[script].change ?? null;
    if (kind === 'increment') return { kind, by: 1 };
    if (kind === 'insert' || kind === 'erase') return drawEdit(kind, identity, text());
    if (kind !== 'add' && kind !== 'remove' && kind !== 'set') return null;
    const { elements = 20 } = keys;
    const element = `e${Math.floor(unitFromIdentity(elementsSeed, identity, 0, 0) * elements)}`;
    return kind === 'set' ? { kind, fields: { [element]: `v${identity}` } } : { kind, element };
  }

  /** When a scripted request reaches its leader. */
  scriptedArrivalUs(script: number): number {
    const op = this.scenario.workload.script[script];
    return op.atUs + this.scenario.regions[op.region].clientLatencyUs;
  }

  /** The scripted request that reaches its leader now. */
  scripted(script: number): Request {
    const op: ScriptedOp = this.scenario.workload.script[script];
    const session = this.scriptSessions.of(op.client);
    return {
      identity: mix32(script),
      kind: op.kind,
      region: op.region,
      home: op.region,
      detourUs: 0,
      key: op.kind === 'create' ? this.keys.createIn(op.key) : this.keys.numberOf(op.key),
      client: op.client,
      sentAtUs: op.atUs,
      script,
      attempt: null,
      ...(session === null ? {} : { session }),
      ...(op.reads === undefined ? {} : { reads: op.reads }),
      ...(op.replica === undefined ? {} : { replica: op.replica }),
    };
  }

  private arrivalUs(stream: number, sentAtUs: number): number | null {
    return sentAtUs >= this.scenario.durationUs ? null : sentAtUs + this.waysUs[stream];
  }
}
