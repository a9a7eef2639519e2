/**
 * The order in which leaders take in each other's writes, and what a write still has to wait for.
 *
 * `fifo`: the writes of one leader in the order in which it accepted them. `causal`: a write after
 * everything, of any key, that its author's leader had taken in when it accepted the write.
 * @see Birman, Schiper, Stephenson: Lightweight causal and atomic group multicast. TOCS 9(3), 1991
 */
import type { MultiLeader, Topology } from '../scenario.js';
import { DependencyLog } from '../storage/dependency-log.js';

/** An order that has to be watched over. */
export type WatchedOrder = 'fifo' | 'causal';

/** How far each leader has got with the writes of each other. */
export class DeliveryOrder {
  private readonly leaders: number;
  private readonly dependencies: DependencyLog;
  /** By leader and author: 1 + the id of the author's latest write that the leader took in. */
  private readonly taken: Int32Array<ArrayBuffer>;

  constructor(shape: { readonly order: WatchedOrder; readonly leaders: number; readonly expected: number }) {
    this.leaders = shape.leaders;
    this.dependencies = new DependencyLog(shape);
    this.taken = new Int32Array(shape.leaders * shape.leaders);
  }

  /** A leader accepts a client's write. */
  noteAccepted(op: number, leader: number): void {
    const offset = leader * this.leaders;
    this.dependencies.append(leader, this.taken, offset);
    this.taken[offset + leader] = op + 1;
  }

  /** A leader's disk is gone: what it accepts from now on follows nothing of its own that may be gone with it. */
  forgetOwn(leader: number): void {
    this.taken[leader * this.leaders + leader] = 0;
  }

  /** A leader has taken in a write, or has passed over it for good. */
  noteTaken(op: number, author: number, leader: number): void {
    const entry = leader * this.leaders + author;
    if (this.taken[entry] <= op) this.taken[entry] = op + 1;
  }

  /** A write that this leader has to take in before `op`; −1 when it may come now. */
  findMissing(op: number, author: number, leader: number): number {
    return this.dependencies.findMissing(op, author, this.taken, leader * this.leaders);
  }
}

/** The order that has to be watched over; null when nobody asks for one, or links keep it by themselves. */
export function watchedOrder(
  spec: Pick<MultiLeader, 'order' | 'applyErrors'>,
  topology: Topology,
  hasUpdates: boolean,
): WatchedOrder | null {
  if (spec.order === 'causal') return 'causal';
  if (spec.order === 'none') return null;
  // An update that waits for its record would be overtaken by its leader's next writes.
  const mayBeOvertaken = hasUpdates && spec.applyErrors === 'hold';
  if (keepsOrder(topology)) return mayBeOvertaken ? 'fifo' : null;
  return spec.order;
}

/** Whether links alone keep each leader's order: all are FIFO, and copies reach a leader one way only. */
function keepsOrder(topology: Topology): boolean {
  const isFifo = topology.links.every(({ transport }) => transport === 'fifo');
  if (!isFifo || !topology.forward) return isFifo;
  const ahead = new Map<number, number[]>();
  for (const { from, to } of topology.links) ahead.set(from, [...(ahead.get(from) ?? []), to]);
  return [...ahead.keys()].every((origin) => hasOneWayTo(ahead, origin));
}

/** Whether what a leader sends, passed on by all but to whom it came from, reaches nobody twice. */
function hasOneWayTo(ahead: ReadonlyMap<number, readonly number[]>, origin: number): boolean {
  const seen = new Set([origin]);
  const arrivals = [{ at: origin, via: -1 }];
  for (const { at, via } of arrivals) {
    for (const next of ahead.get(at) ?? []) {
      if (next === via || next === origin) continue;
      if (seen.has(next)) return false;
      seen.add(next);
      arrivals.push({ at: next, via: at });
    }
  }
  return true;
}
