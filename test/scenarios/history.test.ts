import { assert, describe, expect, test } from 'vitest';
import { parseHistory } from '../../src/scenarios/history.js';
import { historyEvents, historyHeader } from '../../src/scenarios/history-lines.js';
import type { Issue } from '../../src/scenarios/index.js';
import type { History } from '../../src/sim/record/history.js';
import { makeDice } from '../support/dice.js';
import { parsed } from '../support/history.js';
import { drawHistory } from '../support/random-history.js';

/** Lines of a file; what is missing of an event is a write of process 0. */
function lines(...events: readonly object[]): string {
  return events
    .map((event) => JSON.stringify({ process: 0, type: 'invoke', f: 'write', key: 'x', ...event }))
    .join('\n');
}

function issuesOf(text: string): readonly Issue[] {
  const result = parseHistory(text);
  assert(!result.ok);
  return result.issues;
}

test('invocation and answer become one operation, with its lines as places', () => {
  const text = lines(
    { value: 1, time: 10 },
    { type: 'ok', value: 1, time: 25, replica: 'us-east' },
  );
  expect(parsed(text).operations).toEqual([
    {
      process: 0,
      f: 'write',
      key: 'x',
      value: 1,
      result: null,
      outcome: 'ok',
      invokedAt: 1,
      answeredAt: 2,
      invokedAtUs: 10,
      answeredAtUs: 25,
      replica: 'us-east',
    },
  ]);
});

test('a read has its result from the answer', () => {
  const [read] = parsed(
    lines({ f: 'read', value: null }, { type: 'ok', f: 'read', value: [1, 'b'] }),
  ).operations;
  expect([read.value, read.result]).toEqual([null, [1, 'b']]);
});

test('without an answer, or with none that tells, an operation is in doubt', () => {
  const text = lines({ value: 1 }, { process: 1, value: 2 }, { type: 'info', value: null });
  expect(parsed(text).operations.map(({ outcome, answeredAt }) => [outcome, answeredAt])).toEqual([
    ['info', Infinity],
    ['info', Infinity],
  ]);
});

test('blank lines and windows line ends are passed over, and count as lines', () => {
  const [write] = parsed(
    `\r\n${lines({ value: 1 }, { type: 'ok' }).replaceAll('\n', '\r\n\r\n')}\r\n\n`,
  ).operations;
  expect([write.invokedAt, write.answeredAt]).toEqual([2, 4]);
});

test('the words of other systems are understood', () => {
  const text = lines(
    { f: 'put', value: 1 },
    { f: 'put', type: 'ok' },
    { f: 'get' },
    { f: 'get', type: 'ok', value: 1 },
  );
  expect(parsed(text).operations.map(({ f }) => f)).toEqual(['write', 'read']);
});

test('without keys there is one register, and number keys are names', () => {
  const text =
    '{"process":0,"type":"invoke","f":"read"}\n{"process":1,"type":"invoke","f":"read","key":7}';
  expect(parsed(text).operations.map(({ key }) => key)).toEqual(['register', '7']);
});

test('a header says what was there at first and how versions were ordered; --initial has the last word', () => {
  const header = '{"header":true,"initial":0,"versionOrder":{"x":[1,2]},"seed":"a"}\n';
  const { initial, versionOrder } = parsed(header + lines({ value: 1 }));
  expect([initial, [...versionOrder]]).toEqual([0, [['x', [1, 2]]]]);
  expect(parsed(header + lines({ value: 1 }), null).initial).toBe(null);
  expect(parsed(lines({ value: 1 })).initial).toBe(null);
});

describe('what is wrong is said with its line', () => {
  test.each<readonly [string, string, Partial<Issue>]>([
    ['no JSON', 'x', { line: 1, message: 'this is not a JSON object', found: 'x' }],
    ['a list', '[1]', { line: 1, message: 'this is not a JSON object' }],
    [
      'no process',
      '{"type":"invoke","f":"read"}',
      { path: 'process', message: '"process" is missing', found: 'nothing' },
    ],
    [
      'a process by name',
      lines({ process: 'nemesis' }),
      { path: 'process', found: '"nemesis"', expected: 'a whole number from 0' },
    ],
    [
      'a misspelt type',
      lines({ type: 'invoek' }),
      { path: 'type', suggestion: 'did you mean "invoke"?' },
    ],
    [
      'an unknown operation',
      lines({ f: 'raed' }),
      { path: 'f', suggestion: 'did you mean "read"?' },
    ],
    ['an object as value', lines({ value: {} }), { path: 'value', found: '{}' }],
    [
      'a list to write',
      lines({ value: [1] }),
      { message: 'this is no value for write', expected: 'one value, not a list' },
    ],
    ['a cas of one value', lines({ f: 'cas', value: 1 }), { message: 'this is no value for cas' }],
    ['a number to append', lines({ f: 'append', value: 1 }), { expected: 'text' }],
    ['text to count', lines({ f: 'increment', value: '1' }), { expected: 'a number' }],
    [
      'an answer to nothing',
      lines({ type: 'ok' }),
      { message: 'process 0 is answered without having asked' },
    ],
    [
      'two at once',
      lines({ value: 1 }, { value: 2 }),
      { line: 2, message: 'process 0 still waits for the answer to line 1' },
    ],
    [
      'going on in doubt',
      lines({ value: 1 }, { type: 'info' }, { value: 2 }),
      { line: 3, expected: 'a new process number after info' },
    ],
    [
      'an answer to something else',
      lines({ value: 1 }, { f: 'read', type: 'ok' }),
      { line: 2, path: 'f', expected: 'write' },
    ],
    [
      'an answer for another key',
      lines({ value: 1 }, { key: 'y', type: 'ok' }),
      { line: 2, path: 'key' },
    ],
    [
      'an answer for another value',
      lines({ value: 1 }, { value: 2, type: 'ok' }),
      { line: 2, path: 'value', expected: '1' },
    ],
    [
      'time that goes back',
      lines({ value: 1, time: 5 }, { type: 'ok', time: 4 }),
      { line: 2, path: 'time', expected: 'at least 5' },
    ],
    ['a late header', `${lines({ value: 1 })}\n{"header":true}`, { line: 2, path: 'header' }],
    [
      'a header of the wrong shape',
      '{"header":true,"versionOrder":[1]}',
      { line: 1, path: 'versionOrder' },
    ],
  ])('%s', (_, text, issue) => {
    expect(issuesOf(text)).toMatchObject([issue]);
  });

  test('all of it at once', () => {
    const text = ['x', '{}', lines({ type: 'ok' })].join('\n');
    expect(issuesOf(text).map(({ line, path }) => [line, path])).toEqual([
      [1, ''],
      [2, 'process'],
      [2, 'type'],
      [2, 'f'],
      [3, 'process'],
    ]);
  });
});

test('a history that was written reads back as it was', () => {
  for (let seed = 0; seed < 200; seed++) {
    const draw = {
      operations: 12,
      processes: 3,
      keys: ['x', 'y'],
      names: ['read', 'write', 'cas'],
      initial: 0,
      silence: 0.2,
      failure: 0.3,
      replicas: ['S', 'T'],
    } as const;
    const history: History = {
      ...drawHistory(makeDice(seed), draw),
      versionOrder: new Map([['x', [3, 1]]]),
    };
    const all = [historyHeader(history, {}), ...historyEvents(history)];
    const read = parsed(all.map((line) => JSON.stringify(line)).join('\n'));
    expect(read.operations.map(withoutPlace)).toEqual(history.operations.map(withoutPlace));
    expect([read.initial, read.versionOrder]).toEqual([history.initial, history.versionOrder]);
  }
});

/**
 * Places of answers move up when lines are counted, and without an answer nobody said who served.
 */
function withoutPlace(operation: History['operations'][number]): object {
  const { invokedAt: _invokedAt, answeredAt: _answeredAt, replica, ...rest } = operation;
  return { ...rest, replica: rest.outcome === 'info' ? null : replica };
}
