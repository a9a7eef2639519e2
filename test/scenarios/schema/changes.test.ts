import { expect, test } from 'vitest';
import { issuesIn, twoRegions } from '../document-of.js';

test.each([
  ['increment: { x: 1.5 }', 'this is not an increment', 'x'],
  ['increment: { x: 0 }', 'this is not an increment', 'x'],
  ['increment: { x: 1000000001 }', 'this is not an increment', 'x'],
  ['increment: {}', 'nothing is written', ''],
  ['add: { x: "a, b" }', 'this text holds a comma', 'x'],
  ['remove: { x: "" }', 'this is empty', 'x'],
  ['add: { x: [a] }', 'this is not a text', 'x'],
  ['set: { x: {} }', 'no field is set', 'x'],
  ['increment: { x: {} }', 'no field is named', 'x'],
  ['increment: { x: { n: 1.5 } }', 'this is not an increment', 'x.n'],
  ['add: { x: { "a,b": c } }', 'this cannot name a field', 'x.a,b'],
  ['set: { x: { "a=b": c } }', 'this cannot name a field', 'x.a=b'],
])('%s is refused: %s', (operation, message, place) => {
  const body = `${twoRegions}\nworkload: { script: [{ at: 1s, in: a, ${operation} }] }`;
  const kind = operation.slice(0, operation.indexOf(':'));
  const path = ['scenarios.s.workload.script.0', kind, ...(place === '' ? [] : [place])].join('.');
  expect(issuesIn(body)).toMatchObject([{ path, message }]);
});
