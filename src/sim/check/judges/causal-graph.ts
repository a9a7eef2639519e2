/**
 * The causal order of a history: session order and reads-from, closed under transitivity.
 *
 *   past   int32   one row a node: of each session, how many nodes come before it or are it
 */
import type { RegisterColumns } from '../../record/register-columns.js';
import { CausalNodes } from './causal-nodes.js';

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
export class CausalGraph extends CausalNodes {
  /** Nobody knows what comes before what. */
  readonly isTooLarge: boolean;
  /** Nodes on a cycle or after one; empty when the order is one. */
  readonly cyclic: readonly number[];
  private readonly past: Int32Array;

  constructor(columns: RegisterColumns) {
    super(columns);
    const entries = this.count * this.sessions;
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
    return a !== b && this.index[a] < this.pastOf(b, this.session[a]);
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
    const reached = new Uint8Array(this.count);
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
        for (const reader of this.readers.of(node))
          if (reach(reader, node, -1, false)) wave.push(reader);
        for (const i of outgoing.get(node) ?? [])
          if (reach(extra[i].to, node, i, false)) wave.push(extra[i].to);
      }
    }
    return arrivals.has(to) ? tracePath(from, to, arrivals) : null;
  }

  /** How many nodes come directly before each: the one before it in its session, and what it saw. */
  countPredecessors(): Int32Array {
    const missing = new Int32Array(this.count);
    for (let node = 0; node < this.count; node++) {
      missing[node] = (this.index[node] > 0 ? 1 : 0) + this.sources.countOf(node);
    }
    return missing;
  }

  /** Kahn's algorithm; returns what is left when there is a cycle. */
  private computePast(): readonly number[] {
    const { past, sessions, count, session, index, sources, readers } = this;
    const missing = this.countPredecessors();
    const ready: number[] = [];
    for (let node = 0; node < count; node++) if (missing[node] === 0) ready.push(node);
    let done = 0;
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      done++;
      const row = node * sessions;
      if (index[node] > 0) past.copyWithin(row, row - sessions, row);
      for (let i = sources.from[node]; i < sources.from[node + 1]; i++) {
        joinRows(past, row, sources.nodes[i] * sessions, sessions);
      }
      past[row + session[node]] = index[node] + 1;
      const next = this.nextOf(node);
      if (next >= 0 && --missing[next] === 0) ready.push(next);
      for (let i = readers.from[node]; i < readers.from[node + 1]; i++) {
        if (--missing[readers.nodes[i]] === 0) ready.push(readers.nodes[i]);
      }
    }
    if (done === count) return [];
    return [...missing.keys()].filter((node) => missing[node] > 0);
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
