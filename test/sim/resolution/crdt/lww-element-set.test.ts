import { describe, expect, test } from 'vitest';
import { lastWriteWinsElementSet } from '../../../../src/sim/resolution/crdt/lww-element-set.js';
import { add, remove, Sites } from '../../../support/replicated-type-sites.js';

describe.each([
  { bias: 'add', kept: ['milk'], winner: 1 },
  { bias: 'remove', kept: [], winner: 2 },
] as const)('with a bias to $bias', ({ bias, kept, winner }) => {
  test('an item that is added and removed at one moment ends by the bias', () => {
    const sites = new Sites(lastWriteWinsElementSet(bias));
    sites.ask(0, add('milk'), { stamp: 1 });
    sites.exchange();
    sites.ask(0, add('milk'), { stamp: 5 });
    sites.ask(1, remove('milk'), { stamp: 5 });
    sites.exchange();
    expect([sites.read(0), sites.read(1)]).toEqual([kept, kept]);
    expect(sites.support(0)).toEqual([winner]);
  });

  test('the later of add and remove wins, whoever saw whom', () => {
    const sites = new Sites(lastWriteWinsElementSet(bias));
    sites.ask(0, add('milk'), { stamp: 5 });
    sites.ask(0, remove('milk'), { stamp: 4 });
    expect(sites.read(0)).toEqual(['milk']);
    sites.ask(1, remove('milk'), { stamp: 6 });
    sites.exchange();
    expect(sites.read(0)).toEqual([]);
    sites.ask(0, add('milk'), { stamp: 7 });
    expect(sites.read(0)).toEqual(['milk']);
  });

  test('an add by a slow clock does not weaken the add that it saw', () => {
    const sites = new Sites(lastWriteWinsElementSet(bias));
    sites.ask(0, add('milk'), { stamp: 9 });
    sites.ask(0, add('milk'), { stamp: 3 });
    sites.ask(1, remove('milk'), { stamp: 6 });
    sites.exchange();
    expect(sites.read(1)).toEqual(['milk']);
  });
});
