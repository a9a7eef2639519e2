/**
 * Waiting times of the textbooks, measured as clients of a run see them.
 *
 * Poisson arrivals, one node, no way to it and back: a client's latency is waiting and service. Where waits
 * are so short that the mean of drawn service times is not known well enough, it is measured: the same
 * requests with more workers than they ever need do not wait, and take as long, for times go with requests.
 *
 * How far the mean wait of n requests may be off by chance is known for M/M/1: its relative variance is
 * (2 + 5ρ − 4ρ² + ρ³) / (ρ (1 − ρ)² n). Constant service times have less; with several workers waits are
 * rarer, so we take ρ/C times as much, where C is the probability to wait. Three of these standard errors
 * of M/M/1 are 2 % at n = 0.65 million for ρ = 0.5, 2.8 million for 0.8 and 10 million for 0.9; of M/M/4
 * at 0.5 they are 2 % at 1.9 million. `QUEUEING_REQUESTS=10000000` asks that often, and then nothing may
 * be off by more than 2 %.
 *
 * @see Daley, "The serial correlation coefficients of waiting times in a stationary single server
 *   queue", J. Austral. Math. Soc. 8, 1968
 * @see Erlang 1917 for M/M/c; Pollaczek 1930 and Khinchine 1932 for M/G/1
 */
import { expect, test } from 'vitest';
import type { Distribution } from '../../src/sim/base/distribution.js';
import type { ClientLatency } from '../../src/sim/report.js';
import { simulate } from '../../src/sim/simulate.js';
import { scenario } from '../support/scenario.js';

const asked = Number(process.env['QUEUEING_REQUESTS'] ?? 0);
const serviceUs = 1000;
const exponential: Distribution = { kind: 'exponential', meanUs: serviceUs };
const constant: Distribution = { kind: 'constant', valueUs: serviceUs };
const uniform: Distribution = { kind: 'uniform', minUs: 0, maxUs: 2 * serviceUs };

const queues = [0.5, 0.8, 0.9].flatMap((utilization) => [
  { queue: 'M/M/1', service: exponential, workers: 1, utilization },
  { queue: 'M/D/1', service: constant, workers: 1, utilization },
  { queue: 'M/M/4', service: exponential, workers: 4, utilization },
]);

test.each([
  ...queues,
  { queue: 'M/G/1, service uniform from zero,', service: uniform, workers: 1, utilization: 0.8 },
])('$queue at utilization $utilization waits as long as theory says', (queue) => {
  const { service, workers, utilization } = queue;
  const requests = asked > 0 ? asked : utilization < 0.6 ? 700_000 : 1_000_000;
  const mustWait = erlangC(workers, utilization);
  const meanUs = workers === 1 ? pollaczekKhinchine(utilization, service) : erlangWait(workers, utilization);
  const { waitUs, count } = measureWait({ ...queue, requests }, meanUs);
  const error = standardError(utilization, count) * Math.sqrt(utilization / mustWait);
  expect(Math.abs(waitUs / meanUs - 1)).toBeLessThan(asked > 0 ? 0.02 : Math.max(0.02, 3 * error));
});

test('the whole time of M/M/1 is exponential: its percentiles are known too', () => {
  const { p50Ms, p99Ms } = serve({ service: exponential, workers: 1, utilization: 0.5, requests: 700_000 });
  const meanMs = serviceUs / 1000 / (1 - 0.5);
  expect(Math.abs((p50Ms ?? 0) / (meanMs * Math.LN2) - 1)).toBeLessThan(0.02);
  expect(Math.abs((p99Ms ?? 0) / (meanMs * Math.log(100)) - 1)).toBeLessThan(0.02);
});

test('writes wait as reads do', () => {
  const queue = { service: exponential, workers: 1, utilization: 0.5, requests: 400_000, isWrite: true };
  const meanUs = pollaczekKhinchine(0.5, exponential);
  const { waitUs, count } = measureWait(queue, meanUs);
  expect(Math.abs(waitUs / meanUs - 1)).toBeLessThan(3 * standardError(0.5, count));
});

test('a wrong formula would be noticed: with constant service the wait is half of what it is with exponential', () => {
  const meanUs = pollaczekKhinchine(0.8, constant);
  const { waitUs } = measureWait({ service: exponential, workers: 1, utilization: 0.8, requests: 300_000 }, meanUs);
  expect(waitUs / meanUs).toBeGreaterThan(1.8);
});

interface Queue {
  readonly service: Distribution;
  readonly workers: number;
  readonly utilization: number;
  readonly requests: number;
  readonly isWrite?: boolean;
}

/** The mean wait of a queue's requests, which should be about so long. */
function measureWait(queue: Queue, aboutUs: number): { readonly waitUs: number; readonly count: number } {
  const { workers, utilization, requests } = queue;
  const { meanMs, count } = serve(queue);
  const serviceErrorUs = serviceUs / Math.sqrt(requests);
  if (serviceErrorUs < 0.002 * aboutUs) return { waitUs: (meanMs ?? 0) * 1000 - serviceUs, count };
  // At most a tenth of so many workers is busy in the mean: all of them never are.
  const plenty = Math.ceil(10 * workers * utilization) + 20;
  const alone = serve({ ...queue, workers: plenty, utilization: (utilization * workers) / plenty });
  expect(alone.count).toBe(count);
  return { waitUs: ((meanMs ?? 0) - (alone.meanMs ?? 0)) * 1000, count };
}

/** What clients of one node see. */
function serve(queue: Queue): ClientLatency {
  const { service, workers, utilization, requests, isWrite = false } = queue;
  const ratePerS = (utilization * workers * 1e6) / serviceUs;
  const [kind, time] = isWrite ? (['write', 'writeUs'] as const) : (['read', 'readUs'] as const);
  const drawn = service.kind === 'constant' ? {} : { drawn: { [kind]: service } };
  const { report } = simulate(
    scenario({
      seed: 'queueing',
      durationUs: Math.round((requests / ratePerS) * 1e6),
      regions: [{ name: 'a', clientLatencyUs: 0, node: { [time]: serviceUs, workers, ...drawn } }],
      workload: {
        keys: { count: 1000, choose: { kind: 'uniform' } },
        clients: [{ region: 0, ratePerS, arrivals: 'poisson', mix: { write: isWrite ? 1 : 0, read: isWrite ? 0 : 1, delete: 0 } }],
      },
    }),
  );
  return report.clients[kind];
}

/** Mean wait in front of one worker: ρ s (1 + c²) / 2 (1 − ρ), where c² is the squared variation of service. */
function pollaczekKhinchine(utilization: number, service: Distribution): number {
  const variation = service.kind === 'exponential' ? 1 : service.kind === 'uniform' ? 1 / 3 : 0;
  return (utilization * serviceUs * (1 + variation)) / (2 * (1 - utilization));
}

/** Mean wait in front of several workers: C s / c (1 − ρ). */
function erlangWait(workers: number, utilization: number): number {
  return (erlangC(workers, utilization) * serviceUs) / (workers * (1 - utilization));
}

/** The probability to wait at all, by Erlang's recursion for the probability to be blocked. */
function erlangC(workers: number, utilization: number): number {
  const load = workers * utilization;
  let blocked = 1;
  for (let n = 1; n <= workers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked / (1 - utilization * (1 - blocked));
}

/** Relative, of the mean wait of M/M/1. */
function standardError(utilization: number, requests: number): number {
  const r = utilization;
  return Math.sqrt((2 + 5 * r - 4 * r * r + r * r * r) / (r * (1 - r) * (1 - r) * requests));
}
