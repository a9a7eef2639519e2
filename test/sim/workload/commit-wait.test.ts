/** The commit wait, as the coordinator does it. */
import { describe, expect, test } from 'vitest';
import type { ClockSpec, Fault } from '../../../src/sim/scenario.js';
import { ms, read, scenario, write } from '../../support/scenario.js';
import type { RegionSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const asked = 100 * ms;
const epsilon = 4 * ms;

describe('under TrueTime a write', () => {
  test('is held, shipped and answered twice its uncertainty after it was executed', () => {
    const run = waitOut({ region: { node: { writeUs: 2 * ms, logUs: ms, respondUs: ms } } });
    const executedUs = asked + 3 * ms;
    const committedUs = executedUs + 2 * epsilon + 1;
    expect(run.all('commit-wait')).toEqual([
      {
        ...{ kind: 'commit-wait', atUs: executedUs, replica: 'a', key: 'x' },
        ...{ client: 'client of 0', stamp: executedUs + epsilon, untilUs: committedUs },
      },
    ]);
    expect(run.all('accept')).toMatchObject([{ atUs: committedUs, stamp: executedUs + epsilon }]);
    expect(run.all('send')[0].atUs).toBe(committedUs);
    expect(run.all('acknowledge')[0].answeredAtUs).toBe(committedUs + ms);
  });

  test('is not seen while it waits', () => {
    const { report } = waitOut({ reads: [asked + 8 * ms, asked + 8 * ms + 2] });
    expect(report.scriptedReads.map(({ values }) => values)).toEqual([[], ['A']]);
  });

  test('keeps no worker busy', () => {
    const run = waitOut({ region: { node: { writeUs: ms } }, writes: [asked, asked] });
    const first = asked + ms + 2 * epsilon + 1;
    expect(run.all('accept').map(({ atUs }) => atUs)).toEqual([first, first + ms]);
  });

  test('waits by its node’s own clock: less of true time where that runs fast', () => {
    const run = waitOut({ clock: { driftPpm: 100_000 } });
    const [{ atUs }] = run.all('accept');
    expect(Math.abs(atUs - asked - (2 * epsilon) / 1.1)).toBeLessThanOrEqual(2);
  });

  test('waits longer when the clock is set back meanwhile', () => {
    const step: Fault = { kind: 'clock-step', atUs: asked + ms, region: 0, byUs: -3 * ms };
    const run = waitOut({ faults: [step] });
    expect(run.all('commit-wait').map(({ atUs, untilUs }) => [atUs, untilUs])).toEqual([
      [asked, asked + 8 * ms + 1],
      [asked + 8 * ms + 1, asked + 11 * ms + 1],
    ]);
    const stamps = run.all('accept').map(({ atUs, stamp }) => [atUs, stamp]);
    expect(stamps).toEqual([[asked + 11 * ms + 1, asked + epsilon]]);
  });

  test('sleeps as long as it meant to when the clock is set ahead meanwhile', () => {
    const step: Fault = { kind: 'clock-step', atUs: asked + ms, region: 0, byUs: 3 * ms };
    expect(waitOut({ faults: [step] }).all('accept')).toMatchObject([{ atUs: asked + 8 * ms + 1 }]);
  });

  test('is no write when its node crashes before the wait is over', () => {
    const crash: Fault = { kind: 'crash', atUs: asked + 5 * ms, untilUs: 200 * ms, region: 0 };
    const run = waitOut({ faults: [crash] });
    expect(run.all('accept')).toEqual([]);
    expect(run.report.writes).toMatchObject({ attempted: 1, acknowledged: 0, indeterminate: 1 });
  });

  test('of several of one microsecond keeps its turn', () => {
    const run = waitOut({ writes: [asked, asked, asked] });
    const stamps = run.all('accept').map(({ atUs, stamp }) => [atUs - asked, stamp - asked]);
    expect(stamps).toEqual([0, 1, 2].map((i) => [2 * epsilon + 1 + i, epsilon + i]));
  });

  test('waits for a microsecond where the clock claims to be exact', () => {
    const run = waitOut({ clock: { uncertaintyUs: 0 } });
    expect(run.all('accept')).toMatchObject([{ atUs: asked + 1, stamp: asked }]);
  });
});

function waitOut(sketch: {
  readonly region?: Partial<RegionSketch>;
  readonly clock?: Partial<ClockSpec>;
  readonly writes?: readonly number[];
  readonly reads?: readonly number[];
  readonly faults?: readonly Fault[];
}): TracedRun {
  const { writes = [asked], reads = [], clock, region, faults = [] } = sketch;
  const script = [
    ...writes.map((at) => write(at, 0, 'x', 'A')),
    ...reads.map((at) => read(at, 0, 'x')),
  ];
  return runTraced(
    scenario({
      regions: [{ name: 'a', ...region, clock: { uncertaintyUs: epsilon, ...clock } }, 'b'],
      conflicts: { timestamps: 'truetime' },
      workload: { script },
      faults,
    }),
  );
}
