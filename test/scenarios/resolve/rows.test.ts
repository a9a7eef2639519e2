import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const script = 'script: [{ at: 1s, in: a, create: { orders: A, users: B } }]';

function bodyOf(workload: string, more = ''): string {
  return `${twoRegions}\nworkload: { ${workload} }\n${more}`;
}

test('new rows are read, one operation a table', () => {
  const { workload } = load(bodyOf(script)).scenario;
  expect(workload.script.map(({ kind, key, value }) => [kind, key, value])).toEqual([
    ['create', 'orders', 'A'], ['create', 'users', 'B'],
  ]);
  expect(workload.ids).toBeUndefined();
});

test.each([
  ['auto-increment', { kind: 'auto-increment' }],
  ['offset', { kind: 'offset', increment: 2 }],
  ['{ offset: { increment: 5 } }', { kind: 'offset', increment: 5 }],
  ['{ offset: {} }', { kind: 'offset', increment: 2 }],
  ['uuidv7', { kind: 'uuidv7' }],
])('ids are made as the scenario says: %s', (ids, scheme) => {
  expect(load(bodyOf(`ids: ${ids}, ${script}`)).scenario.workload.ids).toEqual(scheme);
});

test('a share of new rows is read and counts towards the sum', () => {
  const mix = 'mix: { create: 80%, read: 20% }';
  const { clients } = load(bodyOf(`clients: [{ in: a, rate: 5/s, ${mix} }]`)).scenario.workload;
  expect(clients[0]?.mix).toEqual({ write: 0, read: 0.2, delete: 0, create: 0.8 });
  const short = 'clients: [{ in: a, rate: 5/s, mix: { create: 80% } }]';
  expect(issuesIn(bodyOf(short))).toMatchObject([{ message: 'the shares sum to 80%' }]);
});

test('ids without a new row are refused', () => {
  expect(issuesIn(bodyOf('ids: uuidv4'))).toMatchObject([
    { path: 'scenarios.s.workload.ids', message: 'nobody creates rows' },
  ]);
});

test.each(['or-set', 'mv-register'])('%s refuses new rows', (type) => {
  expect(issuesIn(bodyOf(script, `conflicts: { resolve: ${type} }`))).toMatchObject([
    { path: 'scenarios.s.workload.script.0.create', message: `${type} knows no create` },
  ]);
});

test('what becomes of a row can be expected by its table and id, and of no other table', () => {
  const expecting = (key: string): string => bodyOf(script, `expect: { final.${key}: A }`);
  expect(load(expecting('orders/1')).expectations.length).toBe(1);
  expect(issuesIn(expecting('others/1'))).toMatchObject([
    { message: 'the script never mentions this key', expected: 'final. and one of orders/1 or users/1' },
  ]);
});

test('an empty create is refused', () => {
  expect(issuesIn(bodyOf('script: [{ at: 1s, in: a, create: {} }]'))).toMatchObject([
    { message: 'nothing is written' },
  ]);
});
