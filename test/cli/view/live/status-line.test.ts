import { describe, expect, test } from 'vitest';
import { rowText, rowWidth } from '../../../../src/cli/view/drawing/row.js';
import { describeJudgement, drawStatus, wordFor } from '../../../../src/cli/view/live/status-line.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { makeReport } from '../../tui/live/sample-report.js';
import { stateAt } from './sample-state.js';

const report = makeReport({ lost: 4, divergentKeys: 0, fingerprint: '00ff' });
const held = { name: 'converged', expected: 'true', actual: 'true', verdict: 'holds' } as const;
const failed = { name: 'lost-writes', expected: '0', actual: '4', verdict: 'violated' } as const;
const open = { name: 'lag.max', expected: '< 1s', actual: '-', verdict: 'unknown' } as const;

test('the status says what runs and how far it is', () => {
  const text = rowText(drawStatus(stateAt(12_500_000), 80, asciiTheme));
  expect(text).toHaveLength(80);
  expect(text).toContain(' split-brain | lww | seed 8841');
  expect(text).toContain('|| PAUSED  t=12.500s  1.5x  ev 125');
});

test('a wide status says more', () => {
  const text = rowText(drawStatus(stateAt(0), 140, asciiTheme));
  expect(text).toContain('resolver lww | 3 regions, 6 links');
  expect(text).toContain('t=0.000s / 30s');
});

test.each([
  ['running', '> RUNNING'],
  ['paused', '|| PAUSED'],
  ['judging', 'JUDGING'],
  ['finished', 'FINISHED'],
] as const)('the mode %s is a word', (mode, word) => {
  const state = stateAt(0);
  const text = rowText(
    drawStatus({ ...state, playback: { ...state.playback, mode } }, 80, asciiTheme),
  );
  expect(text).toContain(word);
});

test('a name of sixty characters leaves room for the time', () => {
  const state = stateAt(0);
  const scenario = { ...state.scenario, name: '東'.repeat(60) };
  for (const columns of [60, 80, 120, 140]) {
    const row = drawStatus({ ...state, scenario }, columns, asciiTheme);
    expect(rowWidth(row)).toBe(columns);
    expect(rowText(row)).toContain('t=0.000s');
  }
});

describe('the outcome in one sentence', () => {
  test('says that all expectations hold', () => {
    const judgement = { report, verdict: 'holds', expectations: [held, held] } as const;
    expect(describeJudgement(judgement)).toEqual({
      text: 'HOLDS: all 2 expectations hold',
      tone: 'good',
    });
  });

  test('names the first violation and counts the others', () => {
    const expectations = [held, failed, failed];
    expect(describeJudgement({ report, verdict: 'violated', expectations })).toEqual({
      text: 'VIOLATED: lost-writes expected 0, found 4 (and 1 more)',
      tone: 'bad',
    });
  });

  test('names what could not be told', () => {
    const judgement = { report, verdict: 'unknown', expectations: [held, open] } as const;
    expect(describeJudgement(judgement).text).toBe('UNKNOWN: lag.max expected < 1s, found -');
  });

  test('says that nothing was expected', () => {
    const judgement = { report, verdict: 'holds', expectations: [] } as const;
    expect(describeJudgement(judgement).text).toContain('no expectation');
  });
});

test('every verdict is a word of its own', () => {
  expect(new Set((['holds', 'violated', 'unknown'] as const).map(wordFor)).size).toBe(3);
});
