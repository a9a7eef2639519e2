import { expect, test } from 'vitest';
import { leadersOf, splitBrainLines } from '../../../src/cli/report/leader-words.js';
import type { LeadershipReport } from '../../../src/sim/report.js';
import { sampleReport } from './sample-result.js';

const old = { write: 1, key: 'x', value: 'old', acknowledged: true, kept: false } as const;
const fresh = { write: 2, key: 'x', value: 'new', acknowledged: true, kept: true } as const;

const leadership: LeadershipReport = {
  leader: 'b', elections: 2, failovers: 1, lastTerm: 2, mostLeaders: 2, suspicions: 1, falseSuspicions: 1,
  discarded: { rewound: 1, copied: 0, unflushed: 0, wiped: 0 },
  divergences: 0, demotions: 0, restorations: 0, acknowledgedDegraded: 3, acknowledgedStale: 1, shots: 0,
  withoutLeaderMs: 0, longestWithoutLeaderMs: 0, severalLeadersMs: 2000, degradedMs: 0,
  reigns: [
    { leader: 'a', term: 1, fromMs: 0, untilMs: 5000, taken: 1, acknowledged: 1, kept: 0, acknowledgedGone: 1, writes: [old] },
    { leader: 'b', term: 2, fromMs: 3000, untilMs: null, taken: 1, acknowledged: 1, kept: 1, acknowledgedGone: 0, writes: [fresh] },
  ],
};

test('nothing is said of leaders where every region leads', () => {
  expect(leadersOf(sampleReport)).toBe('');
  expect(splitBrainLines(sampleReport)).toEqual([]);
});

test('it is said who led, what that cost, and what is gone', () => {
  expect(leadersOf({ ...sampleReport, leadership })).toBe(
    '1 failover, 0 ms without a leader. 2 led at once, for 2 s. 3 writes acknowledged with fewer copies than asked ' +
      'for. a in term 1 to 5 s, 1 write, 1 of them acknowledged and gone; b in term 2 to the end, 1 write.',
  );
});

test('histories of two that led at once stand side by side, by key', () => {
  const text = splitBrainLines({ ...sampleReport, leadership }).map((line) => line.trimEnd().replaceAll(/ {2,}/g, ' | '));
  expect(text).toEqual(['Key | a, term 1 | b, term 2', 'x | [old] | new', 'In brackets: acknowledged, and gone.']);
});

test('what nobody was told of is marked in another way', () => {
  const [first, second] = leadership.reigns;
  const reigns = [{ ...first, writes: [{ ...old, acknowledged: false }] }, second];
  const lines = splitBrainLines({ ...sampleReport, leadership: { ...leadership, reigns } });
  expect(lines[1]).toMatch(/^x +\(old\) +new/);
  expect(lines.at(-1)).toBe('In parentheses: never acknowledged, and gone.');
});

test('leaders that came one after the other have no histories to compare', () => {
  const [first, second] = leadership.reigns;
  const reigns = [{ ...first, untilMs: 3000 }, second];
  expect(splitBrainLines({ ...sampleReport, leadership: { ...leadership, reigns } })).toEqual([]);
});
