import { expect, test } from 'vitest';
import { findCuts } from '../../../../src/cli/page/diagram/cuts.js';
import type { TraceEvent } from '../../../../src/sim/record/trace.js';

function link(kind: 'cut' | 'heal', atUs: number, from: string, to: string): TraceEvent {
  return { kind, atUs, from, to };
}

test('links that are cut and healed together are one time, and what never heals lasts to the end', () => {
  const trace = [
    link('cut', 5, 'a', 'b'), link('cut', 5, 'b', 'a'), link('cut', 7, 'a', 'c'),
    link('heal', 9, 'a', 'b'), link('heal', 9, 'b', 'a'), link('cut', 12, 'a', 'b'),
  ];
  expect(findCuts(trace, 20)).toEqual([
    { fromUs: 5, untilUs: 9, links: ['a -> b', 'b -> a'] },
    { fromUs: 7, untilUs: 20, links: ['a -> c'] },
    { fromUs: 12, untilUs: 20, links: ['a -> b'] },
  ]);
});

test('a link that is cut twice before it heals is cut from the first time on', () => {
  const trace = [link('cut', 1, 'a', 'b'), link('cut', 3, 'a', 'b'), link('heal', 4, 'a', 'b')];
  expect(findCuts(trace, 9)).toEqual([{ fromUs: 1, untilUs: 4, links: ['a -> b'] }]);
});
