/**
 * The histories of runs: they change nothing, are complete, and are judged as the system deserves.
 */
import { expect, test } from 'vitest';
import { judge } from '../../src/sim/check/judge.js';
import { simulate } from '../../src/sim/simulate.js';
import type { Scenario } from '../../src/sim/scenario.js';
import type { History } from '../../src/sim/record/history.js';
import { randomScenario } from '../support/random-scenario.js';
import { ms, scenario } from '../support/scenario.js';

function historyOfRun(input: Scenario): History {
  const { history } = simulate(input, { logsRequests: true });
  expect(history?.isCut).toBe(false);
  return history?.history ?? { operations: [], initial: null, versionOrder: new Map() };
}

test('a run with a history has the same fingerprint and report, and every request is in it once', () => {
  for (let seed = 0; seed < 60; seed++) {
    const input = randomScenario(seed);
    const plain = simulate(input);
    const logged = simulate(input, { logsRequests: true });
    expect([seed, logged.report]).toEqual([seed, plain.report]);
    const operations = logged.history?.history.operations ?? [];
    const { writes, clients } = plain.report;
    const answered = operations.filter(({ outcome }) => outcome === 'ok');
    expect([seed, answered.filter(({ f }) => f === 'write').length]).toEqual([
      seed,
      writes.acknowledged,
    ]);
    expect([seed, answered.filter(({ f }) => f === 'read').length]).toEqual([
      seed,
      clients.read.count,
    ]);
  }
});

test('processes have one operation at a time, and places follow time', () => {
  for (let seed = 0; seed < 40; seed++) {
    const { operations } = historyOfRun(randomScenario(seed));
    const freeAt = new Map<number, number>();
    let lastUs = 0;
    for (const one of operations) {
      expect(one.invokedAt).toBeGreaterThan(freeAt.get(one.process) ?? 0);
      expect(one.invokedAtUs).toBeGreaterThanOrEqual(lastUs);
      lastUs = one.invokedAtUs ?? 0;
      freeAt.set(one.process, one.answeredAt);
    }
  }
});

test('one leader is linearizable, whatever its node takes and its clients do', () => {
  let silent = 0;
  for (let seed = 0; seed < 20; seed++) {
    const input = scenario({
      seed: `one ${seed}`,
      regions: [
        {
          name: 'a',
          node: { writeUs: 700, logUs: 300, respondUs: 200, readUs: 400, workers: 3 },
          clientLatencyUs: 500,
        },
      ],
      workload: {
        keys: { count: 5, choose: { kind: 'uniform' } },
        clients: [
          {
            region: 0,
            ratePerS: 2000,
            arrivals: 'poisson',
            mix: { write: 0.5, read: 0.4, delete: 0.1 },
          },
          {
            region: 0,
            ratePerS: 300,
            arrivals: 'poisson',
            mix: { write: 0.6, read: 0.4, delete: 0 },
            resilience: {
              timeoutUs: 2150,
              retries: seed % 3,
              backoff: { baseUs: 500, times: 2, mostUs: 5000, jitter: 'full' },
              idempotencyKeys: seed % 2 === 0,
              breaker: null,
              bulkhead: null,
            },
          },
        ],
      },
    });
    const history = historyOfRun(input);
    silent += history.operations.filter(({ outcome }) => outcome === 'info').length;
    expect(judge(history, 'linearizable')).toMatchObject({ verdict: 'holds', findings: [] });
  }
  expect(silent).toBeGreaterThan(100);
});

test('two leaders are not linearizable, and sessions that stay at one keep their guarantees', () => {
  const client = {
    ratePerS: 500,
    arrivals: 'poisson',
    mix: { write: 0.5, read: 0.5, delete: 0 },
  } as const;
  const input = scenario({
    workload: {
      keys: { count: 3, choose: { kind: 'uniform' } },
      clients: [
        { region: 0, ...client },
        { region: 1, ...client },
      ],
    },
  });
  const history = historyOfRun(input);
  expect(judge(history, 'linearizable').verdict).toBe('violated');
  for (const model of [
    'read-your-writes',
    'monotonic-reads',
    'monotonic-writes',
    'writes-follow-reads',
    'causal',
  ] as const) {
    expect([model, judge(history, model).verdict]).toEqual([model, 'holds']);
  }
});

test('a slow clock under last-write-wins takes away what a session has just written', () => {
  const op = { client: 'bob', region: 1, key: 'x' } as const;
  const input = scenario({
    regions: ['a', { name: 'b', clock: { skewUs: -500 * ms } }],
    workload: {
      script: [
        { atUs: 10 * ms, client: 'alice', region: 0, kind: 'write', key: 'x', value: 'A' },
        { atUs: 100 * ms, ...op, kind: 'read', value: null },
        { atUs: 200 * ms, ...op, kind: 'write', value: 'B' },
        { atUs: 300 * ms, ...op, kind: 'read', value: null },
      ],
    },
  });
  const history = historyOfRun(input);
  expect([...history.versionOrder]).toEqual([['x', ['B', 'A']]]);
  expect(judge(history, 'writes-follow-reads').findings).toMatchObject([
    { pattern: 'WritesFollowReads', key: 'x' },
  ]);
});
