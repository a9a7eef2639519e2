import { expect, test } from 'vitest';
import { describeFarewell } from '../../../../src/cli/view/live/farewell.js';
import { makeReport } from '../../tui/live/sample-report.js';
import { stateAt, textOf } from './sample-state.js';

const report = makeReport({ lost: 4, divergentKeys: 0, fingerprint: '9f3c' });
const expectations = [
  { name: 'lost-writes', expected: '0', actual: '4', verdict: 'violated' },
] as const;
const judgement = { report, expectations, verdict: 'violated' } as const;

test('verdict, fingerprint and the command to repeat it are two lines', () => {
  const state = { ...stateAt(30_000_000), judgement };
  expect(textOf(describeFarewell(state, 'quarrel run x --seed 1'))).toBe(
    'VIOLATED: lost-writes expected 0, found 4   fingerprint 9f3c\n' +
      'Run again:  quarrel run x --seed 1',
  );
});

test('a run that was left early has no verdict', () => {
  expect(textOf(describeFarewell(stateAt(12_500_000), 'quarrel run x'))).toBe(
    'UNKNOWN: left at t=12.500s, before the end of the run\nRun again:  quarrel run x',
  );
});

test('the verdict has a tone, and is a word all the same', () => {
  const [first] = describeFarewell({ ...stateAt(0), judgement }, 'again');
  expect(first?.[0]).toMatchObject({ tone: 'bad', text: 'VIOLATED: lost-writes expected 0, found 4' });
});
