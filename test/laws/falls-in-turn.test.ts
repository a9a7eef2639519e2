/** An observer that asks by queries takes an overloaded leader for dead, at the time that queueing says. */
import { expect, test } from 'vitest';
import type { HealthCheck, Scenario } from '../../src/sim/scenario.js';
import { simulate } from '../../src/sim/simulate.js';
import { connect, constant, ms, scenario } from '../support/scenario.js';
import { shippingSpec } from '../support/single-leader-specs.js';

const serviceUs = 1 * ms;
const timeoutUs = 400 * ms;
const heartbeatUs = 5 * ms;

test.each([1.25, 1.5, 2, 4])('at %d times what it can serve, a leader falls after its timeout / (1 − 1 / load)', (load) => {
  const { report } = simulate(overloaded(load, 'query'));
  const begun = (report.leadership?.reigns ?? []).map(({ fromMs }) => fromMs);
  // A query asked s after the beginning waits (load − 1) s, so it has failed when load × s has passed.
  const expectedMs = timeoutUs / ms / (1 - 1 / load);
  expect(begun.length).toBeGreaterThan(1);
  // The last good answer was asked for up to a heartbeat earlier, and has its way; the observer looks each heartbeat.
  const earliestMs = expectedMs - (heartbeatUs / ms + 2) / (1 - 1 / load);
  expect(begun[1] - begun[0]).toBeGreaterThan(earliestMs - 1);
  expect(begun[1] - begun[0]).toBeLessThan(expectedMs + heartbeatUs / ms + 2);
});

test('one that keeps up does not fall, nor one whose machine is all that is asked', () => {
  expect(simulate(overloaded(0.95, 'query')).report.leadership?.failovers).toBe(0);
  expect(simulate(overloaded(4, 'machine')).report.leadership?.failovers).toBe(0);
});

test('a query that waits stands still with its member, and is lost with it', () => {
  const pause = { kind: 'pause', atUs: 100 * ms, untilUs: 700 * ms, region: 0 } as const;
  const crash = { kind: 'crash', atUs: 100 * ms, untilUs: 120 * ms, region: 0, disk: 'kept' } as const;
  const [paused, crashed] = [pause, crash].map((fault) => simulate({ ...overloaded(0.9, 'query'), faults: [fault] }).report);
  for (const { leadership } of [paused, crashed]) {
    // The last good answer was asked for just before, and the promotion has its way.
    const { fromMs = 0 } = leadership?.reigns[1] ?? {};
    expect(fromMs).toBeGreaterThan((100 * ms + timeoutUs - 2 * heartbeatUs) / ms);
    expect(fromMs).toBeLessThan((100 * ms + timeoutUs + 2 * heartbeatUs) / ms);
  }
});

/** Two regions, each with one worker, and an observer beside the second; so much comes to the leader. */
function overloaded(load: number, check: HealthCheck): Scenario {
  const durationUs = 2200 * ms;
  const everyUs = Math.round(serviceUs / load);
  const script = Array.from({ length: Math.floor(durationUs / everyUs) }, (_, n) => ({
    atUs: n * everyUs, region: 0, client: 'ann', kind: 'write', key: `k${String(n)}`, value: 'v',
  } as const));
  const world = scenario({
    regions: ['a', 'b'].map((name) => ({ name, node: { writeUs: serviceUs } })),
    topology: connect('mesh', 2, { latency: constant(1 * ms) }),
    durationUs,
    workload: { script },
  });
  const failover = { kind: 'observer', approvalUs: 0, place: { beside: 1, latencyUs: 500 }, check } as const;
  return { ...world, replication: shippingSpec({ failover, detection: { heartbeatUs, timeoutUs } }) };
}
