import { describe, expect, test } from 'vitest';
import { multiValueRegister } from '../../../../src/sim/resolution/crdt/mv-register.js';
import { erase, Sites, write } from '../../../support/replicated-type-sites.js';

describe('a multi-value register', () => {
  test('keeps concurrent writes side by side until one that saw them replaces them', () => {
    const sites = new Sites(multiValueRegister);
    sites.ask(0, write('A'));
    sites.exchange();
    sites.ask(0, write('B'));
    sites.ask(1, write('C'));
    sites.exchange();
    expect([sites.read(0), sites.read(1)]).toEqual([['B', 'C'], ['B', 'C']]);
    expect(sites.support(0)).toEqual([1, 2]);
    sites.ask(0, write('D'));
    sites.exchange();
    expect([sites.read(0), sites.read(1)]).toEqual([['D'], ['D']]);
    expect(sites.support(1)).toEqual([3]);
  });

  test('shows a value that was written beside a delete', () => {
    const sites = new Sites(multiValueRegister);
    sites.ask(0, erase);
    sites.ask(1, write('B'));
    sites.exchange();
    expect(sites.read(0)).toEqual(['B']);
    expect(sites.support(0)).toEqual([0, 1]);
  });

  test('shows siblings of one value once', () => {
    const sites = new Sites(multiValueRegister);
    sites.ask(0, write('B'));
    sites.ask(1, write('B'));
    sites.exchange();
    expect(sites.read(0)).toEqual(['B']);
    expect(sites.support(0)).toEqual([0, 1]);
  });

  test('does not show again what a later write knew of, in whatever order they come', () => {
    const sites = new Sites(multiValueRegister, 3);
    const first = sites.ask(0, write('A'));
    sites.take(1, sites.ask(0, write('B')));
    sites.take(2, sites.ask(1, write('C')));
    sites.take(2, first);
    expect(sites.read(2)).toEqual(['C']);
  });
});

describe('two clients that write past each other at one server', () => {
  const rounds = 10;

  test('leave two siblings, because a write has a dot apart from what its author saw', () => {
    const server = new Sites(multiValueRegister, 1);
    const read = [server.states[0], server.states[0]];
    for (let i = 0; i < 2 * rounds; i++) {
      const client = i % 2;
      server.ask(0, write(`${client}/${i}`), { seen: read[client] });
      read[client] = server.states[0];
    }
    expect(server.read(0)).toEqual(['0/18', '1/19']);
  });

  test('leave all siblings where the server has one version vector for all of them', () => {
    // A client's vector either covers the server's whole vector or it replaces nothing.
    let version = 0;
    let siblings: readonly string[] = [];
    const read = [0, 0];
    for (let i = 0; i < 2 * rounds; i++) {
      const client = i % 2;
      const value = `${client}/${i}`;
      siblings = read[client] >= version ? [value] : [...siblings, value];
      version++;
      read[client] = version;
    }
    expect(siblings).toHaveLength(2 * rounds);
  });
});
