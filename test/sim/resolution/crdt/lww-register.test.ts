import { expect, test } from 'vitest';
import { lastWriteWinsRegister } from '../../../../src/sim/resolution/crdt/lww-register.js';
import { add, erase, Sites, write } from '../../../support/replicated-type-sites.js';

test('the later stamp wins, and the other write is not reflected', () => {
  const sites = new Sites(lastWriteWinsRegister);
  sites.ask(0, write('B'), { stamp: 20 });
  sites.ask(1, write('C'), { stamp: 10 });
  sites.exchange();
  expect([sites.read(0), sites.read(1)]).toEqual([['B'], ['B']]);
  expect(sites.support(1)).toEqual([0]);
});

test('a write that saw the other loses by a slow clock', () => {
  const sites = new Sites(lastWriteWinsRegister);
  sites.ask(0, write('B'), { stamp: 20 });
  sites.exchange();
  sites.ask(1, write('B2'), { stamp: 19 });
  expect(sites.read(1)).toEqual(['B']);
});

test('of equal stamps the greater leader wins, of one leader the later write', () => {
  const sites = new Sites(lastWriteWinsRegister);
  sites.ask(1, write('of 1'), { stamp: 5 });
  sites.ask(0, write('of 0'), { stamp: 5 });
  sites.exchange();
  expect(sites.read(0)).toEqual(['of 1']);
  sites.ask(1, write('again'), { stamp: 5 });
  expect(sites.read(1)).toEqual(['again']);
});

test('a delete wins and loses like a write', () => {
  const sites = new Sites(lastWriteWinsRegister);
  sites.ask(0, write('B'), { stamp: 10 });
  sites.ask(1, erase, { stamp: 20 });
  sites.exchange();
  expect(sites.read(0)).toEqual([]);
  expect(sites.support(0)).toEqual([1]);
  sites.ask(0, write('C'), { stamp: 15 });
  expect(sites.read(0)).toEqual([]);
});

test('is written whole', () => {
  const sites = new Sites(lastWriteWinsRegister);
  expect(() => sites.ask(0, add('x'))).toThrow('a register is written whole');
});
