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
  readonly parts: readonly string[];
  readonly kind: Operation['kind'];
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
    const parts = type.touched?.(operation, delta) ?? listParts(operation);
    this.writes[op] = { delta, parts, kind: operation.kind };
  }

  deltaOf(op: number): unknown {
    return this.writes[op].delta;
  }

  /** The parts that the write touches: elements or fields; one without a name where the value has none. */
  partsOf(op: number): readonly string[] {
    return this.writes[op].parts;
  }

  /** What its client asked for. */
  kindOf(op: number): Operation['kind'] {
    return this.writes[op].kind;
  }
}

function listParts(operation: Operation): readonly string[] {
  const { kind } = operation;
  if (kind === 'set') return Object.keys(operation.fields);
  return kind === 'add' || kind === 'remove' ? [operation.element] : [''];
}
