import { expect, test } from 'vitest';
import type { PullRules } from '../../../src/sim/scenario.js';
import { shippingRules } from '../../../src/sim/scenario.js';
import { issuesIn, load, twoRegions } from '../document-of.js';

const base = `${twoRegions}\nworkload: { script: [{ at: 0s, in: a, write: { x: B } }] }`;

function rulesOf(pull: string): PullRules | undefined {
  return shippingRules(load(`${base}\nreplication: { pull: ${pull} }`).scenario.replication).pull;
}

test('everything is sent unasked unless the far ends are to ask', () => {
  expect(shippingRules(load(base).scenario.replication)).not.toHaveProperty('pull');
});

test('by default every link is pulled over, by sequence, every ten seconds', () => {
  expect(rulesOf('{}')).toEqual({ by: 'sequence', everyUs: 10_000_000, links: null });
});

test('links are named one way or both', () => {
  expect(rulesOf('{ by: timestamp, every: 5m, links: [a -> b] }')).toEqual({
    by: 'timestamp', everyUs: 300_000_000, links: [{ from: 0, to: 1 }],
  });
  expect(rulesOf('{ links: [a <-> b] }')?.links).toEqual([{ from: 0, to: 1 }, { from: 1, to: 0 }]);
});

test.each([
  ['replication.pull.links.0', 'pull: { links: [a -> nowhere] }', ''],
  ['replication.pull.links.0', 'pull: { links: [b -> a] }', 'topology: { links: [a -> b] }'],
  ['replication.pull.by', 'pull: { by: timestamp }', 'conflicts: { timestamps: lamport }'],
  ['replication.outbox', 'pull: {}, outbox: { capacity: 1MiB }', ''],
  ['replication.order', 'pull: {}, order: causal', ''],
  ['replication.apply-errors', 'pull: {}, apply-errors: stop', ''],
  ['replication.tombstones', 'pull: {}, tombstones: { keep: 1h }', ''],
  ['replication.repeats', 'pull: {}, repeats: apply', 'conflicts: { resolve: arrival }'],
  ['replication.pull', 'strategy: leaderless, pull: {}', ''],
  ['conflicts.resolve', 'pull: {}', 'conflicts: { resolve: text-naive }'],
  ['faults.0.disk', 'pull: {}', 'faults: [{ at: 1s, until: 2s, crash: a, disk: lost }]'],
])('what does not go together is refused at %s', (path, replication, rest) => {
  const paths = issuesIn(`${base}\nreplication: { ${replication} }\n${rest}`).map((issue) => issue.path);
  expect(paths).toContain(`scenarios.s.${path}`);
});
