/** Resolvers for whoever is concerned with what a check finds: each wrong in its own way, or sound. */
import { replay } from '../../src/sim/check/resolver/small-history.js';
import { MemoCandidate } from '../../src/sim/resolution/memo-candidate.js';
import { GuardedResolver, ownRealm } from '../../src/sim/resolution/resolver-guard.js';
import { userCandidate } from '../../src/sim/resolution/user-candidate.js';
import { defineResolver, type ResolverDefinition } from '../../src/sim/resolution/user-resolver.js';
import type { SmallHistory } from '../../src/sim/resolver-check.js';

/** The later stamp; of equal ones, whichever is here. */
export const withoutTieBreak = defineResolver({
  name: 'without-tie-break',
  resolve: (local, incoming, context) => (incoming !== null && context.incoming.stamp > context.local.stamp ? incoming : local),
});

/** Half way between: of three, the order counts. */
export const average = defineResolver({
  name: 'average',
  operations: ['1', '2', '4'].map((value) => ({ kind: 'write', value })),
  resolve: (local, incoming) => String((Number(local) + Number(incoming)) / 2),
});

/** The own part first. */
export const append = defineResolver({
  name: 'append',
  resolve: (local, incoming) => [local, incoming].filter((part) => part !== null).join('; '),
});

/** Whatever was taken out comes back from whoever still has it. */
export const plainUnion = defineResolver<readonly string[]>({
  name: 'plain-union',
  initial: [],
  apply(state, operation) {
    if (operation.kind === 'add') return [...new Set([...state, operation.element])].sort();
    if (operation.kind === 'remove') return state.filter((element) => element !== operation.element);
    throw new Error(`a set knows no ${operation.kind}`);
  },
  merge: (local, incoming) => [...new Set([...local, ...incoming])].sort(),
});

/** As carts were united in Dynamo: concurrent versions stand beside each other, and readers see all of them. */
export const unitedVersions = defineResolver<{
  readonly versions: readonly { readonly write: number; readonly items: readonly string[] }[];
  readonly known: readonly number[];
}>({
  name: 'united-versions',
  initial: { versions: [], known: [] },
  apply({ versions, known }, operation, { write }) {
    if (operation.kind !== 'add' && operation.kind !== 'remove') throw new Error(`a set knows no ${operation.kind}`);
    const held = versions.flatMap(({ items }) => items).filter((item) => item !== operation.element);
    const items = [...new Set(operation.kind === 'add' ? [...held, operation.element] : held)].sort();
    return { versions: [{ write, items }], known: [...known, write] };
  },
  merge(local, incoming) {
    const kept = local.versions.filter(({ write }) =>
      incoming.versions.some((their) => their.write === write) || !incoming.known.includes(write));
    const added = incoming.versions.filter(({ write }) => !local.known.includes(write));
    const versions = [...kept, ...added].sort((x, y) => x.write - y.write);
    return { versions, known: unite(local.known, incoming.known) };
  },
  read: ({ versions }) => [...new Set(versions.flatMap(({ items }) => items))].sort(),
});

/** Knows nothing of the value "b". */
export const throwing = defineResolver({
  name: 'throwing',
  operations: [{ kind: 'write', value: 'a' }, { kind: 'write', value: 'b' }],
  resolve(local, incoming) {
    if (local === 'b') throw new Error('not b');
    return (local ?? '') < (incoming ?? '') ? local : incoming;
  },
});

/** Sound: an add wins against removes that did not know of it. */
export const cart = defineResolver<{
  readonly added: Readonly<Record<string, readonly number[]>>;
  readonly removed: readonly number[];
}>({
  name: 'cart',
  initial: { added: {}, removed: [] },
  apply({ added, removed }, operation, { write }) {
    if (operation.kind === 'add') {
      return { added: { ...added, [operation.element]: [...(added[operation.element] ?? []), write] }, removed };
    }
    if (operation.kind === 'remove') return { added, removed: unite(removed, added[operation.element] ?? []) };
    throw new Error(`a cart knows no ${operation.kind}`);
  },
  merge(local, incoming) {
    const items = [...new Set([...Object.keys(local.added), ...Object.keys(incoming.added)])].sort();
    const added = items.map((item) => [item, unite(local.added[item] ?? [], incoming.added[item] ?? [])] as const);
    return { added: Object.fromEntries(added), removed: unite(local.removed, incoming.removed) };
  },
  read: ({ added, removed }) =>
    Object.keys(added).filter((item) => added[item].some((add) => !removed.includes(add))).sort(),
});

/** Tells all that was ever merged into it, in order: nothing about a history escapes it. */
export const transcript = defineResolver<string>({
  name: 'transcript',
  initial: '',
  apply: (state, operation) => `${state}${operation.kind === 'write' ? operation.value : '?'}`,
  merge: (local, incoming) => `(${local}+${incoming})`,
  read: (state) => [state],
});

/** What readers of each replica see in the end of a history, as JSON. */
export function readingsOf(
  definition: ResolverDefinition,
  operations: readonly string[],
  history: SmallHistory,
): readonly string[] {
  const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
  const guard = new GuardedResolver(definition, ownRealm, port);
  const candidate = new MemoCandidate(userCandidate(guard, operations));
  const { finals } = replay(candidate, history);
  return finals.map((state) => candidate.showReading(candidate.readingOf(state)));
}

function unite(x: readonly number[], y: readonly number[]): readonly number[] {
  return [...new Set([...x, ...y])].sort((a, b) => a - b);
}
