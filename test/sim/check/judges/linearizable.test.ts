import { expect, test } from 'vitest';
import { judge } from '../../../../src/sim/check/judge.js';
import { historyOf, read, write } from '../../../support/history.js';
import type { OperationSketch } from '../../../support/history.js';

test('a stale read is told with the few operations that show it', () => {
  const busy = Array.from({ length: 60 }, (_, i) => write(i % 3, 'x', i));
  const history = historyOf([...busy, read(5, 'x', 59), read(3, 'y', null), read(4, 'x', 20)]);
  const { verdict, findings, violations } = judge(history, 'linearizable');
  expect([verdict, violations]).toEqual(['violated', 1]);
  expect(findings[0].what).toBe(
    'key x: process 4 read x = 20 (lines 125 to 126), and no order explains that together with what came before',
  );
  expect(findings[0].operations).toHaveLength(3);
});

test('each key is judged alone, and each wrong one is told', () => {
  const operations = ['x', 'y', 'z'].flatMap((key) => [
    write(0, key, 1),
    read(1, key, key === 'y' ? 1 : null),
  ]);
  const { findings, figures } = judge(historyOf(operations), 'linearizable');
  expect(findings.map(({ key }) => key)).toEqual(['x', 'z']);
  expect(figures['keys']).toBe(3);
});

test('an operation without an answer may happen late, or never', () => {
  const open: OperationSketch = { ...write(0, 'x', 1), outcome: 'info' };
  expect(
    judge(historyOf([open, read(1, 'x', null), read(1, 'x', 1)]), 'linearizable').verdict,
  ).toBe('holds');
  expect(
    judge(historyOf([open, read(1, 'x', 1), read(1, 'x', null)]), 'linearizable').verdict,
  ).toBe('violated');
});

test('a hundred writes without an answer do not outgrow the search', () => {
  const open = Array.from({ length: 100 }, (_, i): OperationSketch => ({
    ...write(i, 'x', i % 4),
    outcome: 'info',
  }));
  const reads = Array.from({ length: 40 }, (_, i) => read(200, 'x', i % 4));
  const { verdict, figures } = judge(historyOf([...open, ...reads]), 'linearizable');
  expect(verdict).toBe('holds');
  expect(figures['states']).toBeLessThan(100_000);
});

test('a search that may not look at enough states is unknown, and says so', () => {
  const history = historyOf(Array.from({ length: 10 }, (_, i) => write(0, 'x', i % 2)));
  const { verdict, unknowns } = judge(history, 'linearizable', { states: 5 });
  expect(verdict).toBe('unknown');
  expect(unknowns).toEqual(['key x: more than 5 states would have to be looked at']);
});

test('a violation on one key outweighs what is unknown of another', () => {
  const mixed: readonly OperationSketch[] = [{ f: 'add', key: 'y', value: 1 }, write(0, 'y', 1)];
  const history = historyOf([...mixed, write(0, 'x', 1), read(1, 'x', null)]);
  const judgement = judge(history, 'linearizable');
  expect(judgement.verdict).toBe('violated');
  expect(judgement.unknowns).toEqual(['key y: its operations belong to objects of several kinds']);
});

test('versions side by side are no state of a register, one alone is', () => {
  expect(judge(historyOf([write(0, 'x', 1), read(1, 'x', [1])]), 'linearizable').verdict).toBe(
    'holds',
  );
  const both = [write(0, 'x', 1), write(1, 'x', 2), read(2, 'x', [1, 2])];
  expect(judge(historyOf(both), 'linearizable').verdict).toBe('violated');
});

test('a mutex is held by one at a time, and released by its holder', () => {
  const acquire = (process: number): OperationSketch => ({ process, f: 'acquire' });
  const release = (process: number): OperationSketch => ({ process, f: 'release' });
  const verdictOf = (...operations: readonly OperationSketch[]): string =>
    judge(historyOf(operations), 'linearizable').verdict;
  expect(verdictOf(acquire(0), release(0), acquire(1))).toBe('holds');
  expect(verdictOf(acquire(0), acquire(1))).toBe('violated');
  expect(verdictOf(acquire(0), release(1))).toBe('violated');
});
