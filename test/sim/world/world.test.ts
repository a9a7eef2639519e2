import { describe, expect, test } from 'vitest';
import type { ClientGroup, Scenario } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { connect, constant, ms, read, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

const writers = (region: number): ClientGroup => {
  return { region, ratePerS: 200, arrivals: 'poisson', mix: { write: 1, read: 0, delete: 0 } };
};

describe('the world', () => {
  test('lets two events of one instant happen in the order in which they were scheduled', () => {
    const script = [write(0, 0, 'x', 'A'), write(0, 0, 'x', 'B'), read(0, 0, 'x')];
    const run = runTraced(scenario({ workload: { script } }));
    expect(run.report.scriptedReads[0].values).toEqual(['B']);
    expect(run.all('accept').map(({ value }) => value)).toEqual(['A', 'B']);
  });

  test('applies batches of one link in order, however many workers there are', () => {
    const node = { applyUs: 10 * ms, workers: 4 };
    const script = Array.from({ length: 12 }, (_, i) => write(i * ms, 0, `x${i}`, 'v'));
    const run = runTraced(scenario({ regions: ['a', { name: 'b', node }], workload: { script } }));
    expect(run.all('apply').map((event) => event.write)).toEqual(script.map((_, i) => i));
  });

  test('makes local writes wait for remote applies that came before them', () => {
    const node = { applyUs: 50 * ms, writeUs: ms };
    const script = [write(0, 0, 'x', 'A'), write(20 * ms, 1, 'y', 'B')];
    const run = runTraced(scenario({ regions: ['a', { name: 'b', node }], workload: { script } }));
    expect(run.all('accept').map(({ atUs }) => atUs / ms)).toEqual([0, 61]);
  });

  test('replays the log of a leader at its followers, what came from elsewhere too', () => {
    const followers = { count: 2, latency: constant(3 * ms) };
    const script = [write(0, 0, 'x', 'A'), write(5 * ms, 1, 'y', 'B')];
    const regions = ['a', { name: 'b', followers }];
    const run = runTraced(scenario({ regions, workload: { script } }));
    const at = (replica: string): readonly (readonly number[])[] =>
      run
        .all('apply')
        .filter((event) => event.replica === replica)
        .map((event) => [event.write, event.atUs / ms]);
    expect(at('b/1')).toEqual([
      [1, 8],
      [0, 13],
    ]);
    expect(at('b/2')).toEqual(at('b/1'));
  });

  test('sends to followers at once what waits for a batch to go elsewhere', () => {
    const followers = { count: 1, latency: constant(3 * ms) };
    const batch = { everyUs: 50 * ms, max: 100, prepareUs: 7 * ms };
    const script = [write(0, 0, 'x', 'A')];
    const regions = [{ name: 'a', followers }, 'b'];
    const run = runTraced(scenario({ regions, replication: { batch }, workload: { script } }));
    expect(run.all('apply').map(({ replica, atUs }) => [replica, atUs / ms])).toEqual([
      ['a/1', 3],
      ['b', 50 + 7 + 10],
    ]);
  });

  test('synchronizes clocks within their bound, each time anew', () => {
    const clock = { skewUs: 500 * ms, ntp: { everyUs: 100 * ms, boundUs: 5 * ms } };
    const moments = Array.from({ length: 30 }, (_, i) => (100 * i + 50) * ms);
    const script = moments.map((at) => write(at, 0, 'x', `at ${at}`));
    const run = runTraced(scenario({ regions: [{ name: 'a', clock }], workload: { script } }));
    const skews = run.all('accept').map(({ stamp, atUs }) => stamp - atUs);
    expect(skews[0]).toBe(500 * ms);
    for (const skew of skews.slice(1)) expect(Math.abs(skew)).toBeLessThanOrEqual(5 * ms);
    expect(new Set(skews).size).toBe(30);
    expect(Math.max(...skews.slice(1)) - Math.min(...skews.slice(1))).toBeGreaterThan(5 * ms);
  });

  test('comes to rest though clocks are synchronized for ever', () => {
    const clock = { ntp: { everyUs: ms, boundUs: 1 } };
    const { report } = simulate(scenario({ regions: [{ name: 'a', clock }], durationUs: 10 * ms }));
    expect(report.settled).toBe(true);
  });

  test('generates the same requests in one region whatever the others do', () => {
    const alone = acceptTimes(withClients([writers(0)]), 'a');
    const among = acceptTimes(withClients([writers(0), writers(1), writers(1)]), 'a');
    expect(alone.length).toBeGreaterThan(100);
    expect(among).toEqual(alone);
  });

  test('has another fingerprint whenever what happens differs', () => {
    const base = withClients([writers(0), writers(1)]);
    const variants: readonly Scenario[] = [
      base,
      { ...base, seed: 'other' },
      { ...base, conflicts: { ...base.conflicts, resolve: 'siblings' } },
      { ...base, topology: connect('mesh', 2, { latency: constant(11 * ms) }) },
      { ...base, faults: [{ kind: 'partition', atUs: 0, untilUs: 90 * ms, cuts: [[0, 1]] }] },
      { ...base, faults: [{ kind: 'clock-step', atUs: 0, region: 0, byUs: 1 }] },
    ];
    const fingerprints = variants.map((each) => simulate(each).report.fingerprint);
    expect(new Set(fingerprints).size).toBe(variants.length);
    expect(simulate({ ...base, title: 'Another title' }).report.fingerprint).toBe(fingerprints[0]);
  });
});

function withClients(clients: readonly ClientGroup[]): Scenario {
  const keys = { count: 10, choose: { kind: 'uniform' } } as const;
  return scenario({ workload: { clients, keys } });
}

function acceptTimes(each: Scenario, replica: string): readonly (readonly [number, string])[] {
  return runTraced(each)
    .all('accept')
    .filter((event) => event.replica === replica)
    .map(({ atUs, key }) => [atUs, key] as const);
}
