import { expect, test } from 'vitest';
import type { Edge } from '../../../src/scenarios/counterfactual/dial.js';
import { sayBeginning, sayBound, sayBytes, sayEnd, sayOffset, sayUs } from '../../../src/scenarios/counterfactual/quantity-words.js';

function edge(kept: number, lost: number, reach: Edge['reach']): Edge {
  return { kept, lost, reach, side: kept < lost ? 'below' : 'above' };
}

test('times and sizes are said exactly', () => {
  expect([0, 12, 12_400, 9_300_000, 9_301_500, -300_000].map(sayUs)).toEqual(['0 ms', '12 us', '12.4 ms', '9.3 s', '9.3015 s', '300 ms']);
  expect([600e6, 7384.5e6, 3600e6].map(sayUs)).toEqual(['10 min', '2 h 3 min 4.5 s', '1 h']);
  expect([100, 1024, 1536, 1_048_576, 1_048_577, 1_260_032].map(sayBytes)).toEqual(
    ['100 B', '1 KiB', '1.5 KiB', '1 MiB', '1,048,577 B', '1,230.5 KiB'],
  );
});

test('an offset is ahead or behind, and less ahead is more behind', () => {
  expect(sayOffset(edge(12_399, 12_400, 'before'))).toBe('less than 12.4 ms ahead');
  expect(sayOffset(edge(12_300, 12_400, 'from'))).toBe('at most 12.3 ms ahead');
  expect(sayOffset(edge(12_300, 12_400, 'only'))).toBe('exactly 12.3 ms ahead');
  expect(sayOffset(edge(-20_001, -20_000, 'before'))).toBe('more than 20 ms behind');
  expect(sayOffset(edge(-20_000, -19_999, 'from'))).toBe('at least 20 ms behind');
  expect(sayOffset(edge(-19_999, -20_000, 'before'))).toBe('less than 20 ms behind');
  expect(sayOffset(edge(-20_000, -20_001, 'from'))).toBe('at most 20 ms behind');
  expect(sayOffset(edge(30_000, 29_999, 'from'))).toBe('at least 30 ms ahead');
});

test('an offset of nothing is no offset', () => {
  expect(sayOffset(edge(0, 1, 'from'))).toBe('not ahead at all');
  expect(sayOffset(edge(0, -1, 'from'))).toBe('not behind at all');
  expect(sayOffset(edge(-1, 0, 'before'))).toBe('behind at all');
  expect(sayOffset(edge(1, 0, 'before'))).toBe('ahead at all');
  expect(sayOffset(edge(0, 1, 'only'))).toBe('right');
});

test('bounds and moments say whether the edge itself counts', () => {
  expect(sayBound(edge(4, 5, 'before'), String)).toBe('less than 5');
  expect(sayBound(edge(5, 6, 'from'), String)).toBe('at most 5');
  expect(sayBound(edge(6, 5, 'before'), String)).toBe('more than 5');
  expect(sayBound(edge(6, 5, 'from'), String)).toBe('at least 6');
  expect(sayBound(edge(6, 5, 'only'), String)).toBe('6');
  expect(sayEnd(edge(9_299_999, 9_300_000, 'before'))).toBe('before 9.3 s');
  expect(sayEnd(edge(9_300_000, 9_301_000, 'from'))).toBe('by 9.3 s');
  expect(sayEnd(edge(9_300_000, 9_301_000, 'only'))).toBe('at 9.3 s');
  expect(sayBeginning(edge(9_100_001, 9_100_000, 'before'))).toBe('begun after 9.1 s');
  expect(sayBeginning(edge(9_100_000, 9_099_000, 'from'))).toBe('not begun before 9.1 s');
  expect(sayBeginning(edge(9_100_000, 9_099_000, 'only'))).toBe('begun at 9.1 s');
});
