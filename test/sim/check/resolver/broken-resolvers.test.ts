/** Sound resolvers with one thing wrong, each to be refuted for that. */
import { describe, expect, test } from 'vitest';
import { defineResolver, type ResolverDefinition } from '../../../../src/sim/resolution/user-resolver.js';
import { checkSmall, countWrites, listViolated } from '../../../support/resolver-verdicts.js';
import { keepLarger, sum, unite, without } from '../../../support/state-sets.js';

type Totals = Readonly<Record<string, number>>;

/** Merging adds up, so that what comes twice counts twice. */
const summedCounter = defineResolver<Totals>({
  name: 'summed-counter',
  initial: {},
  apply(totals, operation, { replica }) {
    if (operation.kind !== 'increment') throw new Error('not of a counter');
    return { ...totals, [replica]: (totals[replica] ?? 0) + operation.by };
  },
  merge: (x, y) => Object.fromEntries(Object.keys({ ...x, ...y }).map((key) => [key, (x[key] ?? 0) + (y[key] ?? 0)])),
  read: sum,
});

/** One number; of two the larger is kept. A join, but not of increments. */
const largerTotal = defineResolver<number>({
  name: 'larger-total',
  initial: 0,
  operations: [{ kind: 'increment', by: 1 }],
  apply: (total, operation) => (operation.kind === 'increment' ? total + operation.by : total),
  merge: (x, y) => Math.max(x, y),
  read: (total) => total,
});

/** A counter that is written whole. */
const counterRegister = defineResolver({
  name: 'counter-register',
  operations: ['1', '2'].map((value) => ({ kind: 'write', value })),
  resolve: (local, incoming) => String(Math.max(Number(local), Number(incoming))),
});

/** A total of all up and down in one entry a replica: the larger one is not the later one. */
const signedTotals = defineResolver<Totals>({
  name: 'signed-totals',
  initial: {},
  apply(totals, operation, { replica }) {
    if (operation.kind !== 'increment') throw new Error('not of a counter');
    return { ...totals, [replica]: (totals[replica] ?? 0) + operation.by };
  },
  merge: keepLarger,
  read: sum,
});

interface Tagged {
  readonly added: Readonly<Record<string, readonly number[]>>;
  /** Elements, and with them all adds, whether the remover saw them or not. */
  readonly removed: readonly string[];
}

/** A set whose remove drops the adds that it did not see. */
const dropsUnseen = defineResolver<Tagged>({
  name: 'drops-unseen',
  initial: { added: {}, removed: [] },
  apply({ added, removed }, operation, { write }) {
    if (operation.kind !== 'add' && operation.kind !== 'remove') throw new Error('not of a set');
    const { element } = operation;
    if (operation.kind === 'remove') return { added, removed: unite(removed, added[element] === undefined ? [] : [element]) };
    return { added: { ...added, [element]: [...(added[element] ?? []), write] }, removed };
  },
  merge: (x, y) => ({
    added: Object.fromEntries(
      unite(Object.keys(x.added), Object.keys(y.added)).map((key) => [key, unite(x.added[key] ?? [], y.added[key] ?? [])]),
    ),
    removed: unite(x.removed, y.removed),
  }),
  read: ({ added, removed }) => without(Object.keys(added).sort(), removed),
});

/** A document: fields of either are in, so a deleted one comes back. */
const mergedFields = defineResolver<Readonly<Record<string, string>>>({
  name: 'merged-fields',
  initial: {},
  operations: [{ kind: 'set', fields: { a: '1' } }, { kind: 'set', fields: { b: '1' } }, { kind: 'remove', element: 'a' }],
  apply(state, operation) {
    if (operation.kind === 'set') return { ...state, ...operation.fields };
    if (operation.kind !== 'remove') throw new Error('not of a document');
    return Object.fromEntries(Object.entries(state).filter(([name]) => name !== operation.element));
  },
  merge: (x, y) => Object.fromEntries(unite(Object.keys(x), Object.keys(y)).map((name) => [name, unite([x[name] ?? ''], [y[name] ?? '']).at(-1) ?? ''])),
});

const intersection = defineResolver<readonly string[]>({
  name: 'intersection',
  initial: [],
  operations: [{ kind: 'add', element: 'milk' }, { kind: 'add', element: 'eggs' }],
  apply: (state, operation) => (operation.kind === 'add' ? unite(state, [operation.element]) : state),
  merge: (x, y) => x.filter((element) => y.includes(element)),
});

/** The newest list wins, whole. */
const newestList = defineResolver<{ readonly stamp: number; readonly replica: string; readonly items: readonly string[] }>({
  name: 'newest-list',
  initial: { stamp: 0, replica: '', items: [] },
  operations: [{ kind: 'add', element: 'milk' }, { kind: 'add', element: 'eggs' }],
  apply(state, operation, { stamp, replica }) {
    if (operation.kind !== 'add') throw new Error('not of a list');
    return { stamp: Math.max(stamp, state.stamp + 1), replica, items: unite(state.items, [operation.element]) };
  },
  merge: (x, y) => (y.stamp > x.stamp || (y.stamp === x.stamp && y.replica > x.replica) ? y : x),
  read: ({ items }) => items,
});

/** Last write wins by the stamp alone; which of two equal ones is kept hangs on who came first. */
const stampAlone = defineResolver({
  name: 'stamp-alone',
  mayLose: ['write', 'delete'],
  resolve: (local, incoming, context) => (context.incoming.stamp >= context.local.stamp ? incoming : local),
});

/** The same with an answer to ties, but nobody granted that a write may be lost. */
const losesUnsaid = defineResolver({
  name: 'loses-unsaid',
  resolve: (local, incoming, context) => {
    const lead = context.incoming.stamp - context.local.stamp;
    return lead > 0 || (lead === 0 && context.incoming.replica > context.local.replica) ? incoming : local;
  },
});

/** Counts how often it was merged: its states grow with every message. */
const countsMerges = defineResolver<{ readonly items: readonly string[]; readonly merges: number }>({
  name: 'counts-merges',
  initial: { items: [], merges: 0 },
  apply: (state, operation) => (operation.kind === 'add' ? { ...state, items: unite(state.items, [operation.element]) } : state),
  merge: (x, y) => ({ items: unite(x.items, y.items), merges: Math.max(x.merges, y.merges) + 1 }),
  read: ({ items }) => items,
});

/** Says that states only grow, and takes the longer one of two. */
const longer = defineResolver<string>({
  name: 'longer',
  initial: '',
  mayLose: ['write'],
  apply: (_state, operation) => (operation.kind === 'write' ? operation.value : ''),
  merge: (x, y) => (y.length > x.length || (y.length === x.length && y > x) ? y : x),
  includes: (state, other) => state.length > other.length || (state.length === other.length && state >= other),
  operations: ['aa', 'b'].map((value) => ({ kind: 'write', value })),
});

const broken: readonly (readonly [definition: ResolverDefinition, property: string, writes: number])[] = [
  [stampAlone, 'convergent', 2],
  [losesUnsaid, 'no-lost-writes', 2],
  [counterRegister, 'no-lost-writes', 2],
  // One increment that is merged with itself is two.
  [summedCounter, 'idempotent', 1],
  [largerTotal, 'no-lost-writes', 2],
  // A total below 0 is smaller than none, so nobody else believes it.
  [signedTotals, 'convergent', 1],
  // An add that is seen and taken out, and one by somebody who saw neither.
  [dropsUnseen, 'no-lost-writes', 3],
  [mergedFields, 'no-resurrected-deletes', 2],
  [intersection, 'no-lost-writes', 1],
  [newestList, 'no-lost-writes', 2],
  [countsMerges, 'convergent', 1],
  [longer, 'monotone', 2],
];

describe('what is wrong is found, with as few writes as can be', () => {
  test.each(broken.map((row) => [row[0].name, ...row] as const))('%s', (_, definition, property, writes) => {
    const check = checkSmall(definition);
    expect(listViolated(check)).toContain(property);
    expect(countWrites(check, property)).toBe(writes);
  });
});

test.each([
  [largerTotal, ['no-lost-writes']],
  [counterRegister, ['no-lost-writes']],
  [losesUnsaid, ['no-lost-writes']],
  [newestList, ['no-lost-writes']],
  [dropsUnseen, ['no-lost-writes']],
])('what is right about $name is not doubted', (definition, violated) => {
  expect(listViolated(checkSmall(definition))).toEqual(violated);
});
