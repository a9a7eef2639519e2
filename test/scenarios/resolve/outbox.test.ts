import { expect, test } from 'vitest';
import type { MultiLeader } from '../../../src/sim/scenario.js';
import { shippingRules } from '../../../src/sim/scenario.js';
import { issuesIn, load, twoRegions } from '../document-of.js';

const base = `${twoRegions}\nworkload: { payload: 1KiB, script: [{ at: 0s, in: a, write: { x: B } }] }`;

function rulesOf(outbox: string): MultiLeader['outbox'] {
  return shippingRules(load(`${base}\nreplication: { outbox: ${outbox} }`).scenario.replication).outbox;
}

test('queues have no limit unless one is given', () => {
  expect(rulesOf('{}')).toBeUndefined();
  expect(load(base).scenario.replication).not.toHaveProperty('outbox');
});

test('a queue with a capacity gives up its peer at 80 % of it, unless said otherwise', () => {
  expect(rulesOf('{ capacity: 64GiB }')).toEqual({
    limit: { kind: 'desynchronize', capacityBytes: 64 * 1024 ** 3, atShare: 0.8 },
    resumeRatePerS: null,
  });
  expect(rulesOf('{ capacity: 1MiB, desynchronize-at: 50% }')?.limit).toMatchObject({ atShare: 0.5 });
});

test('every other kind of limit is read', () => {
  expect(rulesOf('{ capacity: 2KiB, when-full: drop }')?.limit).toEqual({
    kind: 'drop', capacityBytes: 2048,
  });
  expect(rulesOf('{ capacity: 2KiB, when-full: reject }')?.limit).toEqual({
    kind: 'reject', capacityBytes: 2048,
  });
  expect(rulesOf('{ capacity: 2KiB, when-full: crash }')?.limit).toEqual({
    kind: 'crash', capacityBytes: 2048, restartAfterUs: null,
  });
  expect(rulesOf('{ capacity: 2KiB, when-full: crash, restart-after: 30s }')?.limit).toMatchObject({
    restartAfterUs: 30_000_000,
  });
});

test('a rate for catching up needs no capacity', () => {
  expect(rulesOf('{ resume-rate: 20k/s }')).toEqual({ limit: null, resumeRatePerS: 20_000 });
});

test.each([
  ['{ when-full: drop }', 'when-full', 'without a capacity no queue is ever full', 'a capacity'],
  ['{ restart-after: 3s }', 'restart-after', 'without a capacity', 'such as 64GiB'],
  ['{ capacity: 1535B }', 'capacity', 'does not hold a single write', 'at least 1536B'],
  ['{ capacity: 1MiB, desynchronize-at: 0% }', 'desynchronize-at', 'sends nothing', 'above 0%'],
  ['{ capacity: 1MiB, when-full: explode }', 'when-full', '"explode" is not known', 'desynchronize'],
  ['{ capacity: 1MiB, resume-rate: 0/s }', 'resume-rate', 'above zero', '20k/s'],
])('%s is refused at %s: %s', (outbox, key, message, expected) => {
  const issues = issuesIn(`${base}\nreplication: { outbox: ${outbox} }`);
  expect(issues).toHaveLength(1);
  expect(issues[0]?.path).toBe(`scenarios.s.replication.outbox.${key}`);
  expect(issues[0]?.message).toContain(message);
  expect(issues[0]?.expected).toContain(expected);
});

test.each([
  ['{ capacity: 1MiB, when-full: drop, desynchronize-at: 50% }', 'desynchronize-at'],
  ['{ capacity: 1MiB, restart-after: 3s }', 'restart-after'],
])('what counts with another kind of limit is warned about: %s', (outbox, key) => {
  const { warnings } = load(`${base}\nreplication: { outbox: ${outbox} }`);
  expect(warnings.map(({ path }) => path)).toEqual([`scenarios.s.replication.outbox.${key}`]);
  expect(warnings[0]?.message).toMatch(/^this counts with when-full: (desynchronize|crash), /);
});

test('workers for replicated writes are taken from the workers, for all regions or for one', () => {
  const { regions } = load(
    'node: { workers: 4, apply-workers: 1 }\nregions: { a: { node: { apply-workers: 3 } }, b: }',
  ).scenario;
  expect(regions.map(({ node }) => node.applyWorkers)).toEqual([3, 1]);
  expect(load('regions: { a: }').scenario.regions[0]?.node).not.toHaveProperty('applyWorkers');
});

test('clients must be left a worker', () => {
  const [shared, ...more] = issuesIn('node: { workers: 2, apply-workers: 2 }\nregions: { a: , b: }');
  expect(shared).toMatchObject({
    path: 'scenarios.s.node.apply-workers',
    message: 'of 2 workers in a, this leaves none for clients',
    expected: 'at most 1',
  });
  expect(more).toEqual([]);
  expect(issuesIn('regions: { a: , b: { node: { apply-workers: 1 } } }')).toMatchObject([
    { path: 'scenarios.s.regions.b.node.apply-workers', expected: 'more workers, or no apply-workers' },
  ]);
});
