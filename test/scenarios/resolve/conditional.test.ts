import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const script = (operation: string) => `workload: { script: [{ at: 1s, in: a, ${operation} }] }`;
const regions = 'regions: { a: , b: }';
const booking = script('write: { room: alice }, if: absent');

test.each([
  ['absent', { kind: 'absent' }],
  ['present', { kind: 'present' }],
  ['B', { kind: 'value', value: 'B' }],
  ['7', { kind: 'value', value: '7' }],
])('if: %s is read', (text, condition) => {
  const { workload } = load(`${regions}\n${script(`write: { x: A }, if: ${text}`)}`).scenario;
  expect(workload.script).toMatchObject([{ kind: 'write', key: 'x', value: 'A', condition }]);
});

test('a delete may have a condition, and most writes have none', () => {
  const { workload } = load(`${regions}\n${script('delete: x, if: B')}`).scenario;
  expect(workload.script).toMatchObject([{ kind: 'delete', condition: { kind: 'value', value: 'B' } }]);
  expect(load(`${regions}\n${script('write: { x: A }')}`).scenario.workload.script[0]).not.toHaveProperty('condition');
});

test.each([
  ['read: x, if: absent', 'only a write or delete can have a condition'],
  ['increment: { x: 1 }, if: absent', 'only a write or delete can have a condition'],
  ['write: { x: A, y: B }, if: absent', 'a condition is about one key'],
])('%s is refused', (operation, message) => {
  expect(issuesIn(`${regions}\n${script(operation)}`)).toMatchObject([
    { path: 'scenarios.s.workload.script.0.if', message },
  ]);
});

test('merged values are not compared', () => {
  const merged = `${regions}\nconflicts: { resolve: mv-register }\n${booking}`;
  expect(issuesIn(merged)).toMatchObject([{ path: 'scenarios.s.workload.script.0.if' }]);
});

test('without a leader somebody has to decide', () => {
  expect(issuesIn(`${regions}\nreplication: { strategy: leaderless }\n${booking}`)).toMatchObject([
    {
      path: 'scenarios.s.workload.script.0.if',
      expected: 'replication.transactions: serial, or strategy: multi-leader',
    },
  ]);
});

test.each(['serial', 'local-serial'])('transactions: %s is read, with reads that are decided likewise', (scope) => {
  const { replication } = load(
    `${regions}\nreplication: { strategy: leaderless, transactions: ${scope}, read: serial }\n${booking}`,
  ).scenario;
  expect(replication).toMatchObject({
    transactions: { scope, areReadsSerial: true },
    read: { kind: scope === 'serial' ? 'quorum' : 'local-quorum' },
  });
});

test.each([
  ['replication: { strategy: leaderless, read: serial }', 'replication.read'],
  ['replication: { strategy: leaderless, write: serial }', 'replication.write'],
  ['replication: { strategy: leaderless, transactions: serial, coordinator: any }', 'replication.coordinator'],
  ['replication: { strategy: leaderless, transactions: local-serial, copies: 1 }', 'replication.copies'],
  ['replication: { transactions: serial }', 'replication.transactions'],
  ['replication: { strategy: leaderless, transactions: serial }\nconflicts: { resolve: siblings }', 'conflicts.resolve'],
  ['replication: { strategy: leaderless, transactions: serial }\nconflicts: { timestamps: truetime }', 'conflicts.timestamps'],
])('%s does not go together', (body, path) => {
  expect(issuesIn(`${regions}\n${body}`)).toMatchObject([{ path: `scenarios.s.${path}` }]);
});

test('two regions without a word of conditions know none', () => {
  expect(load(twoRegions).scenario.replication).not.toHaveProperty('transactions');
});
