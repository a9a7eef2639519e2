import { describe, expect, test } from 'vitest';
import { listLost } from '../../../../src/sim/check/resolver/effects.js';
import { replay } from '../../../../src/sim/check/resolver/small-history.js';
import type { HistoryWrite } from '../../../../src/sim/resolver-check.js';
import { MemoCandidate } from '../../../../src/sim/resolution/memo-candidate.js';
import { GuardedResolver, ownRealm } from '../../../../src/sim/resolution/resolver-guard.js';
import { userCandidate } from '../../../../src/sim/resolution/user-candidate.js';
import { defineResolver, type ResolverDefinition } from '../../../../src/sim/resolution/user-resolver.js';
import { unite, without } from '../../../support/state-sets.js';

const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };

/** What is lost in a history of two replicas; each write as replica, operation and what it took in before. */
function judge(definition: ResolverDefinition, ...asked: readonly (readonly [number, unknown, ...number[]])[]) {
  const texts = [...new Set(asked.map(([, operation]) => JSON.stringify(operation)))];
  const candidate = new MemoCandidate(userCandidate(new GuardedResolver(definition, ownRealm, port), texts));
  const writes = asked.map(([replica, operation, ...takes], write): HistoryWrite => {
    return { replica, operation: texts.indexOf(JSON.stringify(operation)), stamp: write + 1, takes };
  });
  const ends = [0, 1].map((replica) => {
    const taken = asked.flatMap(([by, , ...takes]) => (by === replica ? takes : []));
    return writes.flatMap((each, write) => (each.replica === replica || taken.includes(write) ? [] : [write]));
  });
  const history = { replicas: 2, writes, ends };
  return listLost(candidate, history, replay(candidate, history)).map(({ write, kind }) => [write, kind]);
}

const add = { kind: 'add', element: 'milk' };
const remove = { kind: 'remove', element: 'milk' };

/** A set that forgets what was taken out. */
const union = defineResolver<readonly string[]>({
  name: 'union',
  initial: [],
  apply: (state, operation) =>
    operation.kind === 'add' ? unite(state, [operation.element]) : state.filter((element) => element !== 'milk'),
  merge: unite,
});

/** A set in which what was taken out never comes back. */
const twoPhase = defineResolver<{ readonly added: readonly string[]; readonly removed: readonly string[] }>({
  name: 'two-phase',
  initial: { added: [], removed: [] },
  apply: ({ added, removed }, operation) =>
    operation.kind === 'add'
      ? { added: unite(added, [operation.element]), removed }
      : { added, removed: unite(removed, added) },
  merge: (x, y) => ({ added: unite(x.added, y.added), removed: unite(x.removed, y.removed) }),
  read: ({ added, removed }) => without(added, removed),
});

/** One number, of two the larger. */
const larger = defineResolver<number>({
  name: 'larger',
  initial: 0,
  apply: (state, operation) => (operation.kind === 'increment' ? state + operation.by : state),
  merge: (x, y) => Math.max(x, y),
});

const later = defineResolver({
  name: 'later',
  resolve: (local, incoming, context) => (context.incoming.stamp > context.local.stamp ? incoming : local),
});

const write = (value: string) => ({ kind: 'write', value });

describe('a removal', () => {
  test('of which one replica knows nothing in the end is undone, though another one sees it done', () => {
    expect(judge(union, [0, add], [0, remove])).toEqual([[1, 'resurrected']]);
  });

  test('of what somebody else put there as well takes out what it saw', () => {
    expect(judge(union, [0, add], [1, add], [0, remove])).toEqual([[2, 'add-against-remove']]);
  });

  test('that somebody repeats who knew of it is not lost', () => {
    expect(judge(twoPhase, [0, add], [0, remove], [1, remove, 1])).toEqual([]);
  });
});

/** Counts by replica; what would make it less than nothing is refused. */
const wallet = defineResolver<{ readonly put: Counts; readonly taken: Counts }>({
  name: 'wallet',
  initial: { put: {}, taken: {} },
  apply(state, { kind }: { readonly kind: string }, { replica }) {
    if (kind === 'deposit') return { ...state, put: oneMore(state.put, replica) };
    return total(state.put) > total(state.taken) ? { ...state, taken: oneMore(state.taken, replica) } : state;
  },
  merge: (x, y) => ({ put: greatestOf(x.put, y.put), taken: greatestOf(x.taken, y.taken) }),
  read: ({ put, taken }) => total(put) - total(taken),
});

test('what let a later write succeed is not lost, though that write makes up for it', () => {
  const [deposit, withdraw] = [{ kind: 'deposit' }, { kind: 'withdraw' }];
  expect(judge(wallet, [0, deposit], [0, deposit], [1, withdraw, 0], [0, withdraw, 2])).toEqual([]);
});

test('an add that somebody took out who knew of it is not what is lost', () => {
  expect(judge(union, [0, add], [1, remove, 0])).toEqual([[1, 'resurrected']]);
});

describe('an add', () => {
  test('is lost where a removal that did not know of it keeps it out for good', () => {
    expect(judge(twoPhase, [0, add], [0, remove], [1, add])).toEqual([[2, 'lost']]);
  });

  test('is not lost where its author knew that it is out for good', () => {
    expect(judge(twoPhase, [0, add], [0, remove], [0, add])).toEqual([]);
  });

  test('is not lost where two put in the same', () => {
    expect(judge(union, [0, add], [1, add])).toEqual([]);
  });
});

describe('of two that know nothing of each other', () => {
  test('and give the same value one effect is enough', () => {
    expect(judge(later, [0, write('a')], [1, write('a')])).toEqual([]);
  });

  test('and give different ones the earlier one is lost', () => {
    expect(judge(later, [0, write('a')], [1, write('b')])).toEqual([[0, 'lost']]);
  });

  test('and lose the same to a third one, that is not told: it is with one of them alone', () => {
    expect(judge(later, [0, write('a')], [1, write('a')], [1, write('b')])).toEqual([]);
  });

  test('and count, one is not enough', () => {
    const increment = { kind: 'increment', by: 1 };
    expect(judge(larger, [0, increment], [1, increment])).toEqual([[0, 'lost']]);
  });
});

test('what was overwritten by somebody who saw it is not lost', () => {
  expect(judge(later, [0, write('a')], [1, write('b'), 0])).toEqual([]);
});

type Counts = Readonly<Record<string, number>>;

function oneMore(counts: Counts, replica: string): Counts {
  return { ...counts, [replica]: (counts[replica] ?? 0) + 1 };
}

function greatestOf(x: Counts, y: Counts): Counts {
  const replicas = [...new Set([...Object.keys(x), ...Object.keys(y)])];
  return Object.fromEntries(replicas.map((replica) => [replica, Math.max(x[replica] ?? 0, y[replica] ?? 0)]));
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
