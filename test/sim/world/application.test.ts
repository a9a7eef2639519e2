import { describe, expect, test } from 'vitest';
import { changeValue, describeChange } from '../../../src/sim/world/application.js';

const increment = { kind: 'increment', by: 1 } as const;
const addTea = { kind: 'add', element: 'tea' } as const;
const removeMilk = { kind: 'remove', element: 'milk' } as const;
const setPhone = { kind: 'set', fields: { phone: '7' } } as const;
const insertComma = { kind: 'insert', at: 5, text: ',' } as const;
const eraseTail = { kind: 'erase', at: 2, length: 9 } as const;

describe('an application that keeps things in plain values', () => {
  test.each([
    [[], increment, '1'],
    [['100'], increment, '101'],
    [['-3'], { kind: 'increment', by: -2 }, '-5'],
    [['three'], increment, '1'],
    [['-7', '-5'], increment, '-4'],
    [[], addTea, 'tea'],
    [['milk'], addTea, 'milk, tea'],
    [['milk, tea'], addTea, 'milk, tea'],
    [['eggs, milk', 'milk, salt'], addTea, 'eggs, milk, salt, tea'],
    [['eggs, milk'], removeMilk, 'eggs'],
    [['milk'], removeMilk, ''],
    [[''], addTea, 'tea'],
    [[], setPhone, 'phone=7'],
    [['name=A, phone=1'], setPhone, 'name=A, phone=7'],
    [['name=A', 'name=B'], setPhone, 'name=B, phone=7'],
    [[], insertComma, ','],
    [['Hello'], insertComma, 'Hello,'],
    [['Hello all', 'Hello you'], insertComma, 'Hello, you'],
    [['Hello'], eraseTail, 'He'],
  ] as const)('makes of %j with %j the value %j', (values, change, expected) => {
    expect(changeValue(values, change)).toBe(expected);
  });

  test.each([
    [increment, '+1'],
    [{ kind: 'increment', by: -60 }, '-60'],
    [addTea, 'add tea'],
    [{ kind: 'increment', by: 2, field: 'visits' }, 'visits +2'],
    [{ kind: 'add', element: 'vip', field: 'tags' }, 'add vip to tags'],
    [{ kind: 'remove', element: 'vip', field: 'tags' }, 'remove vip from tags'],
    [removeMilk, 'remove milk'],
    [{ kind: 'set', fields: { phone: '7', name: 'A' } }, 'set name=A, phone=7'],
    [insertComma, 'insert "," at 5'],
    [eraseTail, 'erase 9 at 2'],
  ] as const)('calls %j %s', (change, words) => {
    expect(describeChange(change)).toBe(words);
  });
});
