/**
 * Logical states: how far each replica is in each author's log.
 *
 * A replica has reached a write when it has taken that in and all earlier writes of its author. Nobody keeps
 * book of that while writes are taken in: a cursor a replica and author moves when somebody asks, and each
 * write is passed once.
 *
 *   ops       int32   of an author: ids of its writes, in order
 *   reached   int32   of a replica, one an author: how many of those it has reached
 */
import { grownInt32 } from '../base/columns.js';
import { compareStamps, type RegisterResolver } from '../resolution/contract.js';
import type { OpLog } from '../storage/op-log.js';
import type { Replica } from './replica.js';

/** A state to be reached: 1 + the id of the latest write by each author; one that is absent may be 0. */
export type LogicalState = ReadonlyMap<number, number>;

/** What routing asks of a strategy: who has what, and who led it. */
export interface LogicalStates {
  /** Whether a replica has all of a state. */
  covers(replica: number, state: LogicalState): boolean;
  /** The leaders that wrote what a replica lacks of a state, in order of authors. */
  sourcesOf(replica: number, state: LogicalState): readonly number[];
  /** Adds a write to a state. */
  add(state: Map<number, number>, op: number): void;
  /** How many writes of each leader a state asks for. */
  countsOf(state: LogicalState): ReadonlyMap<number, number>;
  /** A replica's disk is gone. */
  forget(replica: number): void;
}

/** The writes of one author, in order. */
interface AuthorLog {
  ops: Int32Array<ArrayBuffer>;
  length: number;
}

/** Where leaders' logs are merged: a log an author. */
export class ReplicaStates implements LogicalStates {
  private readonly ops: OpLog;
  private readonly replicas: readonly Replica[];
  private readonly resolver: RegisterResolver;
  private readonly logs: readonly AuthorLog[];
  /** By replica and author: how many writes of the log it has reached. */
  private readonly reached: readonly Int32Array[];
  private listed = 0;

  constructor(parts: {
    readonly ops: OpLog;
    readonly replicas: readonly Replica[];
    readonly resolver: RegisterResolver;
  }) {
    const { ops, replicas, resolver } = parts;
    this.ops = ops;
    this.replicas = replicas;
    this.resolver = resolver;
    this.logs = Array.from({ length: ops.width }, () => ({ ops: new Int32Array(64), length: 0 }));
    this.reached = replicas.map(() => new Int32Array(ops.width));
  }

  covers(replica: number, state: LogicalState): boolean {
    for (const [author, entry] of state) if (!this.hasReached(replica, author, entry - 1)) return false;
    return true;
  }

  sourcesOf(replica: number, state: LogicalState): readonly number[] {
    const authors = [...state].flatMap(([author, entry]) =>
      this.hasReached(replica, author, entry - 1) ? [] : [author],
    );
    return [...new Set(authors.sort((x, y) => x - y).map((author) => this.ops.leaderOfAuthor(author)))];
  }

  add(state: Map<number, number>, op: number): void {
    const author = this.ops.authorOf(op);
    state.set(author, Math.max(state.get(author) ?? 0, op + 1));
  }

  countsOf(state: LogicalState): ReadonlyMap<number, number> {
    this.list();
    const counts = new Map<number, number>();
    for (const [author, entry] of state) {
      const { ops, length } = this.logs[author];
      const leader = this.ops.leaderOfAuthor(author);
      const count = ops.subarray(0, length).indexOf(entry - 1) + 1;
      counts.set(leader, (counts.get(leader) ?? 0) + count);
    }
    return counts;
  }

  forget(replica: number): void {
    this.reached[replica].fill(0);
  }

  private hasReached(replica: number, author: number, op: number): boolean {
    this.list();
    const log = this.logs[author];
    const reached = this.reached[replica];
    while (reached[author] < log.length && this.reflects(replica, log.ops[reached[author]])) reached[author]++;
    return reached[author] === log.length || log.ops[reached[author]] > op;
  }

  /**
   * A write may be known without having come, through one that knew of it. That one may have a lesser stamp
   * from a clock that is behind; then a rule that goes by stamps still shows what is older until it comes.
   */
  private reflects(replica: number, op: number): boolean {
    const at = this.replicas[replica];
    if (!at.hasTakenIn(op)) return false;
    if (!this.resolver.isTotalOrder) return true;
    const held = at.records.single(this.ops.keyOf(op));
    return held < 0 || compareStamps(held, op, this.ops) >= 0;
  }

  /** Sorts what was written since somebody last asked by its authors. */
  private list(): void {
    const { ops } = this;
    for (; this.listed < ops.count; this.listed++) {
      const log = this.logs[ops.authorOf(this.listed)];
      log.ops = grownInt32(log.ops, log.length + 1);
      log.ops[log.length++] = this.listed;
    }
  }
}
