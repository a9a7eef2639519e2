/**
 * Dotted stores: entries that go when a write that knew of them replaces them, and stay beside a
 * concurrent one.
 *
 * An entry that one state has and another has not is either new to the other or was replaced there:
 * what the other knows tells which. So what was replaced leaves nothing behind but its place in a span.
 * A delta knows all that its author knew, but only of the parts that it changes: a write to one field
 * says nothing of another field that the same earlier write has set.
 * @see Almeida, Shoker, Baquero, Delta state replicated data types, JPDC 111 (2018), section 7
 */
import type { Origin, Span, Support } from '../replicated-type.js';
import { areEqual, dotOf, isKnown, joinContexts, type CausalContext } from './causal-context.js';

/** What a write left in a part of the value. */
export interface Entry<Value> {
  /** The write; the same dot in the same part has the same value everywhere. */
  readonly dot: Span;
  readonly value: Value;
}

/** An element or field. */
export interface Part<Value> {
  readonly name: string;
  /** Of concurrent writes, in order of their ids. */
  readonly entries: readonly Entry<Value>[];
  /** All that is known of this part, where that is more than the state's context; or else empty. */
  readonly scope: CausalContext;
}

/** A state made of parts, in order of their names. */
export interface DottedStore<Value> {
  /** Writes that are known in all parts that they touch. */
  readonly context: CausalContext;
  readonly parts: readonly Part<Value>[];
}

/** A change to one part. */
export interface Change<Value> {
  readonly part: string;
  /** What the write leaves there. */
  readonly value: Value;
  /** Entries that its author saw and leaves beside it; it replaces all others. None when absent. */
  readonly kept?: readonly Entry<Value>[];
}

/** Nothing was written. */
export const emptyStore: DottedStore<never> = { context: [], parts: [] };

/** The entries of a part; none when nothing was written there. */
export function entriesOf<Value>(store: DottedStore<Value>, name: string): readonly Entry<Value>[] {
  return findPart(store, name)?.entries ?? [];
}

/** The delta of a write whose author saw a state, and changes some parts, each named once. */
export function makeDelta<Value>(
  seen: DottedStore<Value>,
  origin: Origin,
  changes: readonly Change<Value>[],
): DottedStore<Value> {
  const dot = dotOf(origin);
  const context = [dot];
  const parts = changes.map(({ part, value, kept = [] }) => {
    const known = joinContexts(knownOf(seen, findPart(seen, part)), context);
    const scope = areEqual(known, context) ? [] : known;
    return { name: part, entries: sortEntries([...kept, { dot, value }]), scope };
  });
  return { context, parts: parts.sort(compareNames) };
}

/** What neither has replaced; `x` itself when `y` adds and replaces nothing. */
export function mergeStores<Value>(
  x: DottedStore<Value>,
  y: DottedStore<Value>,
): DottedStore<Value> {
  const context = joinContexts(x.context, y.context);
  const theirs = new Map(y.parts.map((part) => [part.name, part]));
  const parts = x.parts.map((part) => {
    const merged = mergePart(part, knownOf(x, part), theirs.get(part.name), y, context);
    theirs.delete(part.name);
    return merged;
  });
  if (context === x.context && theirs.size === 0 && parts.every((part, i) => part === x.parts[i])) {
    return x;
  }
  for (const part of theirs.values()) {
    const unwritten = { name: part.name, entries: [], scope: [] };
    parts.push(mergePart(unwritten, x.context, part, y, context));
  }
  if (theirs.size > 0) parts.sort(compareNames);
  return { context, parts };
}

/** The support of a state: the writes behind the entries that `select` picks of each part. */
export function supportByPart<Value>(
  store: DottedStore<Value>,
  select: (entries: readonly Entry<Value>[]) => readonly Entry<Value>[],
): readonly Support[] {
  return store.parts.map(({ name, entries }) => ({
    part: name,
    writes: select(entries).map((entry) => entry.dot),
  }));
}

/** @param known what the state of `part` knows of it; `context` what both states know */
function mergePart<Value>(
  part: Part<Value>,
  known: CausalContext,
  their: Part<Value> | undefined,
  theirs: DottedStore<Value>,
  context: CausalContext,
): Part<Value> {
  const theirKnown = knownOf(theirs, their);
  const isUntouched = their === undefined && part.scope.length === 0;
  if (isUntouched && !isAnyKnown(theirKnown, part.entries)) return part;
  const entries = mergeEntries(part.entries, known, their?.entries ?? [], theirKnown);
  const isInContext = part.scope.length === 0 && (their === undefined || their.scope.length === 0);
  const merged = isInContext ? context : joinContexts(known, theirKnown);
  const scope = areEqual(merged, context) ? [] : merged;
  if (entries === part.entries && areEqual(scope, part.scope)) return part;
  return { name: part.name, entries, scope };
}

function mergeEntries<Value>(
  held: readonly Entry<Value>[],
  known: CausalContext,
  theirs: readonly Entry<Value>[],
  theirKnown: CausalContext,
): readonly Entry<Value>[] {
  const kept = held.filter(
    ({ dot }) => !isKnown(theirKnown, dot) || theirs.some((entry) => entry.dot.last === dot.last),
  );
  const added = theirs.filter(({ dot }) => !isKnown(known, dot));
  if (added.length === 0 && kept.length === held.length) return held;
  return sortEntries([...kept, ...added]);
}

function knownOf<Value>(store: DottedStore<Value>, part: Part<Value> | undefined): CausalContext {
  return part === undefined || part.scope.length === 0 ? store.context : part.scope;
}

function findPart<Value>(store: DottedStore<Value>, name: string): Part<Value> | undefined {
  return store.parts.find((part) => part.name === name);
}

function isAnyKnown<Value>(context: CausalContext, entries: readonly Entry<Value>[]): boolean {
  for (const { dot } of entries) if (isKnown(context, dot)) return true;
  return false;
}

function sortEntries<Value>(entries: readonly Entry<Value>[]): readonly Entry<Value>[] {
  return entries.toSorted((x, y) => x.dot.last - y.dot.last);
}

function compareNames(x: { readonly name: string }, y: { readonly name: string }): number {
  if (x.name === y.name) return 0;
  return x.name < y.name ? -1 : 1;
}
