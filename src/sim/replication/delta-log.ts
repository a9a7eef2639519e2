/**
 * The deltas of a replicated type, by write: what is sent of an operation in place of a whole value.
 *
 * It is prepared once, where the write is accepted, and is the same wherever it arrives.
 */
import type { Operation, ReplicatedType } from '../resolution/replicated-type.js';
import type { OpLog } from '../storage/op-log.js';

/** What a write was made of. */
interface PreparedWrite {
  readonly delta: unknown;
  readonly part: string;
  readonly isAdd: boolean;
}

/** All deltas of a run, and the type that they belong to. */
export class DeltaLog {
  readonly type: ReplicatedType<unknown>;
  private readonly ops: OpLog;
  /** By id of the write. */
  private readonly writes: PreparedWrite[] = [];

  constructor(type: ReplicatedType<unknown>, ops: OpLog) {
    this.type = type;
    this.ops = ops;
  }

  /** A write exists in the op log; its author sees `state`. Writes come in order of their ids. */
  prepare(op: number, operation: Operation, state: unknown): void {
    const { ops, type } = this;
    const delta = type.prepare(state, operation, {
      op,
      author: ops.authorOf(op),
      previous: ops.previousOf(op),
      stamp: ops.stampOf(op),
      leader: ops.leaderOf(op),
    });
    const part = type.isWhole === true ? '' : partOf(operation);
    this.writes[op] = { delta, part, isAdd: operation.kind === 'add' };
  }

  deltaOf(op: number): unknown {
    return this.writes[op].delta;
  }

  /** The element that the write is about; empty where the value has no parts. */
  partOf(op: number): string {
    return this.writes[op].part;
  }

  /** Whether the write puts its element into a set. */
  isAdd(op: number): boolean {
    return this.writes[op].isAdd;
  }
}

function partOf(operation: Operation): string {
  return operation.kind === 'add' || operation.kind === 'remove' ? operation.element : '';
}
