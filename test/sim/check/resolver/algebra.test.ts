import { describe, expect, test } from 'vitest';
import { findBrokenLaws } from '../../../../src/sim/check/resolver/algebra.js';
import { MemoCandidate } from '../../../../src/sim/resolution/memo-candidate.js';

/** A candidate whose states are texts, and the numbers of some of them. */
function begin(merge: (local: string, incoming: string) => string, texts: readonly string[]) {
  const candidate = new MemoCandidate({
    name: 'texts',
    isRegister: false,
    operations: texts.map((text) => ({ kind: 'write', element: null, text, mayBeLost: false })),
    initial: '',
    apply: (_state, { operation }) => texts[operation],
    merge,
    areEqual: () => false,
    read: (text) => text,
  });
  const asked = { replica: 0, stamp: 1, write: 0, previous: -1 };
  return { candidate, states: texts.map((_, operation) => candidate.apply(0, { ...asked, operation })) };
}

const larger = (x: string, y: string): string => (Number(y) > Number(x) ? y : x);
const average = (x: string, y: string): string => String((Number(x) + Number(y)) / 2);
const sum = (x: string, y: string): string => String(Number(x) + Number(y));
const first = (x: string): string => x;

describe('of states that meet whatever comes', () => {
  test.each([
    ['the larger one', larger, []],
    ['the average', average, ['associative', 'idempotent']],
    ['the sum', sum, ['idempotent']],
    ['the local one', first, ['commutative']],
  ])('%s', (_, merge, laws) => {
    const { candidate, states } = begin(merge, ['1', '2', '4']);
    expect(findBrokenLaws(candidate, states).map(({ law }) => law)).toEqual(laws);
  });
});
