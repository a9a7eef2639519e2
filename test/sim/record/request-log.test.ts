import { expect, test } from 'vitest';
import { RequestLog } from '../../../src/sim/record/request-log.js';

const write = { kind: 'write', key: 3, client: 'alice', sentAtUs: 10 } as const;
const read = { ...write, kind: 'read' } as const;

test('a request keeps every write that it led to', () => {
  const log = new RequestLog();
  log.accept(write, 4);
  log.accept(write, 7);
  log.succeed(write, write, { op: 7, leader: 1, atUs: 30 });
  expect(log.ended).toEqual([
    { ...write, outcome: 'ok', op: 7, leader: 1, endedAtUs: 30, accepted: [4, 7], versions: [] },
  ]);
});

test('a read has what was served last', () => {
  const log = new RequestLog();
  log.serve(read, [1]);
  log.serve(read, [2, 3]);
  log.succeed(read, read, { op: -1, leader: 0, atUs: 30 });
  expect(log.ended).toMatchObject([{ outcome: 'ok', op: null, versions: [2, 3] }]);
});

test('a write that a leader accepts after its client gave up belongs to it all the same', () => {
  const log = new RequestLog();
  log.fail(write, write, true, 30);
  log.accept(write, 9);
  expect(log.ended).toMatchObject([{ outcome: 'info', accepted: [9] }]);
});

test('a request that fails is in doubt or is not', () => {
  const log = new RequestLog();
  log.fail({}, write, true, 30);
  log.fail({}, write, false, 40);
  expect(log.ended.map(({ outcome, endedAtUs }) => [outcome, endedAtUs])).toEqual([
    ['info', 30],
    ['fail', 40],
  ]);
});
