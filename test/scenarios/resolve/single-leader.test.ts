import { describe, expect, test } from 'vitest';
import type { Replication } from '../../../src/sim/scenario.js';
import { issuesIn, load } from '../document-of.js';

const regions = 'regions: { a: {}, b: {}, c: {} }\nlinks: { default: { latency: 10ms } }';

function resolve(replication: string): Replication {
  return load(`${regions}\nreplication: { ${replication} }`).scenario.replication;
}

/** Where the one mistake is, and what would be right. */
function issueOf(body: string): string {
  const [issue, ...more] = issuesIn(body);
  expect(more).toEqual([]);
  return `${issue.path.replace('scenarios.s.', '')}: ${issue.message}; ${issue.expected ?? ''}`;
}

const issueWith = (replication: string): string => issueOf(`${regions}\nreplication: { ${replication} }`);

test('the first region leads, answers alone, and is replaced by a majority, unless said otherwise', () => {
  expect(resolve('strategy: single-leader')).toEqual({
    strategy: 'single-leader',
    protocol: 'log-shipping',
    leader: 0,
    acknowledge: { kind: 'asynchronous' },
    level: 'flushed',
    flushUs: 0,
    detection: { heartbeatUs: 200_000, timeoutUs: 2_000_000 },
    failover: { kind: 'majority', approvalUs: 0 },
    fencing: { kind: 'term' },
    rejoin: { kind: 'rewind' },
    redirect: { kind: 'immediate' },
    reads: 'leader',
    shipping: { everyUs: 0, max: 500 },
    metadataBytes: 512,
  });
});

test('Raft asks before it campaigns, checks its quorum and reads linearizably', () => {
  expect(resolve('strategy: raft, leader: b')).toMatchObject({
    protocol: 'raft', leader: 1, preVote: true, checkQuorum: true, reads: 'linearizable',
    detection: { heartbeatUs: 100_000, timeoutUs: 500_000 },
  });
});

test.each([
  ['majority', { kind: 'majority' }],
  ['{ semi-synchronous: {} }', { kind: 'semi-synchronous', followers: 1, timeoutUs: 10_000_000 }],
  ['{ any: 1, of: [b, c] }', { kind: 'any', count: 1, of: [1, 2] }],
  ['{ first: 2, of: [c, b] }', { kind: 'first', count: 2, of: [2, 1] }],
])('acknowledge: %s is read', (yaml, rule) => {
  expect(resolve(`strategy: single-leader, acknowledge: ${yaml}`)).toMatchObject({ acknowledge: rule });
});

test.each([
  ['failover: none', { failover: { kind: 'none' } }],
  ['failover: { majority: { approval: 30s } }', { failover: { kind: 'majority', approvalUs: 30_000_000 } }],
  ['failover: { observer: { beside: c, latency: 1ms } }', { failover: { kind: 'observer', approvalUs: 0, place: { beside: 2, latencyUs: 1000 } } }],
  ['failover: { observer: { check: query } }', { failover: { kind: 'observer', approvalUs: 0, place: { beside: 0, latencyUs: 500 }, check: 'query' } }],
  ['fencing: { lease: { length: 2s, margin: 100ms, measure: timestamp } }', { fencing: { kind: 'lease', lengthUs: 2_000_000, marginUs: 100_000, measure: 'timestamp' } }],
  ['fencing: { stonith: { delay: 2s } }', { fencing: { kind: 'stonith', delayUs: 2_000_000 } }],
  ['fencing: { stonith: { restart-after: 5s } }', { fencing: { kind: 'stonith', delayUs: 1_000_000, restartAfterUs: 5_000_000 } }],
  ['rejoin: refuse', { rejoin: { kind: 'refuse', copyAfterUs: null } }],
  ['rejoin: { refuse: { copy-after: 1m } }', { rejoin: { kind: 'refuse', copyAfterUs: 60_000_000 } }],
  ['redirect: { cached: 30s, follows-hints: true }', { redirect: { kind: 'cached', ttlUs: 30_000_000, followsHints: true } }],
  ['level: applied, flush: 1ms, batch: { every: 5ms, max: 10 }', { level: 'applied', flushUs: 1000, shipping: { everyUs: 5000, max: 10 } }],
])('%s is read', (yaml, settings) => {
  expect(resolve(`strategy: single-leader, ${yaml}`)).toMatchObject(settings);
});

describe('refused, with a remedy,', () => {
  test.each([
    ['strategy: single-leader, acknowledge: semi-synchronous', /"semi-synchronous" does not stand alone; \{ semi-synchronous: \{\} \}$/],
    ['strategy: single-leader, acknowledge: any', /"any" does not stand alone; \{ any: 1, of: \[b, c\] \}$/],
    ['strategy: single-leader, fencing: lease', /"lease" does not stand alone; \{ lease: \{\} \}$/],
    ['strategy: single-leader, fencing: stonith', /; \{ stonith: \{\} \}$/],
    ['strategy: single-leader, fencing: leese', /; one of none, term, \{ lease: \{\} \} or \{ stonith: \{\} \}$/],
    ['strategy: single-leader, redirect: cached', /; \{ cached: 30s \}$/],
    ['strategy: raft, acknowledge: majority', /^replication\.acknowledge: this counts under strategy: single-leader;/],
    ['strategy: single-leader, pre-vote: true', /^replication\.pre-vote: this counts under strategy: raft;/],
    ['strategy: single-leader, loops: none', /^replication\.loops: this counts under strategy: multi-leader;/],
    ['leader: a', /^replication\.leader: this counts under strategy: single-leader or raft or certification;/],
    ['strategy: single-leader, leader: d', /^replication\.leader: /],
    ['strategy: single-leader, acknowledge: { any: 1 }', /it does not say of whom/],
    ['strategy: single-leader, acknowledge: { any: 1, of: [a] }', /does not wait for itself/],
    ['strategy: single-leader, failover: none, detection: { timeout: 5s }', /^replication\.detection\.timeout: .* nobody suspects it/],
    ['strategy: single-leader, acknowledge: { any: 2, of: [a, b] }', /acknowledge\.any: the list has 1 region beside the leader, which .* at most 1$/],
    ['strategy: single-leader, acknowledge: { first: 2, of: [b, b] }', /acknowledge\.of: a region is named twice; each region once/],
    ['strategy: single-leader, acknowledge: { semi-synchronous: {}, of: [b] }', /acknowledge\.of: .*; no of, or any or first/],
    ['strategy: single-leader, failover: none, fencing: { stonith: {} }', /^replication\.fencing\.stonith: .* nobody is switched off/],
    ['strategy: single-leader, acknowledge: { any: 3, of: [b, c] }', /^replication\.acknowledge\.any: the list has 2 regions/],
    ['strategy: single-leader, acknowledge: { semi-synchronous: { followers: 3 } }', /there are 2 followers; at most 2/],
    ['strategy: single-leader, detection: { heartbeat: 1s, timeout: 1s }', /everybody would be suspected/],
    ['strategy: single-leader, failover: none, fencing: { lease: {} }', /nobody can promise not to/],
    ['strategy: single-leader, reads: linearizable, failover: observer', /cannot be certain that nobody else leads/],
    ['strategy: single-leader, reads: linearizable, fencing: none', /cannot be certain that nobody else leads/],
    ['strategy: single-leader, batch: { prepare: 5ms }', /^replication\.batch\.prepare: /],
  ])('%s', (yaml, expected) => {
    expect(issueWith(yaml)).toMatch(expected);
  });

  test.each([
    ['topology: ring', /^topology: whoever leads sends to everybody/],
    ['conflicts: { resolve: siblings }', /^conflicts: the leader puts all writes in one order/],
    ['conflicts: { unique: keep-both }', /^conflicts: no two regions write side by side/],
    ['workload: { context: read }', /^workload\.context: /],
  ])('a single leader beside %s', (yaml, expected) => {
    expect(issueOf(`${regions}\n${yaml}\nreplication: { strategy: single-leader }`)).toMatch(expected);
  });

  test('followers of its regions', () => {
    const body = 'regions: { a: { followers: { count: 1 } }, b: {} }\nlinks: { default: { latency: 10ms } }';
    expect(issueOf(`${body}\nreplication: { strategy: raft }`)).toMatch(/^regions\.a\.followers: /);
  });
});

test('an observer reads linearizably under a lease', () => {
  const spec = 'strategy: single-leader, reads: linearizable, failover: observer, fencing: { lease: {} }';
  expect(resolve(spec)).toMatchObject({ reads: 'linearizable' });
});

test('Raft in two regions is warned of', () => {
  const two = 'regions: { a: {}, b: {} }\nlinks: { default: { latency: 10ms } }\nreplication: { strategy: raft }';
  expect(load(two).warnings.map(({ message }) => message).join()).toContain('survives the loss of none');
});
