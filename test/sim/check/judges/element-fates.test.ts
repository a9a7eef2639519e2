import { expect, test } from 'vitest';
import { judge } from '../../../../src/sim/check/judge.js';
import type { Judgement } from '../../../../src/sim/check/judge.js';
import { historyOf, read } from '../../../support/history.js';
import type { OperationSketch } from '../../../support/history.js';

function judgeSet(...operations: readonly OperationSketch[]): Judgement {
  return judge(historyOf(operations), 'set');
}

function add(value: string, more: Partial<OperationSketch> = {}): OperationSketch {
  return { f: 'add', value, ...more };
}

test('a set that keeps what was added holds', () => {
  const { verdict, figures } = judgeSet(
    add('a'),
    read(1, 'x', ['a']),
    add('b'),
    read(1, 'x', ['b', 'a']),
  );
  expect(verdict).toBe('holds');
  expect(figures).toMatchObject({ elements: 2, stable: 2, stale: 0, lost: 0, neverRead: 0 });
});

test('an element that no later read holds is lost, and the evidence says since when', () => {
  const judgement = judgeSet(add('a'), add('b'), read(1, 'x', ['a', 'b']), read(1, 'x', ['b']));
  expect(judgement.verdict).toBe('violated');
  expect(judgement.figures).toMatchObject({ lost: 1, stable: 1 });
  expect(judgement.findings).toMatchObject([{ pattern: 'Lost', key: 'x' }]);
  expect(judgement.findings[0].what).toBe(
    '"a" is lost from x: it was known to be there from line 2, was last seen at line 5, ' +
      'and the read at line 7 and all after it miss it',
  );
  expect(judgement.findings[0].operations.map(({ invokedAt }) => invokedAt)).toEqual([1, 5, 7]);
});

test('an element that a read misses and a later one holds is stale, which a set may be', () => {
  const { verdict, figures } = judgeSet(add('a'), read(1, 'x', []), read(1, 'x', ['a']));
  expect(verdict).toBe('holds');
  expect(figures).toMatchObject({ stable: 1, stale: 1 });
});

test('an element that was missed only while it was being added was never read', () => {
  const slow = add('a', { at: [1, 4] });
  const { verdict, figures } = judgeSet(slow, { ...read(1, 'x', []), at: [2, 3] });
  expect(verdict).toBe('unknown');
  expect(figures).toMatchObject({ neverRead: 1, lost: 0 });
});

test('an addition without an answer is known from the first read that holds it', () => {
  const open = add('a', { outcome: 'info', process: 2 });
  expect(judgeSet(open, read(1, 'x', [])).figures).toMatchObject({ neverRead: 1 });
  expect(judgeSet(open, read(1, 'x', ['a']), read(1, 'x', [])).figures).toMatchObject({ lost: 1 });
});

test('a removed element is judged by the reads before its removal alone', () => {
  const gone = { f: 'remove', value: 'a' } as const;
  expect(judgeSet(add('a'), read(1, 'x', ['a']), gone, read(1, 'x', [])).verdict).toBe('holds');
  expect(judgeSet(add('a'), read(1, 'x', []), gone).figures).toMatchObject({ lost: 1 });
});

test('an element twice in one read, or one that nobody added, is a violation', () => {
  const judgement = judgeSet(add('a'), read(1, 'x', ['a', 'a', 'b']));
  expect(judgement.findings.map(({ pattern }) => pattern)).toEqual(['Duplicated', 'Unexpected']);
  expect(judgement.figures).toMatchObject({ duplicated: 1, unexpected: 1 });
});

test('a set that nobody read back, and a key that is none, cannot be judged', () => {
  expect(judgeSet(add('a')).verdict).toBe('unknown');
  expect(judgeSet({ f: 'write', value: 1 }, read(0, 'x', 1)).unknowns[0]).toContain(
    'key x: it is no set',
  );
});
