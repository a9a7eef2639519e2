import { describe, expect, test } from 'vitest';
import type { Span } from '../../../src/sim/resolution/replicated-type.js';
import {
  dotOfSibling,
  siblingRuleOf,
  vectorOfObject,
} from '../../../src/sim/resolution/sibling-rules.js';

/** The writes 0, 1, 2 of author 0, one after the other. */
const first: Span = { author: 0, after: -1, last: 0 };
const second: Span = { author: 0, after: 0, last: 1 };
const third: Span = { author: 0, after: 1, last: 2 };
const upToSecond: Span = { author: 0, after: -1, last: 1 };

/** Two clients wrote past each other; then the first one writes, who has read its own alone. */
const held = { siblings: [first, second], known: [upToSecond] };
const write = { dot: third, context: [first] };

describe('one vector for an object', () => {
  test('puts a write beside what its author had seen where it had not seen all', () => {
    expect(vectorOfObject(write, held)).toEqual({ isObsolete: false, replaced: [] });
  });

  test('replaces all where the context covers the object, and more', () => {
    const elsewhere: Span = { author: 1, after: -1, last: 7 };
    const context = [upToSecond, elsewhere];
    expect(vectorOfObject({ dot: third, context }, held).replaced).toEqual([first, second]);
  });

  test('takes a write for a known one where a later one of its author came first', () => {
    const known = [{ author: 0, after: 1, last: 2 }];
    const late = vectorOfObject({ dot: second, context: [first] }, { siblings: [third], known });
    expect(late).toEqual({ isObsolete: true, replaced: [] });
  });
});

describe('a dot for each sibling', () => {
  test('replaces exactly what the author had seen', () => {
    expect(dotOfSibling(write, held)).toEqual({ isObsolete: false, replaced: [first] });
    expect(dotOfSibling({ dot: third, context: [] }, held).replaced).toEqual([]);
    expect(dotOfSibling({ dot: third, context: [upToSecond] }, held).replaced).toEqual(held.siblings);
  });

  test('takes no gap for knowledge', () => {
    const known = [third];
    const late = dotOfSibling({ dot: second, context: [] }, { siblings: [third], known });
    expect(late).toEqual({ isObsolete: false, replaced: [] });
  });
});

test('version vectors go with an object, all other detectors with its siblings', () => {
  expect(siblingRuleOf('version-vector')).toBe(vectorOfObject);
  expect(siblingRuleOf('dotted-version-vector')).toBe(dotOfSibling);
  expect(siblingRuleOf('read-time')).toBe(dotOfSibling);
});
