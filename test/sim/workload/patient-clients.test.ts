import { describe, expect, test } from 'vitest';
import type { ClientGroup, Fault, NodeCapacity, Resilience } from '../../../src/sim/scenario.js';
import { ms, scenario } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const impatient: Resilience = {
  timeoutUs: null,
  retries: 0,
  backoff: { baseUs: 0, times: 1, mostUs: 0, jitter: 'none' },
  idempotencyKeys: false,
  breaker: null,
  bulkhead: null,
};

describe('a timeout', () => {
  test('ends a request in doubt, though it is carried out', () => {
    const run = serve({ timeoutUs: 50 * ms }, { writeUs: 80 * ms });
    expect(run.report.writes).toMatchObject({ attempted: 1, acknowledged: 0, indeterminate: 1 });
    expect(run.all('timeout')).toMatchObject([{ atUs: 150 * ms, attempt: 1 }]);
    expect(run.all('accept').map(({ atUs }) => atUs / ms)).toEqual([182]);
    expect(run.all('acknowledge')).toEqual([]);
  });

  test('does not come while an answer is in time, to the microsecond', () => {
    const node = { writeUs: 46 * ms };
    expect(serve({ timeoutUs: 50 * ms + 1 }, node).report.writes.acknowledged).toBe(1);
    expect(serve({ timeoutUs: 50 * ms }, node).report.writes.acknowledged).toBe(0);
  });

  test('does not keep a run from being at rest', () => {
    const { report } = serve({ timeoutUs: 5_000 * ms }, {});
    expect(report).toMatchObject({ settled: true, simulatedMs: 150 });
  });

  test('does not ask after a read either', () => {
    const mix = { write: 0, read: 1, delete: 0 };
    const { report } = serve({ timeoutUs: 50 * ms }, { readUs: 80 * ms }, { mix });
    expect(report.clients.read).toMatchObject({ count: 0, availability: 0 });
    expect(report.writes.attempted).toBe(0);
  });
});

describe('a retry', () => {
  test('follows at once, or after its wait, and its answer counts from the first sending', () => {
    const backoff = { baseUs: 20 * ms, times: 2, mostUs: 30 * ms, jitter: 'none' } as const;
    const crash: Fault = { kind: 'crash', atUs: 50 * ms, untilUs: 160 * ms, region: 0 };
    const run = serve({ retries: 5, backoff }, {}, { faults: [crash] });
    // Each finds nobody 4 ms later; the waits are 20, 30 and 30 ms.
    expect(run.all('attempt').map(({ atUs }) => atUs / ms)).toEqual([100, 124, 158]);
    expect(run.report.clients.write).toMatchObject({ count: 1, maxMs: 62, availability: 1 });
    expect(run.report.clients.attempts).toMatchObject({ sent: 3, retried: 2, timedOut: 0 });
  });

  test('without an idempotency key is a write of its own, and the first goes without a fate', () => {
    // The log takes 60 ms instead of 30 for what comes before 110 ms.
    const slow: Fault = { kind: 'slow', atUs: 90 * ms, untilUs: 110 * ms, region: 0, factor: 2 };
    const run = serve({ timeoutUs: 60 * ms, retries: 1 }, { logUs: 30 * ms }, { faults: [slow] });
    expect(run.all('accept').map(({ write, atUs }) => [write, atUs / ms])).toEqual([[0, 162], [1, 192]]);
    expect(run.all('acknowledge').map(({ write }) => write)).toEqual([1]);
    expect(run.report.writes).toMatchObject({ attempted: 1, acknowledged: 1 });
    expect(run.report.fates).toMatchObject({ visible: 1, superseded: 0 });
  });

  test('after the last one the request ends as its attempts did', () => {
    const crash: Fault = { kind: 'crash', atUs: 50 * ms, untilUs: 900 * ms, region: 0 };
    const ends = [
      serve({ retries: 2 }, {}, { faults: [crash] }),
      serve({ retries: 2, timeoutUs: ms }, {}),
      serve({ retries: 2 }, { rateLimitPerS: 0.1 }, { untilMs: 250 }),
    ];
    expect(ends.map(({ report }) => report.writes)).toEqual([
      { attempted: 1, acknowledged: 0, indeterminate: 0, rejected: 0, unavailable: 1 },
      { attempted: 1, acknowledged: 0, indeterminate: 1, rejected: 0, unavailable: 0 },
      { attempted: 2, acknowledged: 1, indeterminate: 0, rejected: 1, unavailable: 0 },
    ]);
  });
});

describe('an idempotency key', () => {
  const keyed = { timeoutUs: 30 * ms, retries: 9, idempotencyKeys: true };

  test('makes ten attempts of one request one write, which the last of them hears of', () => {
    const run = serve(keyed, { logUs: 270 * ms });
    expect(run.all('attempt').length).toBe(10);
    expect(run.all('accept').length).toBe(1);
    expect(run.report.writes).toMatchObject({ attempted: 1, acknowledged: 1 });
    expect(run.report.clients.write.maxMs).toBe(274);
  });

  test('that comes after the write has its earlier result for the time of a read', () => {
    // The answer of the first takes 100 ms to leave, that of the second 1.
    const slow: Fault = { kind: 'slow', atUs: 90 * ms, untilUs: 115 * ms, region: 0, factor: 100 };
    const run = serve({ ...keyed, timeoutUs: 20 * ms }, { respondUs: ms, readUs: 3 * ms }, { faults: [slow] });
    expect(run.all('accept').length).toBe(1);
    expect(run.report.clients.write).toMatchObject({ count: 1, maxMs: 28 });
    expect(run.all('acknowledge').map(({ write }) => write)).toEqual([0]);
  });

  test('survives a crash with what was durable', () => {
    const crash: Fault = { kind: 'crash', atUs: 105 * ms, untilUs: 110 * ms, region: 0 };
    const run = serve(keyed, { respondUs: 10 * ms }, { faults: [crash] });
    expect(run.all('accept').length).toBe(1);
    expect(run.report.writes).toMatchObject({ acknowledged: 1 });
    expect(run.all('acknowledge').map(({ write }) => write)).toEqual([0]);
  });

  test('is forgotten with what was not durable', () => {
    const crash: Fault = { kind: 'crash', atUs: 105 * ms, untilUs: 110 * ms, region: 0 };
    const run = serve(keyed, { logUs: 10 * ms }, { faults: [crash] });
    expect(run.all('accept').map(({ atUs }) => atUs / ms)).toEqual([126]);
    expect(run.report.writes).toMatchObject({ acknowledged: 1 });
  });
});

describe('a bulkhead', () => {
  test('refuses what would be one attempt too many on its way', () => {
    const run = serve({ bulkhead: 2 }, { writeUs: 250 * ms }, { untilMs: 600 });
    // Asked each 100 ms; answers at 354 and 604.
    expect(run.all('refuse').map(({ atUs, reason }) => [atUs / ms, reason])).toEqual([
      [300, 'bulkhead-full'], [500, 'bulkhead-full'],
    ]);
    expect(run.report.writes).toMatchObject({ attempted: 5, acknowledged: 3, rejected: 2 });
    expect(run.report.clients.attempts).toMatchObject({ sent: 3, bulkheadFull: 2 });
  });
});

describe('a breaker', () => {
  test('opens, lets a probe through, and closes when that succeeds', () => {
    const crash: Fault = { kind: 'crash', atUs: 50 * ms, untilUs: 450 * ms, region: 0 };
    const breaker = { failures: 1, window: 2, openForUs: 250 * ms };
    const run = serve({ breaker }, {}, { faults: [crash], untilMs: 850 });
    expect(run.all('breaker').map(({ atUs, state }) => [atUs / ms, state])).toEqual([
      [204, 'open'], [500, 'half-open'], [504, 'closed'],
    ]);
    expect(run.all('attempt').map(({ atUs }) => atUs / ms)).toEqual([100, 200, 500, 600, 700, 800]);
    expect(run.report.writes).toMatchObject({ acknowledged: 4, unavailable: 2, rejected: 2 });
    expect(run.report.clients.attempts).toMatchObject({ sent: 6, shortCircuited: 2 });
  });
});

describe('a node’s limits', () => {
  test('answer 503 beyond the queue and 429 beyond the rate, without a worker’s time', () => {
    const full = serve({}, { writeUs: 350 * ms, queue: 1 }, { untilMs: 600 });
    expect(full.all('refuse').map(({ atUs, reason }) => [atUs / ms, reason])).toEqual([
      [302, 'service-unavailable'], [402, 'service-unavailable'],
    ]);
    expect(full.all('accept').map(({ atUs }) => atUs / ms)).toEqual([452, 802, 1152]);
    const limited = serve({}, { rateLimitPerS: 2 }, { untilMs: 600 });
    expect(limited.all('refuse').map(({ atUs, reason }) => [atUs / ms, reason])).toEqual([
      [302, 'too-many-requests'], [402, 'too-many-requests'], [502, 'too-many-requests'],
    ]);
    expect(limited.report.writes).toMatchObject({ acknowledged: 2, rejected: 3 });
  });
});

test('what is still tried when a run is given up is in doubt', () => {
  const run = serve({ timeoutUs: 9e9, retries: 3 }, { writeUs: 10_000 * ms }, { settleUs: 100 * ms });
  expect(run.report).toMatchObject({ settled: false, writes: { attempted: 1, indeterminate: 1 } });
});

test('no attempts are counted where nobody could try twice', () => {
  expect(runTraced(scenario()).report.clients.attempts).toBe(null);
});

/** Clients 2 ms from their leader that ask each 100 ms until 150 ms, so once, unless said otherwise. */
function serve(
  resilience: Partial<Resilience>,
  node: Partial<NodeCapacity>,
  sketch: ScenarioSketch & { readonly untilMs?: number; readonly mix?: ClientGroup['mix'] } = {},
): TracedRun {
  const { untilMs = 150, mix = { write: 1, read: 0, delete: 0 }, ...rest } = sketch;
  const regions = [{ name: 'a', node, clientLatencyUs: 2 * ms }];
  const group: ClientGroup = {
    region: 0, ratePerS: 10, arrivals: 'constant', mix, resilience: { ...impatient, ...resilience },
  };
  const workload = { clients: [group] };
  return runTraced(scenario({ regions, workload, durationUs: untilMs * ms, ...rest }));
}
