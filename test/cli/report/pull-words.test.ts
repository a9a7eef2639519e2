import { expect, test } from 'vitest';
import { lossWords } from '../../../src/cli/view/words/loss-words.js';
import { pullingOf } from '../../../src/cli/report/pull-words.js';
import type { PullCounts } from '../../../src/sim/report.js';
import { sampleReport } from './sample-result.js';

const { network } = sampleReport;
const say = (pulling: PullCounts): string => pullingOf({ ...sampleReport, network: { ...network, pulling } });
const counts = { questions: 18, answers: 18, writes: 5, repeated: 0, passedOver: 0 };

test('nothing is said where everything is sent unasked', () => {
  expect(pullingOf(sampleReport)).toBe('');
});

test('questions and writes are counted, and what is told again or never', () => {
  expect(say(counts)).toBe('Asked 18 times, told 5 writes.');
  expect(say({ ...counts, repeated: 2, passedOver: 1 })).toBe(
    'Asked 18 times, told 5 writes, 2 of them once more. ' +
      '1 write left out for somebody for good, as the stamp was too early.',
  );
  expect(say({ ...counts, passedOver: 3 })).toMatch(/ 3 writes left out/);
});

test('what was left out of every answer is lost on its way, and the cause says so', () => {
  expect(lossWords.queue).toContain('left out of what was asked for');
  expect(lossWords.queue).toContain('sent on by nobody');
});
