/** Turns what the engine did into trace events with names, for whoever listens. */
import { assertNever } from '../base/assert.js';
import type { ConflictKind } from '../base/write-kind.js';
import { readHybridStamp } from '../causality/hybrid-clock.js';
import type { FindingKind } from '../base/resolver-fault.js';
import type { ApplyErrors, DeployableRule, OperationKind, TimestampKind, UniqueRule, WriteContext } from '../scenario.js';
import { nameClock } from './clock-names.js';
import type { OpLog } from '../storage/op-log.js';
import type { RefusalReason, StampParts, TraceEvent, TraceLeadershipEvent, TraceNodeEvent, TraceSink } from './trace.js';

/** The names that a trace uses. */
export interface Names {
  readonly replicas: readonly string[];
  /** Name of a key by its number. */
  key(key: number): string;
  /** What an op wrote; null for a delete. */
  value(op: number): string | null;
  /** What a reader sees at a replica where values are merged; null where one of its versions is read. */
  merged(replica: number, key: number): readonly string[] | null;
  /** The kind of a conflict between two writes. */
  conflict(x: number, y: number): ConflictKind;
  /** Where stamps come from. */
  readonly timestamps: TimestampKind;
}

type DropReason = Extract<TraceEvent, { kind: 'drop' }>['reason'];
type Outcome = Extract<TraceEvent, { kind: 'apply' }>['outcome'];


/** What a trace says of the request behind a write. */
export interface AcceptedRequest {
  readonly client: string;
  readonly sentAtUs: number;
  /** What it does, where values are merged. */
  readonly operation?: { readonly kind: string };
  readonly isCreate?: boolean;
  /** How the author's context came about, where clients bring one. */
  readonly context?: WriteContext;
  /** Its vector, by author, and the versions that it was put beside, where clients bring contexts. */
  readonly clock?: ReadonlyMap<number, number>;
  readonly conflictsWith?: readonly number[];
  /** The versions that the author saw. */
  readonly saw?: readonly number[];
}

/** What a trace says of a read. */
export interface ServedRead {
  readonly client: string;
  readonly sentAtUs: number;
  /** Where clients bring what they read as the context of what they write. */
  readonly answeredAtUs?: number;
}

/** Builds trace events. There is none in a run that nobody traces. */
export class Tracer {
  private readonly sink: TraceSink;
  private readonly names: Names;
  private readonly ops: OpLog;

  constructor(sink: TraceSink, names: Names, ops: OpLog) {
    this.sink = sink;
    this.names = names;
    this.ops = ops;
  }

  accept(atUs: number, replica: number, op: number, holds: readonly number[], request: AcceptedRequest): void {
    this.sink({
      kind: 'accept',
      atUs,
      replica: this.names.replicas[replica],
      write: op,
      key: this.names.key(this.ops.keyOf(op)),
      value: this.names.value(op),
      client: request.client,
      stamp: this.ops.stampOf(op),
      ...this.takeApart(this.ops.stampOf(op)),
      holds: [...holds],
      sentAtUs: request.sentAtUs,
      ...(this.ops.isUpdate(op) ? { isUpdate: true } : {}),
      ...(request.isCreate === true ? { isCreate: true } : {}),
      ...(isChange(request) ? { isChange: true } : {}),
      ...this.describeContext(request),
    });
  }

  commitWait(
    atUs: number,
    request: { readonly region: number; readonly key: number; readonly client: string },
    stamp: number,
    untilUs: number,
  ): void {
    const { region, client } = request;
    const { replicas } = this.names;
    const key = this.names.key(request.key);
    this.sink({ kind: 'commit-wait', atUs, replica: replicas[region], key, client, stamp, untilUs });
  }

  awaitState(
    atUs: number,
    { replica, key, client }: { readonly replica: number; readonly key: number; readonly client: string },
    state: ReadonlyMap<number, number>,
    untilUs: number,
  ): void {
    const { replicas } = this.names;
    const counts = Object.fromEntries([...state].map(([leader, count]) => [replicas[leader], count]));
    this.sink({ kind: 'await-state', atUs, replica: replicas[replica], key: this.names.key(key), client, state: counts, untilUs });
  }

  sendOn(atUs: number, from: number, to: number, { key, client }: { readonly key: number; readonly client: string }): void {
    const { replicas } = this.names;
    this.sink({ kind: 'send-on', atUs, from: replicas[from], to: replicas[to], key: this.names.key(key), client });
  }

  acknowledge(atUs: number, replica: number, op: number, answeredAtUs: number): void {
    this.sink({ kind: 'acknowledge', atUs, replica: this.names.replicas[replica], write: op, answeredAtUs });
  }

  refuse(atUs: number, replica: number, operation: OperationKind, key: number, reason: RefusalReason): void {
    this.sink({ kind: 'refuse', atUs, replica: this.names.replicas[replica], operation, key: this.names.key(key), reason });
  }

  attempt(
    kind: 'attempt' | 'timeout',
    atUs: number,
    request: {
      readonly region: number;
      readonly client: string;
      readonly kind: OperationKind;
      readonly key: number;
    },
    attempt: number,
  ): void {
    const { region, client, kind: operation, key } = request;
    const replica = this.names.replicas[region];
    this.sink({ kind, atUs, replica, client, operation, key: this.names.key(key), attempt });
  }

  breaker(
    atUs: number,
    group: { readonly region: number; readonly client: string },
    state: 'closed' | 'open' | 'half-open',
  ): void {
    const { region, client } = group;
    this.sink({ kind: 'breaker', atUs, replica: this.names.replicas[region], client, state });
  }

  pool(atUs: number, replica: number, change: 'left' | 'joined', offsetUs: number): void {
    this.sink({ kind: 'pool', atUs, replica: this.names.replicas[replica], change, offsetUs });
  }

  read(atUs: number, replica: number, key: number, returned: readonly number[], request: ServedRead): void {
    const values = this.names.merged(replica, key);
    this.sink({
      kind: 'read',
      atUs,
      replica: this.names.replicas[replica],
      key: this.names.key(key),
      client: request.client,
      returned: [...returned],
      ...(values === null ? {} : { values }),
      sentAtUs: request.sentAtUs,
      ...(request.answeredAtUs === undefined ? {} : { answeredAtUs: request.answeredAtUs }),
    });
  }

  tell(atUs: number, replica: number, key: number, holds: readonly number[], untilUs: number): void {
    const { replicas } = this.names;
    this.sink({ kind: 'told', atUs, replica: replicas[replica], key: this.names.key(key), holds: [...holds], untilUs });
  }

  send(atUs: number, from: number, to: number, writes: readonly number[], bytes: number, departsAtUs: number): void {
    this.sink({ kind: 'send', atUs, from: this.names.replicas[from], to: this.names.replicas[to], writes, bytes, departsAtUs });
  }

  receive(atUs: number, from: number, to: number, writes: readonly number[]): void {
    this.sink({ kind: 'receive', atUs, from: this.names.replicas[from], to: this.names.replicas[to], writes });
  }

  apply(
    atUs: number,
    place: { readonly replica: number; readonly from: number },
    op: number,
    change: {
      readonly outcome: Outcome;
      readonly held: readonly number[];
      readonly holds: readonly number[];
      readonly conflictsWith: readonly number[];
    },
  ): void {
    this.sink({
      kind: 'apply',
      atUs,
      replica: this.names.replicas[place.replica],
      write: op,
      key: this.names.key(this.ops.keyOf(op)),
      from: this.names.replicas[place.from],
      outcome: change.outcome,
      held: [...change.held],
      holds: [...change.holds],
      conflictsWith: change.conflictsWith,
      ...this.classConflicts(op, change.conflictsWith),
    });
  }

  holdBack(atUs: number, place: { readonly replica: number; readonly from: number }, op: number, waitsFor: number): void {
    this.sink({ kind: 'hold-back', atUs, ...this.arrival(place, op), waitsFor });
  }

  release(atUs: number, replica: number, op: number): void {
    const key = this.names.key(this.ops.keyOf(op));
    this.sink({ kind: 'release', atUs, replica: this.names.replicas[replica], write: op, key });
  }

  applyError(atUs: number, place: { readonly replica: number; readonly from: number }, op: number, action: ApplyErrors): void {
    this.sink({ kind: 'apply-error', atUs, ...this.arrival(place, op), action });
  }

  drop(atUs: number, from: number, to: number, writes: readonly number[], reason: DropReason): void {
    this.sink({ kind: 'drop', atUs, from: this.names.replicas[from], to: this.names.replicas[to], writes, reason });
  }

  repair(phase: 'begin' | 'end' | 'fail', atUs: number, from: number, to: number, keys: number): void {
    this.sink({ kind: 'repair', atUs, phase, ...this.ends(from, to), keys });
  }

  learn(atUs: number, place: { readonly replica: number; readonly from: number }, key: number, writes: readonly number[]): void {
    const { replica, from } = place;
    const names = this.names.replicas;
    this.sink({ kind: 'learn', atUs, replica: names[replica], from: names[from], key: this.names.key(key), writes });
  }

  tombstone(change: 'collect' | 'revive', atUs: number, replica: number, write: number, by: number): void {
    const key = this.names.key(this.ops.keyOf(write));
    this.sink({ kind: 'tombstone', atUs, replica: this.names.replicas[replica], change, write, key, by });
  }

  collide(atUs: number, replica: number, write: number, rival: number, rule: UniqueRule): void {
    const { replicas } = this.names;
    const [key, rivalKey] = [write, rival].map((op) => this.names.key(this.ops.keyOf(op)));
    this.sink({ kind: 'collide', atUs, replica: replicas[replica], write, key, rival, rivalKey, rule });
  }

  link(kind: 'cut' | 'heal' | 'desynchronize' | 'resynchronize', atUs: number, from: number, to: number): void {
    this.sink({ kind, atUs, from: this.names.replicas[from], to: this.names.replicas[to] });
  }

  latency(atUs: number, from: number, to: number, addedUs: number): void {
    this.sink({ kind: 'latency-spike', atUs, ...this.ends(from, to), addedUs });
  }

  loss(atUs: number, from: number, to: number, loss: number): void {
    this.sink({ kind: 'loss', atUs, ...this.ends(from, to), loss });
  }

  bandwidth(atUs: number, from: number, to: number, bandwidthBps: number | null): void {
    this.sink({ kind: 'bandwidth', atUs, ...this.ends(from, to), bandwidthBps });
  }

  node(kind: TraceNodeEvent['kind'], atUs: number, replica: number): void {
    this.sink({ kind, atUs, replica: this.names.replicas[replica] });
  }

  /** What {@link Tracer.nameOf} named already. */
  leadership(event: TraceLeadershipEvent): void {
    this.sink(event);
  }

  /** The name of a replica; of the place after the last one, an observer's. */
  nameOf(replica: number): string {
    return this.names.replicas[replica] ?? 'observer';
  }

  keyOf(op: number): string {
    return this.names.key(this.ops.keyOf(op));
  }

  certify(
    atUs: number,
    { member, origin, key, position, snapshot, verdict }: {
      readonly member: number;
      readonly origin: number;
      readonly key: number;
      readonly position: number;
      readonly snapshot: number;
      readonly verdict: 'commits' | 'conflict' | 'too-old';
    },
  ): void {
    const { replicas } = this.names;
    const at = { replica: replicas[member], origin: replicas[origin], key: this.names.key(key) };
    this.sink({ kind: 'certify', atUs, ...at, position, snapshot, verdict });
  }

  writer(atUs: number, replica: number, change: Extract<TraceEvent, { kind: 'writer' }>['change'], position: number): void {
    this.sink({ kind: 'writer', atUs, replica: this.names.replicas[replica], change, position });
  }

  storage(atUs: number, change: Extract<TraceEvent, { kind: 'storage' }>['change'], node: string): void {
    this.sink({ kind: 'storage', atUs, change, node });
  }

  stepClock(atUs: number, replica: number, byUs: number): void {
    this.sink({ kind: 'clock-step', atUs, replica: this.names.replicas[replica], byUs });
  }

  deploy(atUs: number, replica: number, rule: DeployableRule): void {
    this.sink({ kind: 'deploy', atUs, replica: this.names.replicas[replica], rule });
  }

  finding(finding: Omit<Extract<TraceEvent, { kind: 'finding' }>, 'kind' | 'problem'> & { readonly kind: FindingKind }): void {
    const { kind: problem, resolver, call, input, message, atUs } = finding;
    this.sink({ kind: 'finding', atUs, resolver, call, problem, input, message });
  }

  slow(atUs: number, replica: number, factor: number): void {
    this.sink({ kind: 'slow', atUs, replica: this.names.replicas[replica], factor });
  }

  /** The entries of a vector, by leader; a leader that lost its disk has another entry since. */
  nameClock(clock: ReadonlyMap<number, number>): Readonly<Record<string, number>> {
    const { ops, names } = this;
    return nameClock(clock, (author) => ({
      leader: names.replicas[ops.leaderOfAuthor(author)],
      life: ops.lifeOfAuthor(author),
    }));
  }

  private describeContext({ context = 'held', clock, conflictsWith, saw = [] }: AcceptedRequest): {
    readonly context?: WriteContext;
    readonly saw?: readonly number[];
    readonly clock?: Readonly<Record<string, number>>;
    readonly conflictsWith?: readonly number[];
  } {
    if (clock === undefined || conflictsWith === undefined) return {};
    return { context, saw, clock: this.nameClock(clock), conflictsWith };
  }

  private classConflicts(
    op: number,
    rivals: readonly number[],
  ): { readonly conflictKinds?: readonly ConflictKind[] } {
    if (rivals.length === 0) return {};
    return { conflictKinds: rivals.map((rival) => this.names.conflict(op, rival)) };
  }

  private arrival(
    { replica, from }: { readonly replica: number; readonly from: number },
    op: number,
  ): { readonly replica: string; readonly write: number; readonly key: string; readonly from: string } {
    const { replicas } = this.names;
    return { replica: replicas[replica], write: op, key: this.names.key(this.ops.keyOf(op)), from: replicas[from] };
  }

  private ends(from: number, to: number): { readonly from: string; readonly to: string } {
    return { from: this.names.replicas[from], to: this.names.replicas[to] };
  }

  private takeApart(stamp: number): { readonly stampParts?: StampParts } {
    const kind = this.names.timestamps;
    switch (kind) {
      case 'physical':
        return {};
      case 'lamport':
        return { stampParts: { kind, count: stamp } };
      case 'hybrid':
        return { stampParts: { kind, ...readHybridStamp(stamp) } };
      case 'truetime':
        return { stampParts: { kind, latestUs: stamp } };
      default:
        return assertNever(kind);
    }
  }
}

function isChange({ operation }: AcceptedRequest): boolean {
  return operation !== undefined && operation.kind !== 'write' && operation.kind !== 'delete';
}
