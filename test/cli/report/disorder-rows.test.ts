import { expect, test } from 'vitest';
import { disorderRows, mostRequestsShown } from '../../../src/cli/report/disorder-rows.js';
import type { HistoryOperation } from '../../../src/sim/record/history.js';
import type { Disorder } from '../../../src/sim/simulate.js';

test('the title names the keys and each request has its moments, its client and what it did', () => {
  const disorder: Disorder = { keys: ['k1', 'k7'], keyCount: 5, requests: [ask('alice', write), ask('bob', read)] };
  expect(disorderRows(disorder)).toEqual({
    title: 'Not linearizable on 5 keys: k1, k7 and 3 more; no order explains these requests',
    rows: [
      ['1.000 s', '1.001 s', 'alice', 'wrote k1 = "A"'],
      ['1.500 s', 'no answer', 'bob', 'read k1 = null'],
    ],
    hidden: null,
  });
});

test('one key needs no others; requests beyond a few are counted', () => {
  const requests = Array.from({ length: mostRequestsShown + 2 }, () => ask('alice', write));
  const { title, rows, hidden } = disorderRows({ keys: ['k1'], keyCount: 1, requests });
  expect(title).toBe('Not linearizable on 1 key: k1; no order explains these requests');
  expect(rows).toHaveLength(mostRequestsShown);
  expect(hidden).toBe('and 2 more');
});

test('names cannot steer a terminal', () => {
  const { rows } = disorderRows({ keys: ['k'], keyCount: 1, requests: [ask('\u001b[2J', { ...write, key: '\u001b[1m' })] });
  expect(rows.flat().join('')).not.toContain('\u001b');
});

const write: HistoryOperation = {
  ...{ process: 0, f: 'write', key: 'k1', value: 'A', result: null, outcome: 'ok', replica: 'us' },
  ...{ invokedAt: 2, answeredAt: 3, invokedAtUs: 1_000_000, answeredAtUs: 1_001_000 },
};
const read: HistoryOperation = { ...write, f: 'read', value: null, invokedAtUs: 1_500_000, answeredAtUs: null };

function ask(client: string, operation: HistoryOperation): Disorder['requests'][number] {
  return { client, operation };
}
