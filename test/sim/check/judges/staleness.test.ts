import { expect, test } from 'vitest';
import { judge } from '../../../../src/sim/check/judge.js';
import type { Judgement, StalenessBound } from '../../../../src/sim/check/judge.js';
import { historyOf } from '../../../support/history.js';
import type { HistorySketch, OperationSketch } from '../../../support/history.js';

const writes: readonly OperationSketch[] = [1, 2, 3].map((value) => ({
  f: 'write',
  value,
  timesUs: [value * 100, value * 100 + 10],
}));

/** Writes at 100, 200 and 300 us, each answered after 10; then a read at 400. */
function judgeRead(
  result: number | null,
  bound: Partial<StalenessBound>,
  sketch: HistorySketch = {},
): Judgement {
  const read: OperationSketch = { process: 1, f: 'read', result, timesUs: [400, 405] };
  const staleness = { maxAgeUs: null, maxVersions: null, ...bound };
  return judge(historyOf([...writes, read], sketch), 'bounded-staleness', { staleness });
}

test('the newest version is not behind', () => {
  const { verdict, figures } = judgeRead(3, { maxAgeUs: 1, maxVersions: 1 });
  expect(verdict).toBe('holds');
  expect(figures).toMatchObject({ reads: 1, stale: 0, mostVersionsBehind: 0 });
});

test('a read is behind by every newer version that was answered before it', () => {
  expect(judgeRead(1, { maxVersions: 3 }).verdict).toBe('holds');
  const { verdict, findings } = judgeRead(1, { maxVersions: 2 });
  expect(verdict).toBe('violated');
  expect(findings[0].what).toBe(
    'process 1 read x = 1 (line 7), 2 versions behind, 190 us after the first of them was answered: ' +
      'process 0 wrote x = 2 (answered at line 4)',
  );
});

test('its age counts from the answer to the first write that it should have seen', () => {
  expect(judgeRead(1, { maxAgeUs: 191 }).verdict).toBe('holds');
  expect(judgeRead(1, { maxAgeUs: 190 }).verdict).toBe('violated');
  expect(judgeRead(null, { maxAgeUs: 300 }).figures).toMatchObject({
    mostVersionsBehind: 3,
    mostBehindUs: 290,
  });
});

test('the final order decides what is newer, where it is given', () => {
  const versionOrder = { x: [2, 3, 1] };
  expect(judgeRead(1, { maxVersions: 1 }, { versionOrder }).verdict).toBe('holds');
  expect(judgeRead(2, { maxVersions: 1 }, { versionOrder }).figures).toMatchObject({
    mostVersionsBehind: 2,
  });
});

test('of two writes that overlap neither is newer', () => {
  const operations: readonly OperationSketch[] = [
    { process: 0, f: 'write', value: 1, at: [1, 3] },
    { process: 1, f: 'write', value: 2, at: [2, 4] },
    { process: 2, f: 'read', result: 1, at: [5, 6] },
  ];
  const staleness = { maxAgeUs: null, maxVersions: 1 };
  expect(judge(historyOf(operations), 'bounded-staleness', { staleness }).verdict).toBe('holds');
});

test('without times an age, and without a bound anything, is unknown', () => {
  const operations: readonly OperationSketch[] = [
    { f: 'write', value: 1 },
    { f: 'read', result: null },
  ];
  const history = historyOf(operations);
  expect(
    judge(history, 'bounded-staleness', { staleness: { maxAgeUs: 5, maxVersions: null } }).verdict,
  ).toBe('unknown');
  expect(judge(history, 'bounded-staleness').unknowns).toEqual(['no bound was named']);
});

test('a version that the final order leaves out cannot be placed', () => {
  const versionOrder = { x: [1, 2] };
  expect(judgeRead(2, { maxVersions: 1 }, { versionOrder }).verdict).toBe('unknown');
  expect(judgeRead(3, { maxVersions: 1 }, { versionOrder }).verdict).toBe('unknown');
});
