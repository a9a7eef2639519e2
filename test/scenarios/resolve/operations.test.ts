import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

function bodyOf(resolve: string, workload: string): string {
  return `${twoRegions}\nconflicts: { resolve: ${resolve} }\nworkload: ${workload}`;
}

test('operations on counters, sets and rows are read', () => {
  const script = [
    '{ at: 1s, in: a, increment: { x: -2 } }',
    '{ at: 2s, in: a, add: { cart: milk, list: tea } }',
    '{ at: 3s, in: a, remove: { cart: milk } }',
    '{ at: 4s, in: a, set: { user: { name: A, phone: 7 } } }',
  ];
  const { workload } = load(bodyOf('lww', `{ script: [${script.join(', ')}] }`)).scenario;
  expect(workload.script.map(({ kind, key, value, change }) => ({ kind, key, value, change }))).toEqual([
    { kind: 'increment', key: 'x', value: null, change: { kind: 'increment', by: -2 } },
    { kind: 'add', key: 'cart', value: null, change: { kind: 'add', element: 'milk' } },
    { kind: 'add', key: 'list', value: null, change: { kind: 'add', element: 'tea' } },
    { kind: 'remove', key: 'cart', value: null, change: { kind: 'remove', element: 'milk' } },
    { kind: 'set', key: 'user', value: null, change: { kind: 'set', fields: { name: 'A', phone: '7' } } },
  ]);
});

test('shares of a mix are read, and the number of elements', () => {
  const mix = '{ add: 60%, remove: 30%, read: 10% }';
  const workload = `{ keys: { elements: 5 }, clients: [{ in: a, rate: 5/s, mix: ${mix} }] }`;
  const { keys, clients } = load(bodyOf('or-set', workload)).scenario.workload;
  expect(keys.elements).toBe(5);
  expect(clients[0]?.mix).toEqual({ write: 0, read: 0.1, delete: 0, add: 0.6, remove: 0.3 });
});

test.each([
  ['or-set', '{ at: 1s, in: a, increment: { x: 1 } }', 'increment', 'one of add, remove or read'],
  ['or-set', '{ at: 1s, in: a, set: { x: { f: 1 } } }', 'set', 'one of add, remove or read'],
  ['g-set', '{ at: 1s, in: a, remove: { x: e } }', 'remove', 'one of add or read'],
  ['pn-counter', '{ at: 1s, in: a, write: { x: e } }', 'write', 'one of increment or read'],
  ['mv-register', '{ at: 1s, in: a, update: { x: e } }', 'update', 'one of write, delete or read'],
  [
    'completeness', '{ at: 1s, in: a, update: { x: e } }', 'update',
    'one of write, delete, increment, add, remove, set or read',
  ],
  [
    './mine.ts', '{ at: 1s, in: a, update: { x: e } }', 'update',
    'one of write, delete, increment, add, remove, set or read',
  ],
])('%s refuses %s', (type, operation, kind, expected) => {
  expect(issuesIn(bodyOf(type, `{ script: [${operation}] }`))).toMatchObject([
    { path: `scenarios.s.workload.script.0.${kind}`, message: `${type} knows no ${kind}`, expected },
  ]);
});

test('clients that write by default are refused by a type that is not written', () => {
  expect(issuesIn(bodyOf('or-set', '{ clients: [{ in: a, rate: 5/s }] }'))).toMatchObject([
    { path: 'scenarios.s.workload.clients.0.mix.write', message: 'or-set knows no write' },
  ]);
});

test('a grow-only counter refuses to go down', () => {
  const script = '{ script: [{ at: 1s, in: a, increment: { x: -1 } }] }';
  expect(issuesIn(bodyOf('g-counter', script))).toMatchObject([
    { message: 'a g-counter cannot go down', found: '-1' },
  ]);
  expect(load(bodyOf('pn-counter', script)).scenario.conflicts.resolve).toBe('pn-counter');
});
