import { expect, test } from 'vitest';
import { judge } from '../../../../src/sim/check/judge.js';
import { historyOf, read, write } from '../../../support/history.js';

test('reading what is older than an own write is told with both operations', () => {
  const history = historyOf([write(0, 'x', 1), write(0, 'x', 2), read(0, 'x', 1)], {
    versionOrder: { x: [1, 2] },
  });
  const { findings } = judge(history, 'read-your-writes');
  expect(findings).toMatchObject([{ pattern: 'ReadYourWrites', key: 'x' }]);
  expect(findings[0].what).toBe(
    'process 0 read x = 1 (line 5) after it had seen or written what is newer: process 0 wrote x = 2 (line 3)',
  );
});

test('without an order of versions each guarantee alone may hold, but not all four', () => {
  const history = historyOf([write(0, 'x', 1), write(0, 'x', 2), read(0, 'x', 1)]);
  const verdicts = (['read-your-writes', 'monotonic-writes', 'sessions'] as const).map(
    (model) => judge(history, model).verdict,
  );
  expect(verdicts).toEqual(['unknown', 'unknown', 'violated']);
  const { findings } = judge(history, 'sessions');
  expect(findings).toMatchObject([{ pattern: 'NoVersionOrder' }]);
  expect(findings[0].operations).toHaveLength(3);
});

test('going back and forth breaks monotonic reads in any order of versions', () => {
  const history = historyOf([
    write(0, 'x', 1),
    write(1, 'x', 2),
    read(2, 'x', 1),
    read(2, 'x', 2),
    read(2, 'x', 1),
  ]);
  expect(judge(history, 'monotonic-reads').verdict).toBe('violated');
});

test('the initial value is older than every write, whatever is known', () => {
  const history = historyOf([write(0, 'x', 1), read(1, 'x', 1), read(1, 'x', null)]);
  expect(judge(history, 'monotonic-reads').verdict).toBe('violated');
});

test('of versions side by side one has to be new enough', () => {
  const versionOrder = { x: [1, 2, 3] };
  const writes = [write(0, 'x', 2), write(1, 'x', 1), write(1, 'x', 3)];
  const verdictOf = (seen: readonly number[]): string =>
    judge(historyOf([...writes, read(0, 'x', seen)], { versionOrder }), 'read-your-writes').verdict;
  expect([verdictOf([1, 3]), verdictOf([1, 2]), verdictOf([1])]).toEqual([
    'holds',
    'holds',
    'violated',
  ]);
});

test('a value that several wrote, or nobody, tells nothing', () => {
  const twice = historyOf([write(0, 'x', 1), write(1, 'x', 1), read(0, 'x', 1)]);
  expect(judge(twice, 'read-your-writes').unknowns).toEqual([
    'key x: a value was read that several may have written',
  ]);
  const nobody = historyOf([write(0, 'x', 1), read(0, 'x', 9)]);
  expect(judge(nobody, 'read-your-writes').unknowns).toEqual([
    'key x: a value was read that nobody wrote',
  ]);
});

test('a replica that holds a write but not what its session wrote before breaks monotonic writes', () => {
  const operations = [
    write(0, 'x', 1, 'S'),
    write(0, 'y', 1, 'S'),
    read(1, 'y', 1, 'T'),
    read(1, 'x', null, 'T'),
  ];
  const { findings } = judge(historyOf(operations), 'monotonic-writes');
  expect(findings[0].what).toBe(
    'process 1 read x = null (line 7) at T, which held what line 3 wrote (line 6), and so should hold what ' +
      'process 0 had written before: process 0 wrote x = 1 (line 1)',
  );
  expect(findings[0].operations.map(({ invokedAt }) => invokedAt)).toEqual([1, 3, 5, 7]);
});

test('where nobody says which replica served, that is in doubt', () => {
  const operations = [write(0, 'x', 1), write(0, 'y', 1), read(1, 'y', 1), read(1, 'x', null)];
  expect(judge(historyOf(operations), 'monotonic-writes').verdict).toBe('unknown');
});

test('what is no register is left out, and said', () => {
  const judgement = judge(historyOf([{ f: 'add', value: 1 }]), 'sessions');
  expect(judgement.unknowns).toEqual(['key x: only reads, writes and cas are judged']);
});
