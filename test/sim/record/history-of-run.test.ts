import { describe, expect, test } from 'vitest';
import { makeHistory } from '../../../src/sim/record/history-of-run.js';
import type { HistoryOfRun, HistorySource } from '../../../src/sim/record/history-of-run.js';
import { describeOperation } from '../../../src/sim/record/history.js';
import type { LoggedRequest } from '../../../src/sim/record/request-log.js';

/** What a test says of a request; the rest is a write of key 0 by alice that leader 0 answered. */
function make(
  requests: readonly Partial<LoggedRequest>[],
  source: Partial<HistorySource> = {},
): HistoryOfRun {
  return makeHistory({
    requests: requests.map((request, i) => ({
      kind: 'write',
      key: 0,
      client: 'alice',
      sentAtUs: 100 * i,
      endedAtUs: 100 * i + 10,
      outcome: 'ok',
      op: i,
      leader: 0,
      accepted: [],
      versions: [],
      ...request,
    })),
    isCut: false,
    replicas: ['us-east', 'eu-west'],
    keyName: (key) => `k${key}`,
    keyOf: () => 0,
    textOf: (op) => `v${op}`,
    compare: null,
    ...source,
  });
}

function tell({ history }: HistoryOfRun): readonly string[] {
  return history.operations.map(
    (one) => `${one.invokedAt}-${one.answeredAt} ${describeOperation(one)}`,
  );
}

test('requests become operations, their places the lines after a header', () => {
  const read = { kind: 'read', op: null, versions: [0], leader: 1 } as const;
  const made = make([{}, read]);
  expect(tell(made)).toEqual(['2-3 process 0 wrote k0 = "v0"', '4-5 process 0 read k0 = "v0"']);
  expect(
    made.history.operations.map(({ replica, invokedAtUs, answeredAtUs }) => [
      replica,
      invokedAtUs,
      answeredAtUs,
    ]),
  ).toEqual([
    ['us-east', 0, 10],
    ['eu-west', 100, 110],
  ]);
});

test('what returned nothing is null, and versions side by side are a list', () => {
  const read = { kind: 'read', op: null } as const;
  const made = make([{}, {}, { ...read, versions: [] }, { ...read, versions: [0, 1] }]);
  expect(made.history.operations.slice(2).map(({ result }) => result)).toEqual([
    null,
    ['v0', 'v1'],
  ]);
});

describe('processes', () => {
  test('one client is one process as long as it waits for its answers', () => {
    const made = make([{ endedAtUs: 150 }, {}, { client: 'bob' }, {}]);
    expect(made.history.operations.map((one) => one.process)).toEqual([0, 1, 2, 0]);
    expect(made.clients).toEqual(['alice', 'alice', 'bob']);
  });

  test('a process without an answer is never used again', () => {
    const made = make([{}, { outcome: 'info', op: null, accepted: [1] }, {}]);
    expect(made.history.operations.map((one) => one.process)).toEqual([0, 0, 1]);
  });

  test('what is asked at the instant of an answer is asked by another one, and comes before it', () => {
    expect(tell(make([{ endedAtUs: 100 }, {}]))).toEqual([
      '2-4 process 0 wrote k0 = "v0"',
      '3-5 process 1 wrote k0 = "v1"',
    ]);
  });
});

describe('writes', () => {
  test('each try that wrote something else is a write without an answer', () => {
    const made = make([{ op: 5, accepted: [3, 5, 4] }]);
    expect(made.history.operations.map(describeOperation)).toEqual([
      'process 0 wrote k0 = "v5"',
      'process 1 wrote k0 = "v3" (no answer)',
      'process 2 wrote k0 = "v4" (no answer)',
    ]);
  });

  test('a request in doubt that led to no write, and whose value nobody knows, did not happen', () => {
    expect(make([{ outcome: 'info', op: null }]).history.operations[0].outcome).toBe('fail');
  });

  test('a scripted write has its own value, whether it was refused or is in doubt', () => {
    const unwritten = { op: null, leader: null, script: 0 } as const;
    const script = { askedOf: () => 'bob' };
    const told = (outcome: 'fail' | 'info', more: Partial<HistorySource> = {}) =>
      make([{}, { ...unwritten, outcome }], { ...script, ...more }).history.operations.map(describeOperation)[1];
    expect(told('fail')).toBe('process 0 wrote k0 = "bob" (failed)');
    expect(told('info')).toBe('process 0 wrote k0 = "bob" (no answer)');
    // Another write has that value: what is read is that one.
    expect(told('info', { textOf: () => 'bob' })).toBe('process 0 wrote k0 = "bob at 100" (no answer)');
  });

  test('a conditional write in doubt is a compare-and-set; refused for another reason it compared nothing', () => {
    const unwritten = { op: null, leader: null, script: 0 } as const;
    const told = (more: Partial<LoggedRequest>) =>
      make([{ ...unwritten, ...more }], {
        askedOf: () => 'B',
        conditionalOf: () => ({ condition: { kind: 'absent' }, value: 'B' }),
      }).history.operations.map(describeOperation);
    expect(told({ outcome: 'info' })).toEqual(['process 0 changed k0 from null to "B" (no answer)']);
    expect(told({ outcome: 'fail' })).toEqual(['process 0 wrote k0 = "B" (failed)']);
    expect(told({ outcome: 'fail', isUnmet: true })).toEqual(['process 0 failed to change k0 from null to "B"']);
  });

  test('a write that was accepted and never answered is that of its request, and nobody else asks for it', () => {
    const made = make([{ op: null, leader: null, outcome: 'info', accepted: [0] }]);
    expect(made.history.operations.map(describeOperation)).toEqual(['process 0 wrote k0 = "v0" (no answer)']);
    expect(made.clients).toEqual(['alice']);
  });

  test('equal values of a key, and deletes, are told apart by their write', () => {
    const values = ['a', 'a', 'b', null, null];
    const made = make(
      values.map(() => ({})),
      { textOf: (op) => values[op] ?? null },
    );
    expect(made.history.operations.map(({ value }) => value)).toEqual([
      'a w0',
      'a w1',
      'b',
      'deleted w3',
      'deleted w4',
    ]);
  });

  test('where versions have an order it is given, oldest first', () => {
    const made = make([{}, {}, {}], { compare: (a, b) => ((a + 1) % 3) - ((b + 1) % 3) });
    expect([...made.history.versionOrder]).toEqual([['k0', ['v2', 'v0', 'v1']]]);
    expect(make([{}]).history.versionOrder.size).toBe(0);
  });
});
