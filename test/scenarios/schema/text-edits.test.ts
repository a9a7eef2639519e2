import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

function bodyOf(operation: string): string {
  return `${twoRegions}\nworkload: { script: [{ at: 1s, in: a, ${operation} }] }`;
}

test('inserts and erases are read', () => {
  const insert = load(bodyOf('insert: { doc: { at: 5, text: abc } }')).scenario.workload.script;
  expect(insert).toMatchObject([{ kind: 'insert', key: 'doc', change: { kind: 'insert', at: 5, text: 'abc' } }]);
  const erase = load(bodyOf('erase: { doc: { at: 0, length: 3 } }')).scenario.workload.script;
  expect(erase).toMatchObject([{ kind: 'erase', key: 'doc', change: { kind: 'erase', at: 0, length: 3 } }]);
});

test('shares of a mix that edit texts are read', () => {
  const mix = '{ insert: 60%, erase: 30%, read: 10% }';
  const body = `${twoRegions}\nworkload: { clients: [{ in: a, rate: 5/s, mix: ${mix} }] }`;
  const [client] = load(body).scenario.workload.clients;
  expect(client?.mix).toEqual({ write: 0, read: 0.1, delete: 0, insert: 0.6, erase: 0.3 });
});

test.each([
  ['insert: { doc: { at: -1, text: a } }', 'doc.at'],
  ['insert: { doc: { at: 1.5, text: a } }', 'doc.at'],
  ['insert: { doc: { at: 1, text: "" } }', 'doc.text'],
  ['insert: { doc: { at: 1, text: "\\ud83d" } }', 'doc.text'],
  ['insert: { doc: { text: a } }', 'doc.at'],
  ['insert: {}', ''],
  ['erase: { doc: { at: 1, length: 0 } }', 'doc.length'],
  ['erase: { doc: { at: 1 } }', 'doc.length'],
])('%s is refused', (operation, place) => {
  const kind = operation.slice(0, operation.indexOf(':'));
  const path = ['scenarios.s.workload.script.0', kind, ...(place === '' ? [] : [place])].join('.');
  expect(issuesIn(bodyOf(operation))).toMatchObject([{ path }]);
});
