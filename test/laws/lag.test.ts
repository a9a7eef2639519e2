/**
 * Replication lag against the latency it is made of.
 *
 * Where a write is sent the moment it is accepted, alone, over a link without a bandwidth limit,
 * to a node that applies at once, its lag is the one-way latency of its message and nothing else.
 *
 * **Quantiles.** With lognormal latency, ln latency is normal with mean ln M (M the median) and
 * standard deviation σ, so the quantile q is x = M·e^(σz) with Φ(z) = q. The q-quantile of n
 * independent draws has the standard error √(q(1−q)/n) / f(x) (H. A. David and H. N. Nagaraja,
 * Order Statistics, 3rd ed. 2003, section 10.2), and with the lognormal density f(x) = φ(z)/(σx)
 * the relative standard error σ·√(q(1−q)/n) / φ(z). On top of it a percentile of the histogram is
 * at most 1/128 too high, never too low, and samples are whole microseconds.
 *
 * On datagram links nothing waits for what was sent before it. A write becomes known earlier than
 * its own message when a later one of the same key arrives first. A leader here writes a key 0.005
 * times a second, and nearly all lags are below 0.2 s: of a thousand writes one is overtaken.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/sim/report.js';
import type { ClientGroup, Link, Workload } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { connect, constant, link, ms, scenario } from '../support/scenario.js';
import { runTraced } from '../support/traced-run.js';
import type { TracedRun } from '../support/traced-run.js';

const histogramError = 1 / 128;

/** The percentiles of a report by name, each with its standard normal quantile. */
const quantiles = [
  [0.5, 0, 'p50Ms'],
  [0.95, 1.6448536269514722, 'p95Ms'],
  [0.99, 2.3263478740408408, 'p99Ms'],
] as const;

describe('under constant latency', () => {
  let run: TracedRun;
  beforeAll(() => {
    const links = connect('mesh', 4).links.map(({ from, to }) => {
      return link(from, to, { latency: constant(latencyBetween(from, to)) });
    });
    run = runTraced(
      scenario({
        durationUs: 5000 * ms,
        regions: ['r0', 'r1', 'r2', 'r3'],
        topology: { kind: 'mesh', forward: false, links },
        workload: writeEverywhere({ regions: 4, ratePerS: 300, keys: 100 }),
      }),
    );
  });

  test('every write is applied exactly the latency of its link after it was accepted', () => {
    const accepted = new Map(run.all('accept').map(({ write, atUs }) => [write, atUs]));
    const applied = run.all('apply');
    expect(accepted.size).toBeGreaterThan(5000);
    expect(applied.length).toBe(3 * accepted.size);
    const late = applied.filter(({ write, from, replica, atUs }) => {
      const latencyUs = latencyBetween(regionOf(from), regionOf(replica));
      return atUs - (accepted.get(write) ?? NaN) !== latencyUs;
    });
    expect(late).toEqual([]);
  });

  test('the reported lag is the latency at every percentile, for each pair of regions', () => {
    const { byReplica, open } = run.report.lag;
    expect(open).toBe(0);
    expect(byReplica.length).toBe(12);
    for (const { from, to, p50Ms, p95Ms, p99Ms, maxMs } of byReplica) {
      const latencyMs = latencyBetween(regionOf(from), regionOf(to)) / ms;
      expect({ p50Ms, p95Ms, p99Ms, maxMs }).toEqual({
        p50Ms: latencyMs,
        p95Ms: latencyMs,
        p99Ms: latencyMs,
        maxMs: latencyMs,
      });
    }
  });

  test('the lag counts every write at every other region once', () => {
    const { lag, writes } = run.report;
    expect(lag.count).toBe(3 * writes.acknowledged);
  });
});

describe('the lag under lognormal latency on datagram links', () => {
  const links = listLognormalLinks();
  let report: Report;
  beforeAll(() => {
    ({ report } = simulate(
      scenario({
        durationUs: 60_000 * ms,
        regions: ['r0', 'r1', 'r2'],
        topology: { kind: 'mesh', forward: false, links },
        workload: writeEverywhere({ regions: 3, ratePerS: 1000, keys: 200_000 }),
      }),
    ));
  }, 60_000);

  test.each(quantiles)('has the %d quantile of the latency', (q, z, name) => {
    expect(report.lag.byReplica.length).toBe(links.length);
    for (const { from, to } of links) {
      const { medianUs, sigma } = lognormalBetween(from, to);
      const lag = lagBetween(report, from, to);
      expect(lag.count).toBeGreaterThan(50_000);
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      const standardError = (sigma * Math.sqrt((q * (1 - q)) / lag.count)) / density;
      const exactMs = (medianUs * Math.exp(sigma * z)) / ms;
      const ratio = (lag[name] ?? NaN) / exactMs;
      expect(4 * standardError, `${from} to ${to}`).toBeLessThan(0.05);
      expect(ratio, `${from} to ${to}`).toBeGreaterThan(1 - 4 * standardError);
      const most = (1 + 4 * standardError) * (1 + histogramError);
      expect(ratio, `${from} to ${to}`).toBeLessThan(most);
    }
  });

  test('is one of its own for each link, and none is left open', () => {
    expect(report.lag.open).toBe(0);
    expect(report.lag.count).toBe(2 * report.writes.acknowledged);
    const medians = report.lag.byReplica.map(({ p50Ms }) => p50Ms);
    expect(new Set(medians).size).toBe(links.length);
  });
});

/** Another one for each direction of each pair; none a round number of milliseconds. */
function latencyBetween(from: number, to: number): number {
  return 10 * ms + from * 7321 + to * 1999;
}

function lognormalBetween(
  from: number,
  to: number,
): { readonly medianUs: number; readonly sigma: number } {
  return { medianUs: 10 * ms + from * 20 * ms + to * 5 * ms, sigma: 0.1 + 0.1 * from + 0.15 * to };
}

function listLognormalLinks(): readonly Link[] {
  return connect('mesh', 3).links.map(({ from, to }) => {
    const latency = { kind: 'lognormal', ...lognormalBetween(from, to) } as const;
    return link(from, to, { latency, transport: 'datagram' });
  });
}

function writeEverywhere(load: {
  readonly regions: number;
  readonly ratePerS: number;
  readonly keys: number;
}): Partial<Workload> {
  const mix = { write: 1, read: 0, delete: 0 };
  const clients = Array.from({ length: load.regions }, (_, region): ClientGroup => {
    return { region, ratePerS: load.ratePerS, arrivals: 'poisson', mix };
  });
  return { keys: { count: load.keys, choose: { kind: 'uniform' } }, clients };
}

function regionOf(name: string): number {
  return Number(name.slice(1));
}

function lagBetween(report: Report, from: number, to: number): Report['lag']['byReplica'][number] {
  const found = report.lag.byReplica.find((each) => {
    return regionOf(each.from) === from && regionOf(each.to) === to;
  });
  if (found === undefined) throw new Error(`no lag from ${from} to ${to}`);
  return found;
}
