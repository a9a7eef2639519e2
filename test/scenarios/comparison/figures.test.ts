import { expect, test } from 'vitest';
import { comparedFigures, isSilent } from '../../../src/scenarios/comparison/figures.js';
import type { ComparedFigure } from '../../../src/scenarios/comparison/figures.js';

function figure(name: string): ComparedFigure {
  const found = comparedFigures.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no figure ${name}`);
  return found;
}

test('names and labels are unique', () => {
  for (const of of ['name', 'label'] as const) {
    const all = comparedFigures.map((one) => one[of]);
    expect(new Set(all).size).toBe(all.length);
  }
});

test('a row that nobody tells is silent; a quiet one also where all is as it should be', () => {
  expect(isSilent(figure('read-latency.p50'), [null, null])).toBe(true);
  expect(isSilent(figure('lost-writes'), [0, null])).toBe(false);
  expect(isSilent(figure('lost-writes.skew'), [0, null])).toBe(true);
  expect(isSilent(figure('lost-writes.skew'), [0, 2])).toBe(false);
  expect(isSilent(figure('settled'), [true, true])).toBe(true);
  expect(isSilent(figure('settled'), [true, false])).toBe(false);
});
