import { describe, expect, test } from 'vitest';
import { cartUnion } from '../../../../src/sim/resolution/crdt/cart-union.js';
import { add, remove, Sites } from '../../../support/replicated-type-sites.js';

describe('a cart that is merged by union', () => {
  test('keeps both items that two carts added', () => {
    const carts = new Sites(cartUnion);
    carts.ask(0, add('milk'));
    carts.ask(1, add('bread'));
    carts.exchange();
    expect([carts.read(0), carts.read(1)]).toEqual([['bread', 'milk'], ['bread', 'milk']]);
    expect(carts.support(0)).toEqual([0, 1]);
  });

  test('brings a removed item back when a concurrent cart still has it', () => {
    const carts = new Sites(cartUnion);
    carts.ask(0, add('milk'));
    carts.exchange();
    carts.ask(0, remove('milk'));
    carts.ask(1, add('bread'));
    expect(carts.read(0)).toEqual([]);
    carts.exchange();
    expect([carts.read(0), carts.read(1)]).toEqual([['bread', 'milk'], ['bread', 'milk']]);
    // The remove (1) has no effect any more; the add before it (0) has one again.
    expect(carts.support(0)).toEqual([0, 2]);
  });

  test('lets an item go when nobody writes meanwhile', () => {
    const carts = new Sites(cartUnion);
    carts.ask(0, add('milk'));
    carts.exchange();
    carts.ask(1, remove('milk'));
    carts.exchange();
    expect([carts.read(0), carts.read(1)]).toEqual([[], []]);
    expect(carts.support(0)).toEqual([1]);
  });

  test('is one version again after a write that saw both', () => {
    const carts = new Sites(cartUnion);
    carts.ask(0, add('milk'));
    carts.ask(1, add('bread'));
    carts.exchange();
    carts.ask(0, remove('milk'));
    expect(carts.states[0].parts[0].entries).toHaveLength(1);
    carts.exchange();
    expect(carts.read(1)).toEqual(['bread']);
    expect(carts.support(1)).toEqual([1, 2]);
  });
});
