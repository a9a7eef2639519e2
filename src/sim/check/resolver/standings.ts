/**
 * The states in which a replica can be, by what it took in and in which order, in columns:
 *
 *     states    has             knows          again            took              from
 *     a state   messages, as    writes, as     messages that    the last message  the row that it was
 *               a bit each      a bit each     came once more   taken in          taken in at
 *
 * Row 0 is where the replica begins, right after its last write; −1 in its last two columns. Rows come in order
 * of how many messages were taken in. Orders that come to the same state are one row.
 */
import type { Merging } from '../../resolution/candidate.js';

/** Where a replica is right after its last write. */
export interface Standpoint {
  readonly state: number;
  /** A bit for each message that it has, its own included. */
  readonly has: number;
  /** A bit for each write that it knows of. */
  readonly knows: number;
  /** How many messages came to it once more. */
  readonly again: number;
}

/** What was sent: by write, the state in its message, and a bit for each write that its replica knew of. */
export interface Sent {
  readonly messages: readonly number[];
  readonly seen: readonly number[];
}

/** Which orders are looked at. */
export type Orders =
  /** All, and each with a message that comes once more, at any moment. */
  | 'all'
  /** Each set of messages in the order in which they were sent. */
  | 'as-sent';

/** The most messages that come once more to a replica. */
export const mostAgain = 1;

/** Reused: what was asked of it holds until it is filled again. */
export class Standings {
  private readonly states: number[] = [];
  private readonly has: number[] = [];
  private readonly knows: number[] = [];
  private readonly again: number[] = [];
  private readonly took: number[] = [];
  private readonly from: number[] = [];
  private count = 0;

  /** How many there are. */
  get length(): number {
    return this.count;
  }

  /** Finds all that can be reached. */
  fill(candidate: Merging, at: Standpoint, { messages, seen }: Sent, orders: Orders): void {
    this.count = 0;
    this.push(at.state, at.has, at.knows, at.again, -1, -1);
    for (let row = 0; row < this.count; row++) {
      const first = orders === 'all' ? 0 : this.took[row] + 1;
      for (let message = first; message < messages.length; message++) {
        const bit = 1 << message;
        const isAgain = (this.has[row] & bit) !== 0;
        if (isAgain && (orders === 'as-sent' || this.again[row] >= mostAgain)) continue;
        const state = candidate.merge(this.states[row], messages[message]);
        const has = this.has[row] | bit;
        if (this.isKnown(state, has)) continue;
        const again = this.again[row] + (isAgain ? 1 : 0);
        this.push(state, has, this.knows[row] | seen[message] | bit, again, message, row);
      }
    }
  }

  /** Rows of those that have all of these messages. */
  rowsWith(messages: number): readonly number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.count; row++) if (this.has[row] === messages) rows.push(row);
    return rows;
  }

  stateAt(row: number): number {
    return this.states[row];
  }

  standpointAt(row: number): Standpoint {
    return { state: this.states[row], has: this.has[row], knows: this.knows[row], again: this.again[row] };
  }

  /** The messages that were taken in, in order. */
  takesAt(row: number): readonly number[] {
    const takes: number[] = [];
    for (let at = row; this.took[at] >= 0; at = this.from[at]) takes.push(this.took[at]);
    return takes.reverse();
  }

  /** What a replica knows follows from what it has. */
  private isKnown(state: number, has: number): boolean {
    for (let row = this.count - 1; row >= 0; row--) {
      if (this.has[row] === has && this.states[row] === state) return true;
    }
    return false;
  }

  private push(state: number, has: number, knows: number, again: number, took: number, from: number): void {
    const row = this.count++;
    this.states[row] = state;
    this.has[row] = has;
    this.knows[row] = knows;
    this.again[row] = again;
    this.took[row] = took;
    this.from[row] = from;
  }
}
