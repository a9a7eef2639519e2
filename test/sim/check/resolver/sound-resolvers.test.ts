/** What library authors write and get right must not be refuted. */
import { expect, test } from 'vitest';
import { defineResolver, type ResolverDefinition } from '../../../../src/sim/resolution/user-resolver.js';
import { checkSmall, listDoubts } from '../../../support/resolver-verdicts.js';
import { keepLarger, sum, unite, without } from '../../../support/state-sets.js';

/** Last write wins, with an answer to equal stamps. */
const lastWriteWins = defineResolver({
  name: 'last-write-wins',
  mayLose: ['write', 'delete'],
  resolve(local, incoming, context) {
    const lead = context.incoming.stamp - context.local.stamp;
    const isAfter = lead > 0 || (lead === 0 && context.incoming.replica > context.local.replica);
    return isAfter ? incoming : local;
  },
});

/** Keeps all concurrent values, as one text. */
const allValues = defineResolver({
  name: 'all-values',
  operations: ['a', 'b', 'c'].map((value) => ({ kind: 'write', value })),
  resolve: (local, incoming) => unite((local ?? '').split(' '), (incoming ?? '').split(' ')).join(' '),
});

/** May assume that it is never given one version twice: no run ever does. */
const neverTheSame = defineResolver({
  name: 'never-the-same',
  mayLose: ['write', 'delete'],
  resolve(local, incoming, context) {
    const lead = context.incoming.stamp - context.local.stamp;
    if (lead === 0 && context.incoming.replica === context.local.replica) throw new Error('one version twice');
    return lead > 0 || (lead === 0 && context.incoming.replica > context.local.replica) ? incoming : local;
  },
});

const growOnlySet = defineResolver<readonly string[]>({
  name: 'g-set',
  initial: [],
  operations: [{ kind: 'add', element: 'milk' }, { kind: 'add', element: 'eggs' }],
  apply: (state, operation) => (operation.kind === 'add' ? unite(state, [operation.element]) : state),
  merge: unite,
  includes: (state, other) => without(other, state).length === 0,
});

/** What was taken out once never comes back, whoever adds it. */
const twoPhaseSet = defineResolver<{ readonly added: readonly string[]; readonly removed: readonly string[] }>({
  name: '2p-set',
  initial: { added: [], removed: [] },
  mayLose: ['add'],
  apply({ added, removed }, operation) {
    switch (operation.kind) {
      case 'add':
        return { added: unite(added, [operation.element]), removed };
      case 'remove':
        return added.includes(operation.element)
          ? { added, removed: unite(removed, [operation.element]) }
          : { added, removed };
      default:
        throw new Error('not of a set');
    }
  },
  merge: (x, y) => ({ added: unite(x.added, y.added), removed: unite(x.removed, y.removed) }),
  read: ({ added, removed }) => without(added, removed),
});

/** Without tombstones: a version vector says of every add that is missing whether it was taken out. */
interface DottedSet {
  readonly adds: readonly { readonly element: string; readonly replica: string; readonly count: number }[];
  readonly counts: Readonly<Record<string, number>>;
}

const dottedSet = defineResolver<DottedSet>({
  name: 'or-set',
  initial: { adds: [], counts: {} },
  apply({ adds, counts }, operation, { replica }) {
    if (operation.kind !== 'add' && operation.kind !== 'remove') throw new Error('not of a set');
    const { element } = operation;
    const others = adds.filter((add) => add.element !== element);
    if (operation.kind === 'remove') return { adds: others, counts };
    const count = (counts[replica] ?? 0) + 1;
    return { adds: sortAdds([...others, { element, replica, count }]), counts: { ...counts, [replica]: count } };
  },
  merge(x, y) {
    const isKept = (add: DottedSet['adds'][number], other: DottedSet): boolean =>
      add.count > (other.counts[add.replica] ?? 0) || hasAdd(other, add);
    const added = y.adds.filter((add) => !hasAdd(x, add) && isKept(add, x));
    const adds = sortAdds([...x.adds.filter((add) => isKept(add, y)), ...added]);
    return { adds, counts: keepLarger(x.counts, y.counts) };
  },
  read: ({ adds }) => [...new Set(adds.map(({ element }) => element))].sort(),
});

function hasAdd({ adds }: DottedSet, { replica, count }: DottedSet['adds'][number]): boolean {
  return adds.some((add) => add.replica === replica && add.count === count);
}

function sortAdds(adds: DottedSet['adds']): DottedSet['adds'] {
  const keyOf = ({ replica, count }: DottedSet['adds'][number]): string => `${replica}${String(count).padStart(4, '0')}`;
  return [...adds].sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1));
}

/** Never below 0: each replica may only take what it put in itself. Who has nothing is refused. */
interface Stock {
  readonly in: Readonly<Record<string, number>>;
  readonly out: Readonly<Record<string, number>>;
}

const boundedCounter = defineResolver<Stock>({
  name: 'bounded-counter',
  initial: { in: {}, out: {} },
  apply(stock, operation, { replica }) {
    if (operation.kind !== 'increment') throw new Error('not of a counter');
    const { by } = operation;
    if (by >= 0) return { ...stock, in: { ...stock.in, [replica]: (stock.in[replica] ?? 0) + by } };
    const rest = (stock.in[replica] ?? 0) - (stock.out[replica] ?? 0) + by;
    return rest < 0 ? stock : { ...stock, out: { ...stock.out, [replica]: (stock.out[replica] ?? 0) - by } };
  },
  merge: (x, y) => ({ in: keepLarger(x.in, y.in), out: keepLarger(x.out, y.out) }),
  valid: (stock) => sum(stock.in) >= sum(stock.out),
  read: (stock) => sum(stock.in) - sum(stock.out),
});

/** A row that counts its own versions; of two with one number the larger value stands. */
const versionedRow = defineResolver<{ readonly version: number; readonly value: string }>({
  name: 'versioned-row',
  initial: { version: 0, value: '' },
  mayLose: ['write'],
  apply({ version }, operation) {
    if (operation.kind !== 'write') throw new Error('not of a row');
    return { version: version + 1, value: operation.value };
  },
  merge: (x, y) => (y.version > x.version || (y.version === x.version && y.value > x.value) ? y : x),
  read: ({ value }) => value,
});

/** Entries by stamp and then by replica; what an author knew of comes before, whatever the clock says. */
interface Entry {
  readonly stamp: number;
  readonly replica: string;
  readonly text: string;
}

const log = defineResolver<readonly Entry[]>({
  name: 'log',
  initial: [],
  apply(entries, operation, { stamp, replica }) {
    if (operation.kind !== 'write') throw new Error('not of a log');
    const after = (entries.at(-1)?.stamp ?? 0) + 1;
    return [...entries, { stamp: Math.max(stamp, after), replica, text: operation.value }];
  },
  merge(x, y) {
    const entries = new Map([...x, ...y].map((entry) => [`${entry.stamp} ${entry.replica}`, entry]));
    return [...entries.values()].sort((a, b) => a.stamp - b.stamp || (a.replica < b.replica ? -1 : 1));
  },
  includes: (state, other) => other.every((entry) => state.some(({ replica, stamp }) => replica === entry.replica && stamp === entry.stamp)),
  read: (entries) => entries.map(({ text }) => text),
});

/** A document of fields whose deletes leave a stamped mark. */
type Fields = Readonly<Record<string, { readonly value: string | null; readonly stamp: number; readonly replica: string }>>;

const markedFields = defineResolver<Fields>({
  name: 'marked-fields',
  initial: {},
  operations: [
    { kind: 'set', fields: { a: '1' } },
    { kind: 'set', fields: { a: '2', b: '1' } },
    { kind: 'remove', element: 'a' },
  ],
  mayLose: ['set', 'remove'],
  apply(state, operation, { stamp, replica }) {
    if (operation.kind !== 'set' && operation.kind !== 'remove') throw new Error('not of a document');
    const given = operation.kind === 'set' ? Object.entries(operation.fields) : [[operation.element, null] as const];
    const marked = given.map(([name, value]) => {
      return [name, { value, stamp: Math.max(stamp, (state[name]?.stamp ?? 0) + 1), replica }] as const;
    });
    return { ...state, ...Object.fromEntries(marked) };
  },
  merge(x, y) {
    const later = Object.entries(y).filter(([name, { stamp, replica }]) => {
      const known = x[name];
      return known === undefined || stamp > known.stamp || (stamp === known.stamp && replica > known.replica);
    });
    return { ...x, ...Object.fromEntries(later) };
  },
  read: (state) =>
    Object.keys(state).sort().flatMap((name) => {
      const value = state[name]?.value ?? null;
      return value === null ? [] : [`${name}: ${value}`];
    }),
});

const sound: readonly ResolverDefinition[] = [
  lastWriteWins, allValues, neverTheSame, growOnlySet, twoPhaseSet, dottedSet, boundedCounter, versionedRow, log, markedFields,
];

test.each(sound)('nothing is said against $name', (definition) => {
  expect(listDoubts(checkSmall(definition))).toEqual([]);
});

test('what goes without tombstones is in order in larger histories too', () => {
  expect(listDoubts(checkSmall(dottedSet, { writes: 4, runs: 5000 }))).toEqual([]);
});
