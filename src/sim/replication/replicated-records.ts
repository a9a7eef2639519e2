/**
 * One replica's records where values are merged: a state of the replicated type for each key.
 *
 * The versions that are held are the support of the state, as ids. What is known as a vector says too much
 * when a delta was lost on the way; which deltas a state is made of is noted beside it.
 */
import { listWrites, type Operation, type Span, type Support } from '../resolution/replicated-type.js';
import type { PartedEffect } from '../record/effects.js';
import type { OpLog } from '../storage/op-log.js';
import { RecordStore } from '../storage/record-store.js';
import type { DeltaLog } from './delta-log.js';

/** A key's value. What is derived from its state is made when somebody asks. */
interface HeldState {
  state: unknown;
  support: readonly Support[] | null;
  versions: readonly number[] | null;
  /** The writes whose deltas were merged. */
  readonly merged: Set<number>;
}

/** States held and writes known, key by key. */
export class ReplicatedRecords extends RecordStore {
  protected readonly ops: OpLog;
  protected readonly deltas: DeltaLog;
  private readonly states = new Map<number, HeldState>();

  constructor(
    shape: { readonly keys: number; readonly authors: number; readonly rangeBits?: number },
    parts: { readonly ops: OpLog; readonly deltas: DeltaLog },
  ) {
    super(shape);
    this.ops = parts.ops;
    this.deltas = parts.deltas;
  }

  /**
   * Prepares the delta of a write that is accepted here, and therefore sees what is held. Returns what it
   * does, part by part.
   */
  prepare(op: number, operation: Operation): readonly PartedEffect[] {
    const { deltas } = this;
    const key = this.ops.keyOf(op);
    const state = this.states.get(key)?.state ?? deltas.type.initial;
    deltas.prepare(op, operation, state);
    const { type } = deltas;
    const replaced = type.replaces?.(deltas.deltaOf(op));
    const continued = type.continued?.(state, operation);
    return deltas.partsOf(op).map((part) => {
      // None of these saw another one, or it would have taken its place.
      const parents = replaced ?? (continued ?? this.supportIn(key, part)).map(({ last }) => last);
      return { part, parents };
    });
  }

  /** Whether its values take a change as such; otherwise the application writes a whole value. */
  accepts(kind: Operation['kind']): boolean {
    return this.deltas.type.accepts.includes(kind);
  }

  /** Whether the delta of a write was merged. */
  hasMerged(op: number): boolean {
    return this.states.get(this.ops.keyOf(op))?.merged.has(op) === true;
  }

  /** The writes whose deltas make up the state of a key, in order of their ids. */
  listMerged(key: number): readonly number[] {
    return [...(this.states.get(key)?.merged ?? [])].sort((x, y) => x - y);
  }

  /** Merges the delta of a write; true when that changed the state. */
  merge(op: number): boolean {
    const key = this.ops.keyOf(op);
    const held = this.stateOf(key);
    const state = this.deltas.type.merge(held.state, this.deltaOf(op));
    held.merged.add(op);
    if (state === held.state) return false;
    held.state = state;
    held.support = null;
    held.versions = null;
    this.noteChange(key);
    return true;
  }

  /** What a reader of a key sees. */
  read(key: number): readonly string[] {
    const held = this.states.get(key);
    return held === undefined ? [] : this.deltas.type.read(held.state);
  }

  /**
   * What a reader of a key has to ask for: what lost against what he sees, and is kept. Null where the
   * type keeps nothing.
   */
  conflicts(key: number): readonly string[] | null {
    const { type } = this.deltas;
    const state = this.states.get(key)?.state ?? type.initial;
    return type.conflicts?.(state) ?? null;
  }

  /** The writes that the value of a key reflects, part by part. */
  supportOf(key: number): readonly Support[] {
    const held = this.states.get(key);
    if (held === undefined) return [];
    return (held.support ??= this.deltas.type.support(held.state));
  }

  /** The writes that one part of the value of a key reflects. */
  supportIn(key: number, part: string): readonly Span[] {
    return this.supportOf(key).find((support) => support.part === part)?.writes ?? [];
  }

  /** The parts that a write touches. */
  partsOf(op: number): readonly string[] {
    return this.deltas.partsOf(op);
  }

  /** Whether writes stand beside what their authors saw, so that what leaves the support is lost. */
  get isAdditive(): boolean {
    return this.deltas.type.replaces !== undefined;
  }

  /** Whether a merged write has no effect yet, for want of one that its author saw. */
  isWaiting(op: number): boolean {
    const held = this.states.get(this.ops.keyOf(op));
    return held !== undefined && this.deltas.type.isWaiting?.(held.state, op) === true;
  }

  override single(key: number): number {
    const spans = this.supportOf(key).flatMap(({ writes }) => writes);
    if (spans.length === 0) return -1;
    const [{ last }] = spans;
    const isOne = spans.every((span) => span.last === last && this.ops.previousOf(last) <= span.after);
    return isOne ? last : -2;
  }

  override versions(key: number): readonly number[] {
    const held = this.states.get(key);
    if (held === undefined) return [];
    return (held.versions ??= listWrites(this.supportOf(key), (op) => this.ops.previousOf(op)));
  }

  override clear(): void {
    super.clear();
    this.states.clear();
  }

  /** What is merged of a write here. */
  protected deltaOf(op: number): unknown {
    return this.deltas.deltaOf(op);
  }

  private stateOf(key: number): HeldState {
    const known = this.states.get(key);
    if (known !== undefined) return known;
    const { initial } = this.deltas.type;
    const begun = { state: initial, support: null, versions: null, merged: new Set<number>() };
    this.states.set(key, begun);
    return begun;
  }
}
