import { expect, test } from 'vitest';
import { GuardedResolver, ownRealm } from '../../../src/sim/resolution/resolver-guard.js';
import type { TypeDefinition } from '../../../src/sim/resolution/user-resolver.js';
import { userType } from '../../../src/sim/resolution/user-type.js';
import { Sites, add, remove } from '../../support/replicated-type-sites.js';

function typeOf<State>(definition: TypeDefinition<State>) {
  const guard = new GuardedResolver(definition, ownRealm, {
    nowUs: () => 0,
    noteResult: () => undefined,
    noteFinding: () => undefined,
  });
  return { guard, type: userType(guard, definition, (leader) => `r${leader}`) };
}

/** A set whose merge is the union; its remove leaves no trace. */
const union: TypeDefinition<readonly string[]> = {
  name: 'union',
  initial: [],
  apply(state, operation) {
    if (operation.kind === 'add') return [...new Set([...state, operation.element])].sort();
    return state.filter((element) => operation.kind !== 'remove' || element !== operation.element);
  },
  merge: (x, y) => [...new Set([...x, ...y])].sort(),
};

/** The value of the greatest stamp. */
const latest: TypeDefinition<{ readonly stamp: number; readonly value: string }> = {
  name: 'latest',
  initial: { stamp: -1, value: '' },
  apply: (_, operation, { stamp }) => {
    return { stamp, value: operation.kind === 'write' ? operation.value : '' };
  },
  merge: (x, y) => (y.stamp > x.stamp ? y : x),
  read: ({ value }) => value,
};

test('two states are joined, and both writes are reflected', () => {
  const { type } = typeOf(union);
  const sites = new Sites(type);
  sites.ask(0, add('milk'));
  sites.ask(1, add('eggs'));
  sites.exchange();
  for (const state of sites.states) {
    expect(type.read(state)).toEqual(['eggs', 'milk']);
    expect(type.support(state)[0]?.writes.map(({ last }) => last)).toEqual([0, 1]);
  }
});

test('an operation whose effect holds already is reflected, though the merge adds nothing', () => {
  const { type } = typeOf(union);
  const sites = new Sites(type);
  sites.ask(0, add('milk'));
  sites.ask(0, add('eggs'));
  sites.ask(1, add('milk'));
  sites.exchange();
  for (const state of sites.states) {
    expect(type.support(state)[0]?.writes.map(({ last }) => last)).toEqual([1, 2]);
  }
});

test('a value that loses is not reflected', () => {
  const { type } = typeOf(latest);
  const sites = new Sites(type);
  sites.ask(0, { kind: 'write', value: 'A' }, { stamp: 5 });
  sites.ask(1, { kind: 'write', value: 'B' }, { stamp: 4 });
  sites.exchange();
  for (const state of sites.states) {
    expect(type.read(state)).toEqual(['A']);
    expect(type.support(state)[0]?.writes.map(({ last }) => last)).toEqual([0]);
  }
});

test('where an operation is accepted its result is held as it is; elsewhere it is merged', () => {
  const { type } = typeOf(union);
  const sites = new Sites(type);
  const milk = sites.ask(0, add('milk'));
  sites.take(1, milk);
  const gone = sites.ask(0, remove('milk'));
  expect(type.read(sites.states[0])).toEqual([]);
  sites.take(1, gone);
  expect(type.read(sites.states[1])).toEqual(['milk']);
});

test('a failed merge keeps the local state, a failed operation reflects nothing', () => {
  const { type, guard } = typeOf({
    ...union,
    merge: () => {
      throw new Error('never');
    },
    apply: (state, operation, context) => {
      if (operation.kind === 'delete') throw new Error('never');
      return union.apply(state, operation, context);
    },
  });
  const sites = new Sites(type);
  sites.ask(0, add('milk'));
  sites.ask(0, { kind: 'delete' });
  sites.ask(1, add('eggs'));
  sites.exchange();
  expect(sites.states.map((state) => type.read(state))).toEqual([['milk'], ['eggs']]);
  expect(type.support(sites.states[0])[0]?.writes.map(({ last }) => last)).toEqual([0]);
  expect(guard.findings.map(({ kind, call }) => `${call} ${kind}`)).toEqual(['apply threw', 'merge threw']);
});

test.each([
  [undefined, { a: [1] }, ['{"a":[1]}'], []],
  [undefined, 5, ['5'], []],
  [undefined, ['b', 'a'], ['b', 'a'], []],
  [undefined, null, [], []],
  [() => 7, [], ['7'], []],
  [() => NaN, [], [], ['read unusable-result']],
])('what a reader sees by %o of %j', (read, state, values, findings) => {
  const { type, guard } = typeOf<unknown>({
    name: 'n',
    initial: null,
    apply: () => state,
    merge: (x) => x,
    ...(read === undefined ? {} : { read }),
  });
  const sites = new Sites(type);
  sites.ask(0, add('x'));
  expect(type.read(sites.states[0])).toEqual(values);
  expect(guard.findings.map(({ kind, call }) => `${call} ${kind}`)).toEqual(findings);
});
