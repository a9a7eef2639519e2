/** A tracer for a world's run, with the names that people read. */
import { kindOfConflict, type ClassedWrites } from '../check/conflict-kinds.js';
import type { TraceSink } from '../record/trace.js';
import { Tracer } from '../record/tracer.js';
import type { TimestampKind } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { KeySpace } from '../workload/clients.js';

/** Null where nobody listens. */
export function createTracer(
  sink: TraceSink | undefined,
  parts: {
    readonly replicaNames: readonly string[];
    readonly keySpace: KeySpace;
    readonly valueOf: (op: number) => string | null;
    readonly classedWrites: ClassedWrites;
    readonly merged: (replica: number, key: number) => readonly string[] | null;
    readonly timestamps: TimestampKind;
    readonly ops: OpLog;
  },
): Tracer | null {
  if (sink === undefined) return null;
  const { replicaNames: replicas, keySpace, valueOf, classedWrites, merged, timestamps, ops } = parts;
  const names = {
    replicas,
    key: (key: number) => keySpace.nameOf(key),
    value: valueOf,
    merged,
    conflict: (x: number, y: number) => kindOfConflict(classedWrites, x, y),
    timestamps,
  };
  return new Tracer(sink, names, ops);
}
