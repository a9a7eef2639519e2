/** All replicas of a run: what happens, and is noted, wherever one of them takes in a write. */
import type { Fingerprint } from '../base/fingerprint.js';
import { hashString } from '../base/hash.js';
import type { AcceptedRequest, Tracer } from '../record/tracer.js';
import type { Operation } from '../resolution/replicated-type.js';
import type { WriteContext } from '../scenario.js';
import type { OpKind, OpLog } from '../storage/op-log.js';
import type { SeenRecord } from './context-records.js';
import type { FollowUp } from './follow-up.js';
import { Outcome, type Replica } from './replica.js';

/** State changes as the fingerprint sees them. */
const marks = { accept: 1, apply: 2, merged: 6 } as const;

/** What a client wants written. */
export interface WriteRequest {
  readonly key: number;
  readonly kind: OpKind;
  /** Names the request under any strategy. */
  readonly identity: number;
  readonly stamp: number;
  /** What it does, where values are merged. */
  readonly operation?: Operation;
  /** What its author saw of the key; absent where that is what the leader holds. */
  readonly seen?: SeenRecord;
  readonly context?: WriteContext;
  /** For the trace. */
  readonly client: string;
  readonly sentAtUs: number;
  readonly isCreate?: boolean;
}

/** What a set of replicas is made of. */
export interface ReplicaSetParts {
  /** Leaders first, in the order of regions. */
  readonly replicas: readonly Replica[];
  readonly ops: OpLog;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
}

/** Takes writes in, clients' and those that others sent. */
export class ReplicaSet {
  /** Writes that were known already where they came. */
  duplicates = 0;
  /** What is done about what was taken in; null in most runs. */
  followUp: FollowUp | null = null;
  private readonly replicas: readonly Replica[];
  private readonly ops: OpLog;
  private readonly fingerprint: Fingerprint;
  private readonly tracer: Tracer | null;

  constructor({ replicas, ops, fingerprint, tracer }: ReplicaSetParts) {
    this.replicas = replicas;
    this.ops = ops;
    this.fingerprint = fingerprint;
    this.tracer = tracer;
  }

  /** A replica accepts a client's write, durably; returns its id. */
  accept(region: number, write: WriteRequest, nowUs: number): number {
    const replica = this.replicas[region];
    const { records } = replica;
    const op = this.ops.append(
      {
        key: write.key,
        leader: region,
        kind: write.kind,
        stamp: write.stamp,
        identity: write.identity,
      },
      records.known,
      records.knownOffset(write.key),
    );
    const outcome = replica.accept(op, nowUs, write.operation, write.seen);
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks.accept, region, op, (write.key << 4) | (write.kind << 2) | outcome);
    this.noteMerged(region, write.key);
    this.tracer?.accept(nowUs, region, op, records.versions(write.key), this.describe(op, write, region));
    return op;
  }

  /** A replica takes in a write that another one sent. */
  apply(op: number, from: number, target: number, nowUs: number): Outcome {
    const replica = this.replicas[target];
    const { tracer } = this;
    const key = this.ops.keyOf(op);
    const held = tracer === null ? [] : replica.records.versions(key);
    const conflictsWith = tracer === null ? [] : replica.conflictsWith(op);
    const outcome = replica.apply(op, nowUs);
    if (outcome === Outcome.known) this.duplicates++;
    this.fingerprint.addTime(nowUs);
    this.fingerprint.add(marks.apply, target, op, outcome);
    this.noteMerged(target, key);
    tracer?.apply(nowUs, { replica: target, from }, op, {
      outcome: outcomeNames[outcome],
      held,
      holds: replica.records.versions(key),
      conflictsWith,
    });
    this.followUp?.applied(target, op, outcome === Outcome.stored, nowUs);
    return outcome;
  }

  /** Ids say all of versions that are chosen between; of a merged value, what a reader sees. */
  private noteMerged(target: number, key: number): void {
    const { replicated } = this.replicas[target];
    if (replicated === null) return;
    this.fingerprint.add(marks.merged, target, key, hashString(replicated.read(key).join('\n')));
  }

  /** What a trace says of a write's author, and of what it saw where clients bring contexts. */
  private describe(op: number, write: WriteRequest, region: number): AcceptedRequest {
    const { contexts } = this.replicas[region];
    if (contexts === null) return write;
    return { ...write, clock: contexts.clockOf(op), conflictsWith: contexts.alarms, saw: contexts.saw };
  }
}

const outcomeNames = ['known', 'stored', 'discarded'] as const;
