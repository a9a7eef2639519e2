import { shippingRules } from '../../../src/sim/scenario.js';
import { expect, test } from 'vitest';
import { issuesIn, load, twoRegions } from '../document-of.js';

const body = (keep: string, rest = '') => `${twoRegions}\nreplication: { tombstones: { keep: ${keep} } }\n${rest}`;

test('nobody counts them unless a scenario says so', () => {
  expect(load(twoRegions).scenario.replication).not.toHaveProperty('tombstones');
});

test.each([
  ['240h', { kind: 'grace', keepUs: 240 * 3600e6 }],
  ['after-all-know', { kind: 'after-all-know' }],
  ['forever', { kind: 'forever' }],
])('they are kept %s', (keep, rule) => {
  expect(shippingRules(load(body(keep)).scenario.replication).tombstones).toEqual(rule);
});

test.each(['0s', '-1h', '10', 'always', '[1s]'])('%s is refused with what would be right', (keep) => {
  expect(issuesIn(body(keep))).toMatchObject([
    {
      path: 'scenarios.s.replication.tombstones.keep',
      expected: 'a duration above 0us such as 240h, after-all-know or forever',
    },
  ]);
});

test('a replicated type has no tombstones', () => {
  const script = 'workload: { script: [{ at: 1s, in: a, add: { x: e } }] }';
  expect(issuesIn(body('1h', `conflicts: { resolve: or-set }\n${script}`))).toMatchObject([
    { path: 'scenarios.s.replication.tombstones', message: 'or-set keeps its own record of what was removed' },
  ]);
});

test('over datagrams nobody can tell when all know and nothing is on its way', () => {
  const links = 'links: { default: { transport: datagram } }';
  expect(issuesIn(body('after-all-know', links))).toMatchObject([
    { path: 'scenarios.s.replication.tombstones.keep', expected: 'a duration, or links with transport: fifo' },
  ]);
  expect(shippingRules(load(body('1h', links)).scenario.replication).tombstones).toEqual({ kind: 'grace', keepUs: 3600e6 });
});

test('nor where a leader leaves', () => {
  const faults = 'faults: [{ at: 1s, leave: b }]';
  expect(issuesIn(body('after-all-know', faults))).toMatchObject([
    {
      path: 'scenarios.s.replication.tombstones.keep',
      expected: 'a duration, or no fault that makes a leader leave',
    },
  ]);
});
