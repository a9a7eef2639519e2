/** Turns what the engine did into trace events with names, for whoever listens. */
import { assertNever } from '../base/assert.js';
import { readHybridStamp } from '../causality/hybrid-clock.js';
import type { TimestampKind } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { StampParts, TraceEvent, TraceSink } from './trace.js';

/** The names that a trace uses. */
export interface Names {
  readonly replicas: readonly string[];
  /** Name of a key by its number. */
  key(key: number): string;
  /** What an op wrote; null for a delete. */
  value(op: number): string | null;
  /** Where stamps come from. */
  readonly timestamps: TimestampKind;
}

type DropReason = Extract<TraceEvent, { kind: 'drop' }>['reason'];
type Outcome = Extract<TraceEvent, { kind: 'apply' }>['outcome'];

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

  accept(atUs: number, replica: number, op: number, holds: readonly number[], request: { readonly client: string; readonly sentAtUs: number }): void {
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

  acknowledge(atUs: number, replica: number, op: number, answeredAtUs: number): void {
    this.sink({ kind: 'acknowledge', atUs, replica: this.names.replicas[replica], write: op, answeredAtUs });
  }

  refuse(atUs: number, replica: number, operation: 'write' | 'read' | 'delete', key: number, reason: 'unavailable' | 'crashed'): void {
    this.sink({ kind: 'refuse', atUs, replica: this.names.replicas[replica], operation, key: this.names.key(key), reason });
  }

  read(atUs: number, replica: number, key: number, returned: readonly number[], request: { readonly client: string; readonly sentAtUs: number }): void {
    this.sink({
      kind: 'read',
      atUs,
      replica: this.names.replicas[replica],
      key: this.names.key(key),
      client: request.client,
      returned: [...returned],
      sentAtUs: request.sentAtUs,
    });
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
    });
  }

  drop(atUs: number, from: number, to: number, writes: readonly number[], reason: DropReason): void {
    this.sink({ kind: 'drop', atUs, from: this.names.replicas[from], to: this.names.replicas[to], writes, reason });
  }

  link(kind: 'cut' | 'heal', atUs: number, from: number, to: number): void {
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

  node(kind: 'crash' | 'restart' | 'leave', atUs: number, replica: number): void {
    this.sink({ kind, atUs, replica: this.names.replicas[replica] });
  }

  stepClock(atUs: number, replica: number, byUs: number): void {
    this.sink({ kind: 'clock-step', atUs, replica: this.names.replicas[replica], byUs });
  }

  slow(atUs: number, replica: number, factor: number): void {
    this.sink({ kind: 'slow', atUs, replica: this.names.replicas[replica], factor });
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
