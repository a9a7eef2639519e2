/**
 * Dotted stores: entries that go when a write that saw them replaces them, and stay beside a concurrent one.
 *
 * An entry that one state has and another has not is either new to the other or was replaced there: the
 * other's causal context tells which. So what was replaced leaves nothing behind but its place in a span.
 * @see Almeida, Shoker, Baquero, Delta state replicated data types, JPDC 111 (2018), section 7
 */
import type { Origin, Span, Support } from '../data-type.js';
import { dotOf, isKnown, joinContexts, type CausalContext } from './causal-context.js';

/** What a write left in a part of the value. */
export interface Entry<Value> {
  /** The write; the same dot in the same part has the same value everywhere. */
  readonly dot: Span;
  readonly value: Value;
}

/** An element or field, and the entries of concurrent writes to it in order of their ids. */
export interface Part<Value> {
  readonly name: string;
  readonly entries: readonly Entry<Value>[];
}

/** A state made of parts, in order of their names; none is empty. */
export interface DottedStore<Value> {
  readonly context: CausalContext;
  readonly parts: readonly Part<Value>[];
}

/** A change to one part: what the write leaves there, and the entries that it saw and replaces. */
export interface Change<Value> {
  readonly part: string;
  readonly value: Value;
  readonly replaced: readonly Entry<Value>[];
}

/** Nothing was written. */
export const emptyStore: DottedStore<never> = { context: [], parts: [] };

/** The entries of a part; none when nothing was written there. */
export function entriesOf<Value>(store: DottedStore<Value>, name: string): readonly Entry<Value>[] {
  return store.parts.find((part) => part.name === name)?.entries ?? [];
}

/** The delta of a write that changes some parts, each named once. */
export function makeDelta<Value>(
  origin: Origin,
  changes: readonly Change<Value>[],
): DottedStore<Value> {
  const dot = dotOf(origin);
  const replaced = changes.flatMap((change) => change.replaced.map((entry) => entry.dot));
  return {
    context: joinContexts([], [dot, ...replaced]),
    parts: changes
      .map(({ part, value }) => ({ name: part, entries: [{ dot, value }] }))
      .sort(compareNames),
  };
}

/** The delta of a write that replaces all that its author knew of; for values without parts. */
export function makeOverwrite<Value>(
  seen: DottedStore<Value>,
  origin: Origin,
  value: Value,
): DottedStore<Value> {
  const dot = dotOf(origin);
  return {
    context: joinContexts(seen.context, [dot]),
    parts: [{ name: '', entries: [{ dot, value }] }],
  };
}

/** What neither has replaced; `x` itself when `y` adds and replaces nothing. */
export function mergeStores<Value>(
  x: DottedStore<Value>,
  y: DottedStore<Value>,
): DottedStore<Value> {
  const context = joinContexts(x.context, y.context);
  const others = new Map(y.parts.map((part) => [part.name, part.entries]));
  const parts: Part<Value>[] = [];
  let isSame = context === x.context;
  for (const part of x.parts) {
    const entries = mergeEntries(part.entries, x.context, others.get(part.name) ?? [], y.context);
    others.delete(part.name);
    if (entries !== part.entries) isSame = false;
    if (entries === part.entries) parts.push(part);
    else if (entries.length > 0) parts.push({ name: part.name, entries });
  }
  const kept = parts.length;
  for (const [name, theirs] of others) {
    const entries = mergeEntries([], x.context, theirs, y.context);
    if (entries.length > 0) parts.push({ name, entries });
  }
  if (parts.length > kept) parts.sort(compareNames);
  return isSame && parts.length === kept ? x : { context, parts };
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

function mergeEntries<Value>(
  held: readonly Entry<Value>[],
  context: CausalContext,
  theirs: readonly Entry<Value>[],
  theirContext: CausalContext,
): readonly Entry<Value>[] {
  const kept = held.filter(
    ({ dot }) =>
      !isKnown(theirContext, dot) || theirs.some((entry) => entry.dot.last === dot.last),
  );
  const added = theirs.filter(({ dot }) => !isKnown(context, dot));
  if (added.length === 0 && kept.length === held.length) return held;
  return [...kept, ...added].sort((x, y) => x.dot.last - y.dot.last);
}

function compareNames(x: { readonly name: string }, y: { readonly name: string }): number {
  if (x.name === y.name) return 0;
  return x.name < y.name ? -1 : 1;
}
