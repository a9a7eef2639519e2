/** Resolvers for judges: sound ones, and ones that are wrong in one way each. */
import { defineResolver, type ResolverDefinition } from '../../src/sim/resolution/user-resolver.js';

const numbers = ['1', '2', '4'].map((value) => ({ kind: 'write', value }));
const changes = [
  { kind: 'add', element: 'milk' },
  { kind: 'remove', element: 'milk' },
  { kind: 'add', element: 'eggs' },
];

/** Sound: the greatest of all values. */
export const greatest = defineResolver({
  name: 'greatest',
  mayLose: ['write'],
  operations: numbers,
  resolve: (local, incoming) => (Number(local) > Number(incoming) ? local : incoming),
});

/** Sound: the later stamp, and of two equal ones the later name. */
export const latest = defineResolver({
  name: 'latest',
  mayLose: ['write'],
  operations: numbers,
  resolve(local, incoming, { local: own, incoming: other }) {
    const lead = own.stamp - other.stamp;
    if (lead !== 0) return lead > 0 ? local : incoming;
    return own.replica > other.replica ? local : incoming;
  },
});

/** As {@link latest}, but equal stamps leave what is there. */
export const untied = defineResolver({
  name: 'untied',
  mayLose: ['write'],
  operations: numbers,
  resolve: (local, incoming, { local: own, incoming: other }) => (own.stamp >= other.stamp ? local : incoming),
});

/** What came last stands. */
export const arrival = defineResolver({
  name: 'arrival',
  mayLose: ['write'],
  operations: numbers,
  resolve: (_local, incoming) => incoming,
});

/** Half of both: neither what was written, nor the same in other groups. */
export const average = defineResolver({
  name: 'average',
  operations: numbers,
  resolve: (local, incoming) => String((Number(local) + Number(incoming)) / 2),
});

/** Both, one after the other. */
export const joined = defineResolver({
  name: 'joined',
  operations: numbers,
  resolve: (local, incoming) => `${local ?? ''}${incoming ?? ''}`,
});

/** Sound: only ever grows. */
export const growing = defineResolver<readonly string[]>({
  name: 'growing',
  initial: [],
  operations: [changes[0], changes[2]],
  apply: (state, operation) => (operation.kind === 'add' ? unite(state, [operation.element]) : state),
  merge: unite,
  includes: (state, other) => other.every((element) => state.includes(element)),
});

/** A union with a remove that leaves no trace. */
export const forgetful = defineResolver<readonly string[]>({
  name: 'forgetful',
  initial: [],
  operations: changes,
  apply(state, operation) {
    if (operation.kind === 'add') return unite(state, [operation.element]);
    return operation.kind === 'remove' ? state.filter((element) => element !== operation.element) : state;
  },
  merge: unite,
  read: (state) => [...state],
});

/** Adds up, so it counts what comes twice. */
export const sum = defineResolver<number>({
  name: 'sum',
  initial: 0,
  operations: [{ kind: 'increment', by: 1 }],
  apply: (state, operation) => (operation.kind === 'increment' ? state + operation.by : state),
  merge: (local, incoming) => local + incoming,
});

/** Sound: the tags of what is in, and of what is out. */
export const tagged = defineResolver<{ readonly added: readonly string[]; readonly removed: readonly string[] }>({
  name: 'tagged',
  initial: { added: [], removed: [] },
  operations: changes,
  apply({ added, removed }, operation, { write }) {
    if (operation.kind === 'add') return { added: unite(added, [`${operation.element} ${write}`]), removed };
    if (operation.kind !== 'remove') return { added, removed };
    return { added, removed: unite(removed, added.filter((tag) => tag.startsWith(`${operation.element} `))) };
  },
  merge: (x, y) => ({ added: unite(x.added, y.added), removed: unite(x.removed, y.removed) }),
  read: ({ added, removed }) => {
    const kept = added.filter((tag) => !removed.includes(tag));
    return [...new Set(kept.map((tag) => tag.split(' ')[0]))].sort();
  },
});

/** All of them. */
export const smallResolvers: readonly ResolverDefinition[] = [
  greatest, latest, untied, arrival, average, joined, growing, forgetful, sum, tagged,
];

function unite(x: readonly string[], y: readonly string[]): readonly string[] {
  return [...new Set([...x, ...y])].sort();
}
