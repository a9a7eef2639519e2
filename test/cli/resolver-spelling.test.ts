import { expect, test } from 'vitest';
import { findMisspelling } from '../../src/cli/resolver-spelling.js';

const type = { name: 'n', initial: [], apply: () => [], merge: () => [] };
const register = { name: 'n', resolve: () => null };

test.each([
  [{ ...register, vaild: () => false }, 'it has vaild, which nothing asks for; did you mean "valid"?'],
  [{ ...type, include: () => true }, 'it has include, which nothing asks for; did you mean "includes"?'],
  [{ ...type, mayLoose: ['add'] }, 'it has mayLoose, which nothing asks for; did you mean "mayLose"?'],
  [new (class { name = 'n'; resolve() { return null; } vallid() { return true; } })(), 'it has vallid, which nothing asks for; did you mean "valid"?'],
  [{ ...type, operations: [{ kind: 'put' }], mayLose: ['putt'] }, 'its mayLose names "putt", and no operation is of that kind; did you mean "put"?'],
  [{ ...type, mayLose: ['ad'] }, 'its mayLose names "ad", and no operation is of that kind; did you mean "add"?'],
])('%o is misspelt', (definition, message) => {
  expect(findMisspelling(definition)?.message).toBe(message);
});

test.each([
  [type],
  [{ ...type, equals: () => true, read: () => null, helper: () => 1, vaild: 'of another kind' }],
  [{ ...type, valid: () => true, isValid: () => true }],
  [{ ...type, operations: [{ kind: 'put' }], mayLose: ['put', 'remove'] }],
  [{ ...register, mayLose: ['write', 'delete'] }],
])('%o is not', (definition) => {
  expect(findMisspelling(definition)).toBeNull();
});
