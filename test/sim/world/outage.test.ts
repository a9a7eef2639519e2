import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/sim/scenario.js';
import { connect, constant, ms, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

const followers = { count: 1, latency: constant(5 * ms) };

describe('the outage of a region', () => {
  const outage: Fault = { kind: 'outage', atUs: 100 * ms, untilUs: 500 * ms, region: 0 };
  const regions = [{ name: 'a', followers }, { name: 'b', followers }];

  test('takes down its leader and its followers, and nobody else', () => {
    const run = runTraced(scenario({ regions, faults: [outage] }));
    expect(run.all('crash').map(({ replica }) => replica)).toEqual(['a', 'a/1']);
    expect(run.all('restart').map(({ atUs, replica }) => [atUs / ms, replica])).toEqual([
      [500, 'a'],
      [500, 'a/1'],
    ]);
  });

  test('turns its clients away, and lets those elsewhere go on', () => {
    const script = [write(200 * ms, 0, 'x', 'A'), write(200 * ms, 1, 'y', 'B')];
    const { report } = runTraced(scenario({ regions, workload: { script }, faults: [outage] }));
    expect(report.writes).toMatchObject({ attempted: 2, acknowledged: 1, unavailable: 1 });
    expect(report).toMatchObject({ fates: { visible: 1 }, convergence: { verdict: 'holds' } });
  });

  test('delays what was under way to the leader and to its followers: their disks are kept', () => {
    const script = [write(95 * ms, 1, 'x', 'A'), write(98 * ms, 0, 'y', 'B')];
    const run = runTraced(scenario({ regions, workload: { script }, faults: [outage] }));
    const late = run.all('apply').filter(({ atUs }) => atUs >= 500 * ms);
    expect(late.map(({ atUs, replica, write: id }) => [atUs / ms, replica, id])).toEqual([
      [505, 'a/1', 1],
      [510, 'b', 1],
      [510, 'a', 0],
      [515, 'b/1', 1],
      [515, 'a/1', 0],
    ]);
    expect(run.report).toMatchObject({ fates: { visible: 2 }, convergence: { verdict: 'holds' } });
  });

  test('loses datagrams on their way there', () => {
    const topology = connect('mesh', 2, { transport: 'datagram' });
    const workload = { script: [write(95 * ms, 1, 'x', 'A')] };
    const run = runTraced(scenario({ regions, topology, workload, faults: [outage] }));
    expect(run.lostWrites).toMatchObject([{ write: 0, cause: 'queue', everywhere: false }]);
  });

  test('and a crash of its leader last as long as the longer of both', () => {
    const crash: Fault = { kind: 'crash', atUs: 400 * ms, untilUs: 700 * ms, region: 0 };
    const script = [600, 750].map((at) => write(at * ms, 0, 'x', `at ${at}`));
    const faults = [outage, crash];
    const { report } = runTraced(scenario({ regions, workload: { script }, faults }));
    expect(report.writes).toMatchObject({ unavailable: 1, acknowledged: 1 });
    expect(report.convergence.verdict).toBe('holds');
  });

  test('that never ends leaves the verdict unknown', () => {
    const { report } = runTraced(scenario({ regions, faults: [{ ...outage, untilUs: null }] }));
    expect(report).toMatchObject({ settled: true, convergence: { verdict: 'unknown' } });
  });
});

describe('a region that is offline', () => {
  const offline: Fault = { kind: 'offline', atUs: 100 * ms, untilUs: 500 * ms, region: 0 };

  test('is cut from all others both ways, and its own clients and followers go on', () => {
    const run = runTraced(
      scenario({
        regions: [{ name: 'a', followers }, 'b', 'c'],
        workload: { script: [write(150 * ms, 0, 'x', 'A'), write(150 * ms, 1, 'y', 'B')] },
        faults: [offline],
      }),
    );
    const moments = run.all('apply').map(({ atUs, replica }) => `${replica} ${atUs / ms}`);
    expect(moments).toEqual(['a/1 155', 'c 160', 'b 510', 'c 510', 'a 510', 'a/1 515']);
    expect(run.all('offline')).toEqual([{ kind: 'offline', atUs: 100 * ms, replica: 'a' }]);
    expect(run.all('online')).toEqual([{ kind: 'online', atUs: 500 * ms, replica: 'a' }]);
    expect(run.report).toMatchObject({ fates: { visible: 2 }, convergence: { verdict: 'holds' } });
  });

  test('has what was in flight sent again, both ways', () => {
    const script = [write(95 * ms, 0, 'x', 'A'), write(95 * ms, 1, 'y', 'B')];
    const run = runTraced(scenario({ workload: { script }, faults: [offline] }));
    expect(run.all('send').map(({ atUs, from }) => `${from} ${atUs / ms}`)).toEqual([
      'a 95',
      'b 95',
      'a 500',
      'b 500',
    ]);
  });

  test('stays so while a partition that overlaps cuts the same links', () => {
    const cut: Fault = { kind: 'partition', atUs: 300 * ms, untilUs: 700 * ms, cuts: [[0, 1]] };
    const workload = { script: [write(150 * ms, 0, 'x', 'A')] };
    const run = runTraced(scenario({ workload, faults: [offline, cut] }));
    expect(run.all('receive').map(({ atUs }) => atUs / ms)).toEqual([710]);
  });
});
