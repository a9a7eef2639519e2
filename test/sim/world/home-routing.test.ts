import { describe, expect, test } from 'vitest';
import type { ClientGroup, Fault } from '../../../src/sim/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { connect, ms, scenario } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

/** 99 writes at 10, 20, … ms, 10 ms from every other leader. */
const group: ClientGroup = {
  region: 0, ratePerS: 100, arrivals: 'constant', mix: { write: 1, read: 0, delete: 0 }, home: 1,
};

describe('writes that go home', () => {
  test('take the way there and back, and count for their clients’ region', () => {
    const run = serve();
    expect(run.all('accept').every(({ replica }) => replica === 'b')).toBe(true);
    expect(run.report.clients).toMatchObject({
      write: { count: 99, p50Ms: 20, maxMs: 20 },
      homes: { atHome: 99, strayed: 0, away: 0, routed: 99, failedOver: 0 },
    });
    expect(run.report.clients.byRegion.map(({ write }) => write.count)).toEqual([99, 0, 0]);
  });

  test('go to the next region that is up while the home is down', () => {
    const crash = (region: number): Fault => ({ kind: 'crash', atUs: 205 * ms, untilUs: 405 * ms, region });
    const run = serve({ faults: [crash(1)] });
    expect(run.all('accept').filter(({ replica }) => replica === 'c').length).toBe(20);
    expect(run.report.clients.homes).toMatchObject({ failedOver: 20 });
    // The one that was sent just before found nobody.
    expect(run.report.writes.unavailable).toBe(1);
    const both = serve({ faults: [crash(1), crash(2)] });
    expect(both.all('accept').filter(({ replica }) => replica === 'a').length).toBe(20);
  });

  test('go to the next region in reach while a partition keeps their clients from home', () => {
    const cuts = [[0, 1], [1, 0]] as const;
    const partition: Fault = { kind: 'partition', atUs: 205 * ms, untilUs: 405 * ms, cuts };
    const run = serve({ faults: [partition] });
    expect(run.all('accept').filter(({ replica }) => replica === 'c').length).toBe(20);
    expect(run.report.clients.homes).toMatchObject({ routed: 99, failedOver: 20 });
    expect(run.report.writes.unavailable).toBe(0);
    const alone: Fault = { ...partition, cuts: [...cuts, [0, 2], [2, 0]] };
    expect(serve({ faults: [alone] }).all('accept').filter(({ replica }) => replica === 'a').length).toBe(20);
  });

  test('go home all the same when nobody is up, and are refused there', () => {
    const faults = [0, 1, 2].map((region): Fault => ({ kind: 'crash', atUs: 205 * ms, untilUs: 405 * ms, region }));
    const run = serve({ faults });
    // Sent at 200 to 390 ms, they are there from 210 to 400 ms.
    expect(run.all('refuse').map(({ replica }) => replica)).toEqual(new Array(20).fill('b'));
  });

  test('are passed on like others by a home whose clock is bad', () => {
    const monitor = { everyUs: 1 * ms, thresholdUs: 10 * ms, errorUs: 0 };
    const run = serve({ regions: ['a', { name: 'b', clock: { skewUs: 50 * ms, monitor } }, 'c'] });
    expect(run.all('accept').every(({ replica }) => replica === 'a')).toBe(true);
    expect(run.report.clients).toMatchObject({ redirected: 99, write: { count: 99, maxMs: 0 } });
  });
});

test('reads stay, and so do writes of groups whose writes do not go home', () => {
  const mix = { write: 0, read: 1, delete: 0 };
  const { home: _, ...nearby } = group;
  const run = serve({}, [{ ...group, mix }, nearby]);
  expect(run.all('read').length).toBe(99);
  expect([...run.all('read'), ...run.all('accept')].every(({ replica }) => replica === 'a')).toBe(true);
  expect(run.report.clients.homes).toMatchObject({ atHome: 0, routed: 0 });
});

test('there is nothing to report where no writes go home', () => {
  const { home: _, ...nearby } = group;
  expect(Object.keys(serve({}, [nearby]).report.clients)).not.toContain('homes');
});

/** Three leaders; every write is about user 1, who lives in region `b`. */
function serve(sketch: ScenarioSketch = {}, clients: readonly ClientGroup[] = [group]): TracedRun {
  return runTraced(
    scenario({
      regions: ['a', 'b', 'c'],
      topology: connect('mesh', 3),
      ...sketch,
      workload: {
        keys: { count: 2, choose: { kind: 'hot', keys: 1, share: 0 } },
        users: { homes: 'geohash', localShare: 0 },
        clients,
      },
    }),
  );
}
