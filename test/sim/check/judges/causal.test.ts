import { expect, test } from 'vitest';
import { judge } from '../../../../src/sim/check/judge.js';
import { historyOf, read, write } from '../../../support/history.js';

test('a read behind what it depends on is told with the way that leads there', () => {
  const operations = [
    write(0, 'x', 1),
    write(0, 'x', 2),
    write(0, 'y', 1),
    read(1, 'y', 1),
    write(1, 'z', 1),
    read(2, 'z', 1),
    read(2, 'x', 1),
  ];
  const { findings } = judge(historyOf(operations), 'causal');
  expect(findings).toMatchObject([{ pattern: 'WriteCORead', key: 'x' }]);
  expect(findings[0].what).toBe(
    'process 2 read x = 1 (line 13), what line 1 wrote, although it depends on a later write: ' +
      'process 0 wrote x = 2 (line 3), by way of: process 1 read y = 1 (line 7); process 2 read z = 1 (line 11)',
  );
  expect(findings[0].operations).toHaveLength(7);
});

test('a value out of thin air, or of a write that failed, is told', () => {
  const failed = { ...write(0, 'x', 1), outcome: 'fail' } as const;
  const { findings } = judge(historyOf([failed, read(1, 'x', 1), read(1, 'y', 5)]), 'causal');
  expect(findings.map(({ pattern, what }) => [pattern, what])).toEqual([
    ['ThinAirRead', 'process 1 read x = 1 (line 3), whose write failed (line 1)'],
    ['ThinAirRead', 'process 1 read y = 5 (line 5), which nobody wrote'],
  ]);
});

test('operations that depend on each other in a circle are told as one', () => {
  const operations = [read(0, 'x', 2), write(0, 'y', 1), read(1, 'y', 1), write(1, 'x', 2)];
  const { findings } = judge(historyOf(operations), 'causal');
  expect(findings).toMatchObject([{ pattern: 'CyclicCO' }]);
  expect(findings[0].operations).toHaveLength(4);
});

test('a cas sees one value and then writes another', () => {
  const swap = { process: 1, f: 'cas', value: [1, 2] } as const;
  expect(
    judge(historyOf([write(0, 'x', 1), swap, read(2, 'x', 2), read(2, 'x', 1)]), 'causal').verdict,
  ).toBe('violated');
  expect(
    judge(historyOf([write(0, 'x', 1), swap, read(2, 'x', 1), read(2, 'x', 2)]), 'causal').verdict,
  ).toBe('holds');
});

test('a write without an answer counts once somebody read it', () => {
  const open = { ...write(0, 'x', 1), outcome: 'info' } as const;
  expect(judge(historyOf([open, read(1, 'x', null)]), 'causal-memory').verdict).toBe('holds');
  expect(
    judge(historyOf([open, read(1, 'x', 1), read(1, 'x', null)]), 'causal-memory').verdict,
  ).toBe('violated');
});

test('versions side by side are judged by causal alone', () => {
  const operations = [write(0, 'x', 1), write(1, 'x', 2), read(2, 'x', [1, 2])];
  const history = historyOf(operations);
  expect(judge(history, 'causal').verdict).toBe('holds');
  expect(judge(history, 'causal-convergence').verdict).toBe('unknown');
  const gone = historyOf([
    ...operations,
    { process: 2, f: 'write', value: 3 },
    read(2, 'x', [2, 3]),
  ]);
  expect(judge(gone, 'causal').verdict).toBe('violated');
});

test('a value that was written twice hides what it could tell', () => {
  const history = historyOf([write(0, 'x', 1), write(1, 'x', 1), read(2, 'x', 1)]);
  expect(judge(history, 'causal').unknowns).toEqual([
    'key x: a value that was read there may come from several writes',
  ]);
});

test('causal memory that would take too many steps is unknown', () => {
  const history = historyOf([write(0, 'x', 1), read(0, 'x', 2), write(1, 'x', 2), read(1, 'x', 1)]);
  expect(judge(history, 'causal-memory').verdict).toBe('holds');
  const judgement = judge(history, 'causal-memory', { states: 0 });
  expect(judgement.verdict).toBe('unknown');
  expect(judgement.unknowns).toEqual(['more than 0 steps would have to be taken']);
});

test('sessions that end in writes which nobody saw cost nothing, however many', () => {
  const unseen = Array.from({ length: 12_000 }, (_, i) => write(i, `k${i}`, 1));
  const history = historyOf([...unseen, write(20_000, 'x', 1), read(20_001, 'x', 1)]);
  expect(judge(history, 'causal-memory').verdict).toBe('holds');
});

test('a history of too many sessions that matter is unknown', () => {
  const seen = Array.from({ length: 6_000 }, (_, i) => [
    write(2 * i, `k${i}`, 1),
    read(2 * i + 1, `k${i}`, 1),
  ]);
  expect(judge(historyOf(seen.flat()), 'causal').unknowns).toEqual([
    'the history is too large: it has too many operations times sessions',
  ]);
});
