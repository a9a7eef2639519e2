import { expect, test } from 'vitest';
import { readingNotes } from '../../../../src/cli/report/comparison/sentences.js';
import { standingSentences } from '../../../../src/cli/report/comparison/words.js';
import { compareColumns } from '../../../../src/scenarios/comparison/comparison.js';
import type { Comparison } from '../../../../src/scenarios/comparison/comparison.js';
import { scenario } from '../../../support/scenario.js';

/** Columns with so many lost writes under each seed. */
function compared(columns: Readonly<Record<string, readonly number[]>>): Comparison {
  const ran = Object.entries(columns).map(([name, lost]) => ({
    name,
    changes: [],
    scenario: scenario(),
    runs: lost.map((count, seed) => ({
      seed: String(seed),
      fingerprint: '0000000000000000',
      figures: new Map([['lost-writes', count]]),
    })),
  }));
  return compareColumns(ran, 0);
}

const near = [100, 120, 90, 110, 105, 95];

test('who cannot be told from the best is not said to be better than it is', () => {
  const comparison = compared({
    a: near,
    b: near.map((lost, i) => lost + (i % 2 === 0 ? 9 : -8)),
    c: near.map((lost, i) => lost + 50 + i),
  });
  expect(standingSentences(comparison)).toEqual([
    'a: best at lost writes (103 against 156); worst at nothing.',
    'b: best at lost writes (104, not told from 103, against 156); worst at nothing.',
    'c: best at nothing; worst at lost writes (156 against 103).',
  ]);
});

test('a column alone has neither differences nor a best', () => {
  expect(readingNotes(compared({ a: near }), 'has a *')).toEqual([
    'Means over 6 seeds; of yes or no, how many are yes.',
  ]);
});
