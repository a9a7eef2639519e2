/**
 * Stale reads: answers that were overtaken before anybody asked for them, in true time.
 *
 *   newest   int32   one a key: 1 + the id of the answered write that was asked for last; 0 none
 *   found    int32   one a key: 1 + the id of the write that the last read of it was held against; 0 none
 *   older    int32   one a write: 1 + the id of the next one below it; 0 none
 *   newer    int32   one a write: 1 + the id of the next one above it; 0 none
 *
 * A read is stale when some write of its key was answered before the read was sent, and everything that the read
 * returned had been answered before that write was sent. So what overlaps in time makes no read stale, whatever order
 * the strategy gives it; a version whose client never had an answer may take effect at any time, and is not overtaken.
 * Nothing is the state before all writes, or the deletes that it stands for. What was lost counts as everything else:
 * whoever reads what was there before has a stale answer.
 *
 * Below a write in its key's list are those that were both answered and asked for before it: of all that were answered
 * by a time, the first one in the list was asked for last. Others are in no list. Reads look for that one from where
 * the last read was, which was sent about then.
 */
import { grownInt32 } from '../base/columns.js';
import type { OpLog } from '../storage/op-log.js';
import type { CollectedDeletes } from './collected-deletes.js';
import type { RequestTimes } from './request-times.js';

/** A read that somebody asks. */
export interface AskedRead {
  readonly client: string;
  readonly key: number;
  readonly sentAtUs: number;
}

/** A read that returned what had been overtaken. */
export interface StaleRead extends AskedRead {
  /** Who answered. */
  readonly replica: number;
  /** What it returned, as ids. */
  readonly versions: readonly number[];
  /** The latest write that it should have shown. */
  readonly missed: number;
}

/** Counts the stale ones among answered reads. */
export class StaleReads {
  /** Null as long as no read was answered. */
  count: number | null = null;
  /** In the order of answers. */
  first: StaleRead | null = null;
  private readonly ops: OpLog;
  private readonly times: RequestTimes;
  private readonly collected: CollectedDeletes | null;
  private readonly newest: Int32Array<ArrayBuffer>;
  private readonly found: Int32Array<ArrayBuffer>;
  private older: Int32Array<ArrayBuffer>;
  private newer: Int32Array<ArrayBuffer>;

  constructor(parts: {
    readonly ops: OpLog;
    readonly times: RequestTimes;
    /** What absence stands for; null where tombstones stay. */
    readonly collected: CollectedDeletes | null;
    readonly keys: number;
    /** About how many writes there will be. */
    readonly expected: number;
  }) {
    this.ops = parts.ops;
    this.times = parts.times;
    this.collected = parts.collected;
    this.newest = new Int32Array(parts.keys);
    this.found = new Int32Array(parts.keys);
    this.older = new Int32Array(parts.expected);
    this.newer = new Int32Array(parts.expected);
  }

  /** A write's client has, or will have, the answer; the times of requests know when. */
  noteAnswer(op: number): void {
    const { times, newest, found } = this;
    const key = this.ops.keyOf(op);
    const sentAtUs = times.sentAtUs(op);
    const answeredAtUs = times.answeredAtUs(op);
    let above = -1;
    let below = newest[key] - 1;
    // Answers are noted before they arrive, so some that were noted earlier come later.
    while (below >= 0 && times.answeredAtUs(below) > answeredAtUs) {
      if (times.sentAtUs(below) > sentAtUs) above = below;
      else if (found[key] === below + 1) found[key] = op + 1;
      below = this.older[below] - 1;
    }
    if (below >= 0 && times.sentAtUs(below) >= sentAtUs) return;
    this.older = grownInt32(this.older, op + 1);
    this.newer = grownInt32(this.newer, op + 1);
    this.older[op] = below + 1;
    this.newer[op] = above + 1;
    if (below >= 0) this.newer[below] = op + 1;
    if (above < 0) newest[key] = op + 1;
    else this.older[above] = op + 1;
  }

  /** Judges what a read returns that is answered now; null where it is not stale. */
  judge({ client, key, sentAtUs }: AskedRead, replica: number, versions: readonly number[]): StaleRead | null {
    const { times } = this;
    const newest = this.newest[key] - 1;
    if (newest < 0) return null;
    const returned = versions.length === 0 && this.collected !== null ? this.collected.standingFor(replica, key) : versions;
    let returnedUs = -Infinity;
    for (const version of returned) returnedUs = Math.max(returnedUs, times.answeredAtUs(version));
    if (returnedUs >= times.sentAtUs(newest)) return null;
    const missed = this.latestAnsweredBy(key, sentAtUs);
    if (missed < 0 || returnedUs >= times.sentAtUs(missed)) return null;
    return { client, key, sentAtUs, replica, versions: versions.slice(), missed };
  }

  /** A read was answered, with what {@link judge} said of it. */
  note(stale: StaleRead | null): void {
    this.count = (this.count ?? 0) + (stale === null ? 0 : 1);
    this.first ??= stale;
  }

  /** Of the writes of a key that were answered before a time, the one that was asked for last; −1 for none. */
  private latestAnsweredBy(key: number, beforeUs: number): number {
    const { times, found, older, newer } = this;
    let at = (found[key] === 0 ? this.newest[key] : found[key]) - 1;
    while (newer[at] > 0 && times.answeredAtUs(newer[at] - 1) < beforeUs) at = newer[at] - 1;
    while (at >= 0 && times.answeredAtUs(at) >= beforeUs) at = older[at] - 1;
    if (at >= 0) found[key] = at + 1;
    return at;
  }
}
