/**
 * A trace as a partial order: what happened at each replica, one after the other, and which of it another replica's
 * doing had to come before.
 *
 * @see L. Lamport, "Time, clocks, and the ordering of events in a distributed system", CACM 21 (1978)
 */
import type { TraceEvent } from '../../../sim/record/trace.js';

/** Events of a run, in order of time; what has no place at a replica (cuts, faults of links) is left out. */
export interface CausalTrace {
  /** Names of replicas, in order of their first event. */
  readonly replicas: readonly string[];
  readonly events: readonly CausalEvent[];
}

/** One event. */
export interface CausalEvent {
  readonly event: TraceEvent;
  /** By place in {@link CausalTrace.replicas}. */
  readonly replica: number;
  /** The one before it at the same replica, by place in {@link CausalTrace.events}; null for the first. */
  readonly previous: number | null;
  /** What another replica did that it follows from: the sending of its message, or the write itself; null for none. */
  readonly source: number | null;
}

/** Puts a trace in order. */
export function orderCausally(trace: Iterable<TraceEvent>): CausalTrace {
  const order = new CausalOrder();
  for (const event of trace) order.hear(event);
  return order.trace;
}

/** Places of all events that this one follows from, without itself. */
export function causalPast({ events }: CausalTrace, at: number): ReadonlySet<number> {
  const past = new Set<number>();
  const open = [at];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { previous, source } = events[place];
    for (const cause of [previous, source]) {
      if (cause === null || past.has(cause)) continue;
      past.add(cause);
      open.push(cause);
    }
  }
  return past;
}

/** Places of all events that follow from this one, without itself. */
export function causalFuture({ events }: CausalTrace, at: number): ReadonlySet<number> {
  const future = new Set<number>();
  for (let place = at + 1; place < events.length; place++) {
    const { previous, source } = events[place];
    const follows = [previous, source].some((cause) => cause !== null && (cause === at || future.has(cause)));
    if (follows) future.add(place);
  }
  return future;
}

/** The replica at which an event happens; null where it happens to a link, or to nobody. */
export function replicaOf(event: TraceEvent): string | null {
  switch (event.kind) {
    case 'cut':
    case 'heal':
    case 'latency-spike':
    case 'loss':
    case 'bandwidth':
    case 'finding':
      return null;
    case 'receive':
      return event.to;
    case 'storage':
      return event.node;
    case 'send':
    case 'send-on':
    case 'drop':
    case 'repair':
    case 'desynchronize':
    case 'resynchronize':
      return event.from;
    default:
      return event.replica;
  }
}

/** Puts events in order as they come. */
export class CausalOrder {
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly events: CausalEvent[] = [];
  /** The last event at each replica. */
  private readonly last: number[] = [];
  /** Where writes were accepted. */
  private readonly accepts = new Map<number, number>();
  /** Batches on their way, by what they carry and where; the last one stays, for it may be sent again. */
  private readonly sent = new Map<string, number[]>();

  /** All so far. */
  get trace(): CausalTrace {
    return { replicas: this.names, events: this.events };
  }

  /** Takes the next event; null where it has no place at a replica. */
  hear(event: TraceEvent): CausalEvent | null {
    const name = replicaOf(event);
    if (name === null) return null;
    const replica = this.numberOf(name);
    const place = this.events.length;
    const placed = { event, replica, previous: this.last[replica] ?? null, source: this.sourceOf(event, replica) };
    this.events.push(placed);
    this.last[replica] = place;
    if (event.kind === 'accept') this.accepts.set(event.write, place);
    if (event.kind === 'send') {
      const key = batchKey(event);
      this.sent.set(key, [...(this.sent.get(key) ?? []), place]);
    }
    return placed;
  }

  private numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.length;
    this.numbers.set(name, number);
    this.names.push(name);
    return number;
  }

  private sourceOf(event: TraceEvent, replica: number): number | null {
    switch (event.kind) {
      case 'receive':
        return this.takeSent(batchKey(event));
      case 'apply':
      case 'hold-back':
        // Where batches are traced, this follows from one that was received here.
        return this.acceptElsewhere(event.write, replica);
      case 'learn':
        return this.acceptElsewhere(event.writes[0] ?? -1, replica);
      default:
        return null;
    }
  }

  private takeSent(key: string): number | null {
    const places = this.sent.get(key);
    if (places === undefined) return null;
    const [first] = places;
    if (places.length > 1) places.shift();
    return first;
  }

  private acceptElsewhere(write: number, replica: number): number | null {
    const place = this.accepts.get(write);
    return place === undefined || this.events[place].replica === replica ? null : place;
  }
}

function batchKey({ from, to, writes }: TraceEvent & { readonly kind: 'send' | 'receive' }): string {
  return `${from}\u0000${to}\u0000${writes.join()}`;
}
