import { describe, expect, test } from 'vitest';
import type { Fault, Topology } from '../../../src/sim/scenario.js';
import { connect, constant, link, ms, read, scenario, write } from '../../support/scenario.js';
import type { RegionSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const monitor = { everyUs: 10 * ms, thresholdUs: 10 * ms, errorUs: 0 };

describe('writes for a leader outside the pool', () => {
  test('go to the nearest one inside, and cost the way there and back', () => {
    const links = [link(0, 1, { latency: constant(30 * ms) }), link(0, 2, { latency: constant(20 * ms) })];
    const run = serve(['b', 'c'], { kind: 'links', forward: false, links });
    expect(run.all('accept').map(({ replica, atUs }) => [replica, atUs / ms])).toEqual([['c', 121]]);
    expect(run.report.clients).toMatchObject({ redirected: 1, write: { count: 1, maxMs: 42 } });
  });

  test('go over more than one link where there is no other way', () => {
    const links = [link(0, 1), link(1, 2)];
    const out = { name: 'b', clock: { monitor, skewUs: -20 * ms } };
    const run = serve([out, 'c'], { kind: 'links', forward: true, links });
    expect(run.all('accept').map(({ replica, atUs }) => [replica, atUs / ms])).toEqual([['c', 121]]);
  });

  test('pass by a leader that is down', () => {
    const crash: Fault = { kind: 'crash', atUs: 50 * ms, untilUs: 300 * ms, region: 1 };
    const run = serve(['b', 'c'], connect('mesh', 3), [crash]);
    expect(run.all('accept').map(({ replica }) => replica)).toEqual(['c']);
  });

  test('are refused when no leader is inside', () => {
    const run = serve([{ name: 'b', clock: { monitor, skewUs: 20 * ms } }], connect('mesh', 2));
    expect(run.all('refuse')).toMatchObject([{ replica: 'a', operation: 'write', reason: 'clock' }]);
    expect(run.report.writes).toMatchObject({ attempted: 1, rejected: 1 });
    expect(run.report.clients.redirected).toBe(0);
  });

  test('count for their clients’ region, and reads stay', () => {
    const run = serve(['b'], connect('mesh', 2));
    const { byRegion } = run.report.clients;
    expect(byRegion.map(({ region, write: { count } }) => [region, count])).toEqual([['a', 1], ['b', 0]]);
    expect(run.all('read').map(({ replica, atUs }) => [replica, atUs / ms])).toEqual([['a', 101]]);
  });
});

/** A client 1 ms from leader `a`, whose clock is 20 ms ahead, writes and reads at 100 ms. */
function serve(
  others: readonly (string | RegionSketch)[],
  topology: Topology,
  faults: readonly Fault[] = [],
): TracedRun {
  const ahead = { name: 'a', clientLatencyUs: ms, clock: { skewUs: 20 * ms, monitor } };
  const script = [write(100 * ms, 0, 'x', 'A'), read(100 * ms, 0, 'x')];
  const regions = [ahead, ...others];
  return runTraced(scenario({ regions, topology, workload: { script }, faults }));
}
