/** Resolvers to check, each right or wrong in its own way. */
import { defineResolver } from '../../src/sim/resolution/user-resolver.js';

/** Of two concurrent texts the greater: sound but for what it loses, which it owns up to. */
export const greatest = defineResolver({
  name: 'greatest',
  operations: [{ kind: 'write', value: 'a' }, { kind: 'write', value: 'b' }],
  mayLose: ['write'],
  resolve: (local, incoming) => ((incoming ?? '') > (local ?? '') ? incoming : local),
});

/** The same, and says nothing of what it may lose. */
export const greedy = defineResolver({
  name: 'greedy',
  operations: [{ kind: 'write', value: 'a' }, { kind: 'write', value: 'b' }],
  resolve: (local, incoming) => ((incoming ?? '') > (local ?? '') ? incoming : local),
});

/** Whatever comes last stays, so replicas differ for good. */
export const latest = defineResolver({
  name: 'latest',
  operations: [{ kind: 'write', value: 'a' }, { kind: 'write', value: 'b' }],
  mayLose: ['write'],
  resolve: (_local, incoming) => incoming,
});

/** A type that merges nothing but throws. */
export const thrower = defineResolver<number>({
  name: 'thrower',
  initial: 0,
  operations: [{ kind: 'increment', by: 1 }],
  apply: (count, operation) => (operation.kind === 'increment' ? count + operation.by : count),
  merge: () => {
    throw new Error('not today');
  },
});

/** A register that takes no value that is tried on it. */
export const refuser = defineResolver({
  name: 'refuser',
  resolve: () => {
    throw new Error('no value is good enough');
  },
});

/** Takes nothing that it could be asked. */
export const silent = defineResolver<readonly string[]>({
  name: 'silent',
  initial: [],
  apply: () => {
    throw new Error('this is a museum');
  },
  merge: (local) => local,
});

/** Votes by replica: sound, grows with the number of replicas alone, and says what states include. */
export const votes = defineResolver<Readonly<Record<string, number>>>({
  name: 'votes',
  initial: {},
  operations: [{ kind: 'increment', by: 1 }],
  apply(counts, operation, { replica }) {
    if (operation.kind !== 'increment') throw new Error('votes are counted');
    return { ...counts, [replica]: (counts[replica] ?? 0) + operation.by };
  },
  merge(local, incoming) {
    const replicas = [...new Set([...Object.keys(local), ...Object.keys(incoming)])];
    return Object.fromEntries(
      replicas.map((name) => [name, Math.max(local[name] ?? 0, incoming[name] ?? 0)]),
    );
  },
  valid: (counts) => Object.values(counts).every((count) => count >= 0),
  includes: (counts, other) =>
    Object.entries(other).every(([name, count]) => (counts[name] ?? 0) >= count),
  read: (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0),
});

/** A list that is twice as long after each write. */
export const doubler = defineResolver<readonly number[]>({
  name: 'doubler',
  initial: [0],
  operations: [{ kind: 'increment', by: 1 }],
  apply: (list) => [...list, ...list],
  merge: (local, incoming) => (incoming.length > local.length ? incoming : local),
});

/** Votes that come too many and get lost: wrong in what only it can say of itself. */
export const recount = defineResolver<readonly number[]>({
  name: 'recount',
  initial: [],
  operations: [{ kind: 'increment', by: 1 }],
  apply: (votes, _operation, { write }) => [...votes, write],
  merge: (local, incoming) => (local.length > incoming.length ? local : incoming),
  valid: (votes) => votes.length < 2,
  includes: (votes, other) => other.every((vote) => votes.includes(vote)),
  read: (votes) => votes.length,
});
