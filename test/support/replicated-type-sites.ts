/** Replicas of one key that a test steers by hand. */
import { listWrites } from '../../src/sim/resolution/replicated-type.js';
import type { ReplicatedType, Operation } from '../../src/sim/resolution/replicated-type.js';

/** What a test may say of a write beside what is asked. */
export interface AskOptions<State> {
  /** By default later than every write before. */
  readonly stamp?: number;
  /** What the author read; by default what the replica holds. */
  readonly seen?: State;
}

/** Two or more replicas, each an author and a leader; nothing is sent but by hand. */
export class Sites<State> {
  readonly states: State[];
  private readonly type: ReplicatedType<State>;
  /** By id: the author's write before. */
  private readonly previous: number[] = [];
  private readonly latest: number[];

  constructor(type: ReplicatedType<State>, count = 2) {
    this.type = type;
    this.states = Array.from({ length: count }, () => type.initial);
    this.latest = this.states.map(() => -1);
  }

  /** A replica takes in a client's operation; returns the delta. Ids count up from 0. */
  ask(site: number, operation: Operation, options: AskOptions<State> = {}): State {
    const op = this.previous.length;
    const previous = this.latest[site];
    const { stamp = op, seen = this.states[site] } = options;
    const origin = { op, previous, author: site, leader: site, stamp };
    const delta = this.type.prepare(seen, operation, origin);
    this.previous.push(previous);
    this.latest[site] = op;
    this.take(site, delta);
    return delta;
  }

  /** A delta or state reaches a replica. */
  take(site: number, delta: State): void {
    this.states[site] = this.type.merge(this.states[site], delta);
  }

  /** Every replica gets the state of every other. */
  exchange(): void {
    const sent = [...this.states];
    for (let site = 0; site < sent.length; site++) sent.forEach((state) => this.take(site, state));
  }

  /** A replica loses its memory. */
  forget(site: number): void {
    this.states[site] = this.type.initial;
  }

  read(site: number): readonly string[] {
    return this.type.read(this.states[site]);
  }

  /** Ids of the writes that a replica's state reflects. */
  support(site: number): readonly number[] {
    return listWrites(this.type.support(this.states[site]), (op) => this.previous[op]);
  }
}

/** Puts an element into a set. */
export function add(element: string): Operation {
  return { kind: 'add', element };
}

/** Takes an element out of a set, or a field out of a row. */
export function remove(element: string): Operation {
  return { kind: 'remove', element };
}

/** Adds to a counter. */
export function increment(by: number): Operation {
  return { kind: 'increment', by };
}

/** Writes a register. */
export function write(value: string): Operation {
  return { kind: 'write', value };
}

/** Sets fields of a row. */
export function set(fields: Readonly<Record<string, string>>): Operation {
  return { kind: 'set', fields };
}

/** Empties a register or a row. */
export const erase: Operation = { kind: 'delete' };
