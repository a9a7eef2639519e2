import { expect, test } from 'vitest';
import { mergingRegister } from '../../../src/sim/resolution/merging-register.js';
import type { RegisterRule } from '../../../src/sim/resolution/merging-register.js';
import { Sites } from '../../support/replicated-type-sites.js';

/** The letters of both, each once, sorted: commutative, associative and idempotent. */
const letters: RegisterRule = {
  name: 'letters',
  merge: (local, incoming) =>
    [...new Set([...(local.value ?? ''), ...(incoming.value ?? '')])].sort().join(''),
};

const join: RegisterRule = {
  name: 'join',
  merge: (local, incoming) => `${local.value ?? ''}${incoming.value ?? ''}`,
};

const write = (value: string) => ({ kind: 'write', value }) as const;

test('a write replaces what its author saw', () => {
  const register = mergingRegister(letters);
  const sites = new Sites(register);
  sites.ask(0, write('A'));
  sites.exchange();
  sites.ask(1, write('B'));
  sites.exchange();
  expect(sites.states.map((state) => register.read(state))).toEqual([['B'], ['B']]);
});

test('concurrent writes are merged, and both are reflected', () => {
  const register = mergingRegister(letters);
  const sites = new Sites(register);
  sites.ask(0, write('A'));
  sites.ask(1, write('B'));
  sites.exchange();
  for (const state of sites.states) {
    expect(register.read(state)).toEqual(['AB']);
    expect(register.support(state)[0]?.writes.map(({ last }) => last)).toEqual([0, 1]);
  }
});

test('a value equal to one of two reflects that one alone, one equal to both the later one', () => {
  const register = mergingRegister(letters);
  const reflected = (first: string, second: string) => {
    const sites = new Sites(register);
    sites.ask(0, write(first));
    sites.ask(1, write(second));
    sites.exchange();
    return sites.states.map((state) => register.support(state)[0]?.writes.map(({ last }) => last));
  };
  expect(reflected('AB', 'B')).toEqual([[0], [0]]);
  expect(reflected('B', 'AB')).toEqual([[1], [1]]);
  expect(reflected('B', 'B')).toEqual([[1], [1]]);
});

test('who replaces one of the merged versions leaves the other one in the value', () => {
  const register = mergingRegister(letters);
  const sites = new Sites(register, 3);
  const a = sites.ask(0, write('A'));
  const c = sites.ask(2, write('C'));
  sites.take(1, a);
  const w = sites.ask(1, write('W'));
  // One replica merges A and C before it hears of W, the other one never holds A beside C.
  sites.take(0, c);
  expect(register.read(sites.states[0])).toEqual(['AC']);
  sites.take(0, w);
  sites.take(1, c);
  expect(register.read(sites.states[0])).toEqual(['CW']);
  expect(register.read(sites.states[1])).toEqual(['CW']);
});

test('a rule that cares for the order of its arguments is asked in the order of arrival', () => {
  const register = mergingRegister(join);
  const sites = new Sites(register);
  const a = sites.ask(0, write('A'));
  const b = sites.ask(1, write('B'));
  sites.take(0, b);
  sites.take(1, a);
  expect(sites.states.map((state) => register.read(state))).toEqual([['AB'], ['BA']]);
  expect(register.merge(sites.states[0], b)).toBe(sites.states[0]);
});

test('a deleted version is none, and wins where the rule says so', () => {
  const register = mergingRegister({ name: 'none', merge: () => null });
  const sites = new Sites(register);
  sites.ask(0, { kind: 'delete' });
  sites.ask(1, write('B'));
  sites.exchange();
  expect(sites.states.map((state) => register.read(state))).toEqual([[], []]);
  expect(register.support(sites.states[0])[0]?.writes.map(({ last }) => last)).toEqual([0]);
});
