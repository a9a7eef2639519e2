import { expect, test } from 'vitest';
import { describeFarewell } from '../../../../src/cli/tui/live/farewell.js';
import { stateAt } from '../../view/live/sample-state.js';
import { makeReport } from './sample-report.js';

const report = makeReport({ lost: 4, divergentKeys: 0, fingerprint: '9f3c' });
const expectations = [
  { name: 'lost-writes', expected: '0', actual: '4', verdict: 'violated' },
] as const;
const judgement = { report, expectations, verdict: 'violated' } as const;

test('verdict, fingerprint and the command to repeat it are two lines', () => {
  const state = { ...stateAt(30_000_000), judgement };
  expect(describeFarewell(state, 'quarrel run x --seed 1', 'bare')).toBe(
    'VIOLATED: lost-writes expected 0, found 4   fingerprint 9f3c\n' +
      'Run again:  quarrel run x --seed 1\n',
  );
});

test('a run that was left early has no verdict', () => {
  expect(describeFarewell(stateAt(12_500_000), 'quarrel run x', 'bare')).toBe(
    'UNKNOWN: left at t=12.500s, before the end of the run\nRun again:  quarrel run x\n',
  );
});

test('the verdict is coloured where there are colours, and a word all the same', () => {
  const text = describeFarewell({ ...stateAt(0), judgement }, 'again', 'colors');
  expect(text).toContain('\u001b[31mVIOLATED');
});
