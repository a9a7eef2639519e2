/**
 * What a trace says, replayed with explicit sets: who knew what, and what every replica held.
 *
 * This is half of the naive twin of the oracle. It follows the definitions of "known set" and
 * "parents" by the letter, one `Set` a write and one `Set` a replica and key, and shares no code
 * with the engine.
 */
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { areContextual, NaiveReaders } from './naive-contexts.js';

/** A write as the definitions see it. */
export interface NaiveWrite {
  readonly id: number;
  readonly key: string;
  readonly replica: string;
  /** How often the replica had lost its disk. */
  readonly life: number;
  /** Index of its region. */
  readonly region: number;
  readonly acceptedAtUs: number;
  readonly stamp: number;
  /** When its client asked for it. */
  readonly sentAtUs: number;
  /** It made a row under a new id. */
  readonly isCreate: boolean;
  /** Null for a delete. */
  readonly value: string | null;
  /** Every write of the key that its context had incorporated, itself excluded. */
  readonly known: ReadonlySet<number>;
  /** The maximal members of what its author could see. */
  readonly parents: ReadonlySet<number>;
}

/**
 * One moment at which a write came to a replica: its acceptance there, or a copy that was applied.
 */
export interface NaiveArrival {
  readonly kind: 'accept' | 'apply';
  readonly atUs: number;
  readonly replica: string;
  readonly write: number;
  readonly held: readonly number[];
  readonly holds: readonly number[];
  /** What the replica knew of the key before; empty unless clients bring contexts of their own. */
  readonly known: ReadonlySet<number>;
  readonly conflictsWith: readonly number[];
  /** The replica did not know the write before. */
  readonly isNews: boolean;
}

/** A copy of a write that was on its way to a replica and will not be tried again. */
export interface NaiveDrop {
  readonly atUs: number;
  readonly replica: string;
  readonly write: number;
  readonly reason: Extract<TraceEvent, { kind: 'drop' }>['reason'] | 'no-record';
}

/** Everything that the naive oracle judges from. */
export interface NaiveHistory {
  readonly writes: ReadonlyMap<number, NaiveWrite>;
  readonly acknowledged: ReadonlySet<number>;
  /** When clients had their answers. */
  readonly answeredAtUs: ReadonlyMap<number, number>;
  readonly arrivals: readonly NaiveArrival[];
  readonly drops: readonly NaiveDrop[];
  /** What reads returned, in order. */
  readonly reads: readonly { readonly returned: readonly number[] }[];
  /** Replicas that were not removed for good. */
  readonly survivors: readonly string[];
  /** What a replica holds of a key in the end. */
  readonly finalHolds: (replica: string, key: string) => readonly number[];
  /** What a replica knows of a key in the end. */
  readonly finalKnown: (replica: string, key: string) => ReadonlySet<number>;
}

/**
 * Names every replica of a scenario: a leader by its region, followers `region/1`, `region/2`, ….
 */
export function listReplicas(scenario: Scenario): readonly { replica: string; region: number }[] {
  return scenario.regions.flatMap(({ name, followers }, region) => [
    { replica: name, region },
    ...Array.from({ length: followers.count }, (_, i) => ({ replica: `${name}/${i + 1}`, region })),
  ]);
}

/** Replays a whole trace. Throws when the trace contradicts itself. */
export function replayTrace(events: Iterable<TraceEvent>, scenario: Scenario): NaiveHistory {
  const replicas = listReplicas(scenario);
  const regionOf = new Map(replicas.map(({ replica, region }) => [replica, region]));
  const known = new Table<Set<number>>(() => new Set());
  const holding = new Table<readonly number[]>(() => []);
  /** Deletes that an empty record stands for. */
  const absence = new Table<readonly number[]>(() => []);
  const writes = new Map<number, NaiveWrite>();
  const acknowledged = new Set<number>();
  const answeredAtUs = new Map<number, number>();
  const arrivals: NaiveArrival[] = [];
  const drops: NaiveDrop[] = [];
  const left = new Set<string>();
  const lives = new Map<string, number>();
  const readers = new NaiveReaders();
  const reads: { readonly returned: readonly number[] }[] = [];
  const isContextual = areContextual(scenario);
  const snapshot = (set: ReadonlySet<number>): ReadonlySet<number> =>
    isContextual ? new Set(set) : new Set();

  for (const event of events) {
    switch (event.kind) {
      case 'accept': {
        const { write, replica, key, holds } = event;
        const knownHere = known.at(replica, key);
        const held = holding.at(replica, key);
        const seen = readers.viewOf(event, { known: knownHere, held });
        const knownBefore = snapshot(knownHere);
        if (writes.has(write)) throw new Error(`trace: write ${write} was accepted twice`);
        writes.set(write, {
          id: write,
          key,
          replica,
          life: lives.get(replica) ?? 0,
          region: present(regionOf.get(replica), `trace: no replica is named ${replica}`),
          acceptedAtUs: event.atUs,
          stamp: event.stamp,
          sentAtUs: event.sentAtUs,
          isCreate: event.isCreate === true,
          value: event.value,
          known: new Set(seen.known),
          parents: maximalOf(seen.held.length > 0 ? seen.held : absence.at(replica, key), writes),
        });
        knownHere.add(write);
        for (const other of seen.known) knownHere.add(other);
        holding.put(replica, key, holds);
        absence.put(replica, key, []);
        arrivals.push({
          kind: 'accept',
          atUs: event.atUs,
          replica,
          write,
          held,
          holds,
          known: knownBefore,
          conflictsWith: event.conflictsWith ?? [],
          isNews: true,
        });
        break;
      }
      case 'apply': {
        const { write, replica, key, held, holds, conflictsWith } = event;
        const knownHere = known.at(replica, key);
        requireSame(
          holding.at(replica, key),
          held,
          `trace: write ${write} at ${replica} found another support`,
        );
        const isNews = !knownHere.has(write);
        const knownBefore = snapshot(knownHere);
        knownHere.add(write);
        for (const other of writeOf(writes, write).known) knownHere.add(other);
        holding.put(replica, key, holds);
        if (holds.length > 0) absence.put(replica, key, []);
        arrivals.push({
          kind: 'apply',
          atUs: event.atUs,
          replica,
          write,
          held,
          holds,
          known: knownBefore,
          conflictsWith,
          isNews,
        });
        break;
      }
      case 'learn': {
        const knownHere = known.at(event.replica, event.key);
        for (const write of event.writes) knownHere.add(write);
        break;
      }
      case 'acknowledge':
        writeOf(writes, event.write);
        acknowledged.add(event.write);
        answeredAtUs.set(event.write, event.answeredAtUs);
        break;
      case 'drop':
        for (const write of event.writes) {
          // What is dropped on its way to somebody who has it is no failure of anybody's.
          if (known.at(event.to, writeOf(writes, write).key).has(write)) continue;
          drops.push({ atUs: event.atUs, replica: event.to, write, reason: event.reason });
        }
        break;
      case 'read':
        readers.note(event, {
          known: known.at(event.replica, event.key),
          held: holding.at(event.replica, event.key),
        });
        reads.push({ returned: event.returned });
        break;
      case 'wipe':
        lives.set(event.replica, (lives.get(event.replica) ?? 0) + 1);
        for (const { key } of writes.values()) {
          for (const write of holding.at(event.replica, key)) {
            drops.push({ atUs: event.atUs, replica: event.replica, write, reason: 'disk-lost' });
          }
          holding.put(event.replica, key, []);
          known.put(event.replica, key, new Set());
        }
        break;
      case 'tombstone': {
        const { replica, key, change } = event;
        if (change === 'revive' || holding.at(replica, key).length === 0) break;
        absence.put(replica, key, holding.at(replica, key));
        holding.put(replica, key, []);
        known.put(replica, key, new Set());
        break;
      }
      case 'apply-error':
        if (event.action !== 'skip') break;
        drops.push({ atUs: event.atUs, replica: event.replica, write: event.write, reason: 'no-record' });
        break;
      case 'leave':
        left.add(scenario.regions[regionOf.get(event.replica) ?? -1]?.name ?? event.replica);
        break;
      case 'told':
      case 'hold-back':
      case 'release':
      case 'commit-wait':
      case 'await-state':
      case 'send-on':
      case 'refuse':
      case 'send':
      case 'receive':
      case 'repair':
      case 'cut':
      case 'heal':
      case 'desynchronize':
      case 'resynchronize':
      case 'out-of-memory':
      case 'crash':
      case 'restart':
      case 'pause':
      case 'resume':
      case 'offline':
      case 'online':
      case 'clock-step':
      case 'deploy':
      case 'slow':
      case 'latency-spike':
      case 'loss':
      case 'bandwidth':
      case 'attempt':
      case 'timeout':
      case 'breaker':
      case 'finding':
      case 'pool':
      case 'certify':
      case 'writer':
      case 'storage':
      case 'collide':
      case 'elect':
      case 'depose':
      case 'suspect':
      case 'rewind':
      case 'diverge':
      case 'demote':
      case 'promote':
      case 'degrade':
      case 'shoot':
      case 'admit':
        break;
    }
  }
  return {
    writes,
    acknowledged,
    answeredAtUs,
    arrivals,
    drops,
    reads,
    survivors: replicas
      .filter(({ region }) => !left.has(scenario.regions[region]?.name ?? ''))
      .map(({ replica }) => replica),
    finalHolds: (replica, key) => {
      const held = holding.at(replica, key);
      return held.length > 0 ? held : absence.at(replica, key);
    },
    finalKnown: (replica, key) => known.at(replica, key),
  };
}

/** The write with this id; throws when the trace never told of it. */
export function writeOf(writes: ReadonlyMap<number, NaiveWrite>, id: number): NaiveWrite {
  return present(writes.get(id), `trace: write ${id} was never accepted`);
}

/** Neither write is in the other's known set. */
export function areConcurrent(v: NaiveWrite, w: NaiveWrite): boolean {
  return v.id !== w.id && v.key === w.key && !w.known.has(v.id) && !v.known.has(w.id);
}

/** One cell for each pair of replica and key. */
class Table<T> {
  readonly #rows = new Map<string, Map<string, T>>();
  readonly #makeCell: () => T;

  constructor(makeCell: () => T) {
    this.#makeCell = makeCell;
  }

  at(replica: string, key: string): T {
    const cell = this.#rows.get(replica)?.get(key);
    return cell ?? this.put(replica, key, this.#makeCell());
  }

  put(replica: string, key: string, cell: T): T {
    const row = this.#rows.get(replica) ?? new Map<string, T>();
    this.#rows.set(replica, row.set(key, cell));
    return cell;
  }
}

function maximalOf(
  ids: readonly number[],
  writes: ReadonlyMap<number, NaiveWrite>,
): ReadonlySet<number> {
  return new Set(ids.filter((id) => !ids.some((other) => writeOf(writes, other).known.has(id))));
}

function requireSame(expected: readonly number[], found: readonly number[], message: string): void {
  const isSame = expected.length === found.length && expected.every((id) => found.includes(id));
  if (!isSame)
    throw new Error(`${message}: held [${expected.join()}] before, now [${found.join()}]`);
}

function present<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new Error(message);
  return value;
}
