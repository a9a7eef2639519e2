import { expect, test } from 'vitest';
import { GuardedResolver, ownRealm } from '../../../src/sim/resolution/resolver-guard.js';
import type { ResolverFinding } from '../../../src/sim/resolution/resolver-guard.js';
import type { ResolverDefinition } from '../../../src/sim/resolution/user-resolver.js';

function guardOf(definition: ResolverDefinition) {
  const results: string[] = [];
  const first: ResolverFinding[] = [];
  const guard = new GuardedResolver(definition, ownRealm, {
    nowUs: () => 7000,
    noteResult: (text) => results.push(text),
    noteFinding: (finding) => first.push(finding),
  });
  return { guard, results, first };
}

/** A type whose merge is this. */
function typeWith(merge: (x: unknown, y: unknown) => unknown): ResolverDefinition {
  return { name: 'mine', initial: [], apply: (state) => state, merge };
}

const throwIt = (what: unknown): never => {
  throw what;
};

const kindsOf = (guard: GuardedResolver) => guard.findings.map(({ kind, call }) => `${call} ${kind}`);

test('a good result is handed on as text, and noted once', () => {
  const { guard, results } = guardOf(typeWith((x, y) => [x, y, { b: undefined }]));
  expect(guard.call('merge', '[1,{"a":null}]')).toBe('[1,{"a":null},{}]');
  expect(results).toEqual(['[1,{"a":null},{}]']);
  expect(guard.findings).toEqual([]);
});

test('what throws is a finding with its first input and moment, and further times are counted', () => {
  const { guard, first } = guardOf({
    name: 'mine',
    resolve() {
      throw new TypeError('no such field');
    },
  });
  expect(guard.call('resolve', '["A","B",{}]')).toBeNull();
  expect(guard.call('resolve', '["C","D",{}]')).toBeNull();
  const finding = {
    kind: 'threw',
    resolver: 'mine',
    call: 'resolve',
    input: 'resolve("A", "B", …)',
    message: 'it threw TypeError: no such field',
    atUs: 7000,
  };
  expect(guard.findings).toEqual([{ ...finding, count: 2 }]);
  expect(first).toEqual([{ ...finding, count: 1 }]);
});

test.each([
  ['a text', () => throwIt('no')],
  ['nothing', () => throwIt(undefined)],
  ['an object that throws when it is asked', () =>
    throwIt(new Proxy({}, { get: () => throwIt(new Error('again')), has: () => true })),
  ],
  ['more calls than fit', function deeper(): unknown { return deeper(); }],
])('%s may be thrown', (_what, merge) => {
  const { guard } = guardOf(typeWith(merge));
  expect(guard.call('merge', '[1,2]')).toBeNull();
  expect(kindsOf(guard)).toEqual(['merge threw']);
});

test('a resolver that changes what it was given', () => {
  const { guard } = guardOf(
    typeWith((x, y) => {
      if (Array.isArray(x)) x.push(y);
      return x;
    }),
  );
  expect(guard.call('merge', '[["a"],"b"]')).toBeNull();
  expect(kindsOf(guard)).toEqual(['merge changed-arguments']);
});

const circle: unknown[] = [];
circle.push(circle);

test.each([
  ['nothing (undefined)', undefined],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['a bigint', 1n],
  ['the number NaN', { deep: [NaN] }],
  ['a Map', new Map()],
  ['a Date', new Date(0)],
  ['a promise', Promise.resolve('B')],
  ['a value that contains itself, or is very deep', circle],
  ['nothing (undefined)', Array.from({ length: 1 })],
])('it may not return %s', (words, result) => {
  const { guard } = guardOf(typeWith(() => result));
  expect(guard.call('merge', '[1,2]')).toBeNull();
  expect(guard.findings).toMatchObject([{ kind: 'unusable-result', message: `it returned ${words}` }]);
});

test('a getter of the result that throws is the resolver’s fault', () => {
  const { guard } = guardOf(
    typeWith(() => ({
      get value() {
        throw new Error('not yet');
      },
    })),
  );
  expect(guard.call('merge', '[1,2]')).toBeNull();
  expect(kindsOf(guard)).toEqual(['merge threw']);
});

test('a promise that fails later is no answer either, and ends nothing', () => {
  const { guard } = guardOf(typeWith(() => Promise.reject(new Error('late'))));
  expect(guard.call('merge', '[1,2]')).toBeNull();
  expect(guard.findings).toMatchObject([{ message: 'it returned a promise' }]);
});

test('two answers to one question are no answer; another order of keys is the same answer', () => {
  let calls = 0;
  const counting = guardOf(typeWith(() => ++calls));
  expect(counting.guard.call('merge', '[1,2]')).toBeNull();
  expect(counting.guard.findings).toMatchObject([
    { kind: 'not-repeatable', message: 'it returned 1, and for the same again 2' },
  ]);
  const turning = guardOf(typeWith(() => (++calls % 2 === 0 ? { a: 1, b: 2 } : { b: 2, a: 1 })));
  expect(turning.guard.call('merge', '[1,2]')).not.toBeNull();
  expect(turning.guard.findings).toEqual([]);
});

test('who is asked aside neither notes a result nor a fault', () => {
  const { guard, results } = guardOf(typeWith(() => Symbol('s')));
  expect(guard.callAside('merge', '[1,2]')).toBeNull();
  expect([guard.findings, results]).toEqual([[], []]);
});

test('who never answers a judge is not asked again either', () => {
  const guard = new GuardedResolver(typeWith(() => 1), { ...ownRealm, run: () => false }, {
    nowUs: () => 0,
    noteResult: () => undefined,
    noteFinding: () => undefined,
  });
  expect([guard.callAside('merge', '[1,2]'), guard.call('merge', '[1,2]')]).toEqual([null, null]);
  expect(guard.findings).toMatchObject([{ kind: 'never-returned', count: 1 }]);
});

test('a resolver that was stopped is not called again', () => {
  let calls = 0;
  const realm = { ...ownRealm, run: () => { calls++; return false; } };
  const guard = new GuardedResolver(typeWith(() => 1), realm, {
    nowUs: () => 0,
    noteResult: () => expect.unreachable(),
    noteFinding: () => undefined,
  });
  expect([guard.call('merge', '[1,2]'), guard.call('merge', '[1,2]')]).toEqual([null, null]);
  expect(guard.callAside('merge', '[1,2]')).toBeNull();
  expect(calls).toBe(1);
  expect(kindsOf(guard)).toEqual(['merge never-returned']);
});

test('calls are asked again later, and who keeps something from call to call is found out', () => {
  let calls = 0;
  const { guard } = guardOf(typeWith((x) => (calls++ < 10 ? x : null)));
  for (let i = 0; i < 8; i++) guard.call('merge', `[${i},0]`);
  expect(guard.findings).toEqual([]);
  guard.askAgain();
  expect(guard.findings).toMatchObject([
    {
      kind: 'not-repeatable',
      input: 'merge(4, 0)',
      message: 'it returned 4, and for the same after other calls null',
      count: 5,
    },
  ]);
  const { guard: sound } = guardOf(typeWith((x) => x));
  sound.call('merge', '[1,2]');
  sound.askAgain();
  expect(sound.findings).toEqual([]);
});
