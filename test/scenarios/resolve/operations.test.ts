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
  ['field-wise', '{ at: 1s, in: a, delete: x }', 'delete', 'one of set, remove or read'],
  ['or-set', '{ at: 1s, in: a, merge: { x: e } }', 'merge', 'one of add, remove or read'],
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

test('counters and sets in fields of a map are read', () => {
  const script = [
    '{ at: 1s, in: a, increment: { user: { visits: 2 } } }',
    '{ at: 2s, in: a, add: { user: { tags: vip } } }',
    '{ at: 3s, in: a, remove: { user: { tags: vip } } }',
    '{ at: 4s, in: a, remove: { user: visits } }',
  ];
  const { workload } = load(bodyOf('or-map', `{ script: [${script.join(', ')}] }`)).scenario;
  expect(workload.script.map(({ change }) => change)).toEqual([
    { kind: 'increment', by: 2, field: 'visits' },
    { kind: 'add', element: 'vip', field: 'tags' },
    { kind: 'remove', element: 'vip', field: 'tags' },
    { kind: 'remove', element: 'visits' },
  ]);
});

test.each([
  ['lww', 'increment: { x: { n: 1 } }', 'increment.x', 'a whole number, or resolve: or-map'],
  ['or-set', 'add: { x: { n: e } }', 'add.x', 'an element, or resolve: or-map'],
  ['or-map', 'increment: { x: 1 }', 'increment.x', 'such as { visits: 1 }'],
  ['or-map-lww', 'add: { x: e }', 'add.x', 'such as { tags: new }'],
])('%s refuses %s', (type, operation, path, expected) => {
  const script = `{ script: [{ at: 1s, in: a, ${operation} }] }`;
  expect(issuesIn(bodyOf(type, script))).toMatchObject([
    { path: `scenarios.s.workload.script.0.${path}`, expected },
  ]);
});

test('a merge is of documents, and conflicts are told by them alone', () => {
  const merge = '{ script: [{ at: 1s, in: a, merge: { x: B } }] }';
  const read = '{ script: [{ at: 1s, in: a, read: x, expect-conflicts: B }] }';
  expect(load(bodyOf('revision-tree', merge)).scenario.workload.script[0]).toMatchObject({
    kind: 'merge', key: 'x', value: 'B',
  });
  expect(issuesIn(bodyOf('siblings', merge))).toMatchObject([
    { message: 'siblings keeps no revisions that could be merged' },
  ]);
  expect(issuesIn(bodyOf('siblings', read))).toMatchObject([
    { message: 'siblings keeps nothing beside what a reader sees' },
  ]);
  expect(load(bodyOf('revision-tree', read)).expectations).toMatchObject([
    { name: 'read x by client at 1s, conflicts', check: { kind: 'read-conflicts', values: ['B'] } },
  ]);
});

test('generated updates of rows name one field; generated counts name none and are refused by maps', () => {
  const clients = (mix: string): string => `{ clients: [{ in: a, rate: 5/s, mix: { ${mix} } }] }`;
  const { scenario } = load(bodyOf('or-map', clients('set: 80%, remove: 20%')));
  expect(scenario.workload.clients[0]?.mix).toEqual({
    write: 0, read: 0, delete: 0, remove: 0.2, set: 0.8,
  });
  expect(issuesIn(bodyOf('or-map', clients('increment: 100%')))).toMatchObject([
    { message: 'or-map knows no increment', expected: 'one of set, remove, delete or read' },
  ]);
});
