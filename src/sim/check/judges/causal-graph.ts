/**
 * The causal order of a history: session order and reads-from, closed under transitivity.
 *
 *   past   int32   one row a node: of each session, how many nodes come before it or are it
 *
 * The nodes of a session stand side by side, in its order. A cas is two nodes, a read and then a
 * write. Reads whose value several may have written have no source, which leaves out what they
 * would tell.
 */
import type { HistoryOperation } from '../../record/history.js';
import { Interner } from './sequential-object.js';
import { seenBy, writtenBy } from './versions.js';
import type { Origin, Versions } from './versions.js';

/** One thing that an operation did. */
export interface CausalNode {
  readonly session: number;
  readonly index: number;
  readonly key: number;
  readonly operation: HistoryOperation;
  readonly isWrite: boolean;
  /** Of a read: where what it saw comes from, version by version. */
  readonly origins: readonly Origin[];
  /** Of a read: the writes that it saw. */
  readonly sources: readonly number[];
}

/**
 * A step of a path. `because`: the number of the extra edge that it takes; −1 for session order and
 * reads-from.
 */
export interface PathStep {
  readonly node: number;
  readonly because: number;
}

/** An edge beside those of the causal order. */
export interface ExtraEdge {
  readonly from: number;
  readonly to: number;
}

/** Nodes and the order between them. */
export class CausalGraph {
  readonly versions: Versions;
  readonly nodes: readonly CausalNode[];
  readonly sessions: number;
  /** The node at which each session begins, and the end. */
  readonly start: readonly number[];
  /** Reads of each write. */
  readonly readers: readonly (readonly number[])[];
  /** By key, then by session: its writes, as places in the session. */
  readonly writes: readonly ReadonlyMap<number, readonly number[]>[];
  /** Nobody knows what comes before what. */
  readonly isTooLarge: boolean;
  /** Nodes on a cycle or after one; empty when the order is one. */
  readonly cyclic: readonly number[];
  private readonly past: Int32Array;

  constructor(versions: Versions) {
    this.versions = versions;
    const built = buildNodes(versions);
    this.nodes = built.nodes;
    this.start = built.start;
    this.sessions = this.start.length - 1;
    this.readers = listReaders(this.nodes);
    this.writes = listWrites(this.nodes, built.keys);
    const entries = this.nodes.length * this.sessions;
    this.isTooLarge = entries > mostEntries;
    this.past = new Int32Array(this.isTooLarge ? 0 : entries);
    this.cyclic = this.isTooLarge ? [] : this.computePast();
  }

  /** Of a session, how many nodes come before a node or are it. */
  pastOf(node: number, session: number): number {
    return this.past[node * this.sessions + session];
  }

  /** A copy of all pasts, to be changed. */
  copyPast(): Int32Array {
    return this.past.slice();
  }

  /** Whether one node comes before another. */
  isBefore(a: number, b: number): boolean {
    const { session, index } = this.nodes[a];
    return a !== b && index < this.pastOf(b, session);
  }

  /** The node of a session at a place. */
  at(session: number, index: number): number {
    return this.start[session] + index;
  }

  /** The last write of a session to a key among its first `count` nodes; −1 when there is none. */
  lastWrite(key: number, session: number, count: number): number {
    const indices = this.writes[key].get(session);
    if (indices === undefined) return -1;
    let low = 0;
    let high = indices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (indices[middle] < count) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? -1 : this.at(session, indices[low - 1]);
  }

  /**
   * A path from one node to another that leaves its session as seldom as can be; null where there
   * is none. It begins and ends with the two nodes; of the steps within a session only the ends are
   * kept.
   */
  findPath(from: number, to: number, extra: readonly ExtraEdge[] = []): readonly PathStep[] | null {
    const outgoing = new Map<number, number[]>();
    extra.forEach((edge, i) => {
      const known = outgoing.get(edge.from);
      if (known === undefined) outgoing.set(edge.from, [i]);
      else known.push(i);
    });
    const arrivals = new Map<
      number,
      { readonly before: number; readonly because: number; readonly isInside: boolean }
    >();
    let wave = [from];
    const reached = new Uint8Array(this.nodes.length);
    const reach = (node: number, before: number, because: number, isInside: boolean): boolean => {
      if (reached[node] === 1 && node !== to) return false;
      if (arrivals.has(node)) return false;
      reached[node] = 1;
      arrivals.set(node, { before, because, isInside });
      return true;
    };
    reached[from] = 1;
    while (wave.length > 0 && !arrivals.has(to)) {
      // Steps within a session cost nothing, so a wave first runs to the ends of its sessions.
      const along = [...wave];
      for (const node of wave) {
        for (
          let next = this.nextOf(node), last = node;
          next >= 0;
          last = next, next = this.nextOf(next)
        ) {
          if (!reach(next, last, -1, true)) break;
          along.push(next);
        }
      }
      wave = [];
      for (const node of along) {
        for (const reader of this.readers[node])
          if (reach(reader, node, -1, false)) wave.push(reader);
        for (const i of outgoing.get(node) ?? [])
          if (reach(extra[i].to, node, i, false)) wave.push(extra[i].to);
      }
    }
    return arrivals.has(to) ? tracePath(from, to, arrivals) : null;
  }

  private nextOf(node: number): number {
    return node + 1 < this.start[this.nodes[node].session + 1] ? node + 1 : -1;
  }

  /** Kahn's algorithm; returns what is left when there is a cycle. */
  private computePast(): readonly number[] {
    const { nodes, past, sessions } = this;
    const missing = Int32Array.from(
      nodes,
      ({ index, sources }) => (index > 0 ? 1 : 0) + sources.length,
    );
    const ready: number[] = [];
    missing.forEach((count, node) => {
      if (count === 0) ready.push(node);
    });
    let done = 0;
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      done++;
      const { session, index, sources } = nodes[node];
      const row = node * sessions;
      if (index > 0) past.copyWithin(row, row - sessions, row);
      for (const source of sources) joinRows(past, row, source * sessions, sessions);
      past[row + session] = index + 1;
      const next = this.nextOf(node);
      if (next >= 0 && --missing[next] === 0) ready.push(next);
      for (const reader of this.readers[node]) if (--missing[reader] === 0) ready.push(reader);
    }
    if (done === nodes.length) return [];
    return nodes.flatMap((_, node) => (missing[node] > 0 ? [node] : []));
  }
}

/** Four bytes each, and again for each session in turn. */
const mostEntries = 100_000_000;

/** Raises a row to at least another one; whether that changed it. */
export function joinRows(rows: Int32Array, target: number, source: number, width: number): boolean {
  let hasChanged = false;
  for (let i = 0; i < width; i++) {
    const value = rows[source + i];
    if (value <= rows[target + i]) continue;
    rows[target + i] = value;
    hasChanged = true;
  }
  return hasChanged;
}

function tracePath(
  from: number,
  to: number,
  arrivals: ReadonlyMap<
    number,
    { readonly before: number; readonly because: number; readonly isInside: boolean }
  >,
): readonly PathStep[] {
  const steps: PathStep[] = [];
  let isLeftInside = false;
  for (let node = to; ;) {
    const arrival = arrivals.get(node);
    if (arrival === undefined || (node === from && steps.length > 0)) break;
    // A node that is entered and left within its session tells nothing.
    const isBetween = arrival.isInside && isLeftInside;
    if (!isBetween || node === to) steps.push({ node, because: arrival.because });
    isLeftInside = arrival.isInside;
    node = arrival.before;
  }
  steps.push({ node: from, because: -1 });
  return steps.reverse();
}

interface BuiltNodes {
  readonly nodes: readonly CausalNode[];
  readonly start: readonly number[];
  readonly keys: number;
}

function buildNodes(versions: Versions): BuiltNodes {
  const { operations } = versions;
  const keys = new Interner<string>();
  const sessions = new Map<number, number[]>();
  const isRead = listSeenWrites(versions);
  operations.forEach((operation, i) => {
    // Without an answer, and seen by nobody, it may as well not have happened.
    if (operation.outcome === 'info' && !isRead.has(i)) return;
    const own = sessions.get(operation.process);
    if (own === undefined) sessions.set(operation.process, [i]);
    else own.push(i);
  });
  for (const [session, own] of sessions) {
    dropUnseen(own, operations, isRead);
    if (own.length === 0) sessions.delete(session);
  }
  const drafts: (Omit<CausalNode, 'sources'> & { readonly of: number })[] = [];
  const writerNode = new Int32Array(operations.length).fill(-1);
  const start = [0];
  [...sessions.values()].forEach((own, session) => {
    const first = drafts.length;
    for (const i of own) {
      const operation = operations[i];
      const key = keys.numberOf(operation.key);
      const seen = seenBy(operation);
      if (seen !== null) {
        const origins = seen.map((value) => versions.originOf(operation.key, value));
        drafts.push({
          session,
          index: drafts.length - first,
          key,
          operation,
          isWrite: false,
          origins,
          of: i,
        });
      }
      if (writtenBy(operation) === undefined) continue;
      writerNode[i] = drafts.length;
      drafts.push({
        session,
        index: drafts.length - first,
        key,
        operation,
        isWrite: true,
        origins: [],
        of: i,
      });
    }
    start.push(drafts.length);
  });
  const nodes = drafts.map(({ session, index, key, operation, isWrite, origins }): CausalNode => ({
    session,
    index,
    key,
    operation,
    isWrite,
    origins,
    sources: origins.flatMap((origin) =>
      origin.kind === 'write' ? [writerNode[origin.operation]] : [],
    ),
  }));
  return { nodes, start, keys: keys.values.length };
}

/** Drops the writes at the end of a session that nobody saw: they come before nothing. */
function dropUnseen(
  own: number[],
  operations: readonly HistoryOperation[],
  isRead: ReadonlySet<number>,
): void {
  for (let last = own.at(-1); last !== undefined; last = own.at(-1)) {
    if (operations[last].f !== 'write' || isRead.has(last)) return;
    own.pop();
  }
}

function listSeenWrites(versions: Versions): ReadonlySet<number> {
  const seen = new Set<number>();
  for (const operation of versions.operations) {
    for (const value of seenBy(operation) ?? []) {
      const origin = versions.originOf(operation.key, value);
      if (origin.kind === 'write') seen.add(origin.operation);
    }
  }
  return seen;
}

function listReaders(nodes: readonly CausalNode[]): readonly (readonly number[])[] {
  const readers: number[][] = nodes.map(() => []);
  nodes.forEach(({ sources }, node) => {
    for (const source of sources) readers[source].push(node);
  });
  return readers;
}

function listWrites(
  nodes: readonly CausalNode[],
  keys: number,
): readonly ReadonlyMap<number, readonly number[]>[] {
  const writes = Array.from({ length: keys }, () => new Map<number, number[]>());
  for (const { isWrite, key, session, index } of nodes) {
    if (!isWrite) continue;
    const own = writes[key].get(session);
    if (own === undefined) writes[key].set(session, [index]);
    else own.push(index);
  }
  return writes;
}
