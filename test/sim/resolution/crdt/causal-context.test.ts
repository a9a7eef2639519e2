import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotOf, isKnown, joinContexts } from '../../../../src/sim/resolution/crdt/causal-context.js';
import type { CausalContext } from '../../../../src/sim/resolution/crdt/causal-context.js';
import type { Span } from '../../../../src/sim/resolution/replicated-type.js';

const authors = 3;

/** The dots of some writes with gaps between their ids. */
const dots = fc
  .array(fc.record({ author: fc.nat(authors - 1), gap: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 15,
  })
  .map((writes) => {
    const latest = Array.from({ length: authors }, () => -1);
    let op = 0;
    return writes.map(({ author, gap }): Span => {
      op += gap;
      const dot = dotOf({ op, author, previous: latest[author], stamp: 0, leader: author });
      latest[author] = op;
      return dot;
    });
  });

/** The dots, in some order, dealt to two contexts that may overlap. */
const dealt = dots.chain((all) => {
  const hand = fc.shuffledSubarray([...all], { minLength: 0 });
  return fc.tuple(fc.constant(all), hand, hand);
});

test('knows exactly the writes that it was told of, in any order', () => {
  fc.assert(
    fc.property(dealt, ([all, mine, theirs]) => {
      const x = gather(mine);
      const y = gather(theirs);
      for (const dot of all) {
        expect(isKnown(x, dot)).toBe(mine.includes(dot));
        expect(isKnown(joinContexts(x, y), dot)).toBe(mine.includes(dot) || theirs.includes(dot));
      }
    }),
  );
});

test('is the same whatever the order, and one span an author when nothing is missing', () => {
  fc.assert(
    fc.property(dealt, ([all, mine, theirs]) => {
      const x = gather(mine);
      const y = gather(theirs);
      expect(joinContexts(x, y)).toEqual(joinContexts(y, x));
      expect(joinContexts(x, x)).toBe(x);
      const joined = joinContexts(x, y);
      expect(joinContexts(joined, y)).toBe(joined);
      const writers = new Set(all.map(({ author }) => author));
      expect(joinContexts(joined, all)).toHaveLength(writers.size);
    }),
  );
});

test('a gap stays until the write in it is there', () => {
  const first = { author: 0, after: -1, last: 3 };
  const second = { author: 0, after: 3, last: 8 };
  const third = { author: 0, after: 8, last: 9 };
  const gapped = gather([third, first]);
  expect(gapped).toEqual([first, third]);
  expect(isKnown(gapped, second)).toBe(false);
  expect(joinContexts(gapped, [second])).toEqual([{ author: 0, after: -1, last: 9 }]);
});

function gather(hand: readonly Span[]): CausalContext {
  return hand.reduce<CausalContext>((context, dot) => joinContexts(context, [dot]), []);
}
