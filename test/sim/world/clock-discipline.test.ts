import { describe, expect, test } from 'vitest';
import type { ClockSpec, Fault } from '../../../src/sim/scenario.js';
import { ms, scenario, write } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';
import type { TracedRun } from '../../support/traced-run.js';

const monitor = { everyUs: 100 * ms, thresholdUs: 10 * ms, errorUs: 0 };

describe('a clock monitor', () => {
  test('takes a leader out beyond the threshold, and in again below half of it', () => {
    const run = watch({ monitor }, [step(150, 11), step(250, -4), step(350, -3)]);
    expect(run.all('pool').map(({ atUs, change, offsetUs }) => [atUs / ms, change, offsetUs / ms])).toEqual(
      [[200, 'left', 11], [400, 'joined', 4]],
    );
  });

  test('takes a clock that is behind as seriously', () => {
    const run = watch({ monitor, skewUs: -11 * ms }, []);
    expect(run.all('pool')).toMatchObject([{ atUs: 100 * ms, change: 'left', offsetUs: -11 * ms }]);
  });

  test('leaves a clock alone that is off by the threshold and no more', () => {
    expect(watch({ monitor, skewUs: 10 * ms }, []).all('pool')).toEqual([]);
  });

  test('measures with an error within its bound', () => {
    const noisy = { ...monitor, errorUs: 2 * ms, thresholdUs: 10 * ms };
    const offsets = Array.from({ length: 40 }, (_, i) =>
      watch({ monitor: noisy, skewUs: 20 * ms }, [], String(i)).all('pool')[0].offsetUs / ms,
    );
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(18);
    expect(Math.max(...offsets)).toBeLessThanOrEqual(22);
    expect(new Set(offsets).size).toBeGreaterThan(30);
  });

  test('lets a leader in again that a poll has set right', () => {
    const ntp = { everyUs: 450 * ms, boundUs: ms };
    const run = watch({ monitor, ntp }, [step(150, 80)]);
    expect(run.all('pool').map(({ atUs, change }) => [atUs / ms, change])).toEqual([
      [200, 'left'], [500, 'joined'],
    ]);
  });

  test('does not measure a leader that is down', () => {
    const crash: Fault = { kind: 'crash', atUs: 120 * ms, untilUs: 370 * ms, region: 0 };
    const run = watch({ monitor }, [step(150, 80), crash]);
    expect(run.all('pool').map(({ atUs }) => atUs / ms)).toEqual([400]);
  });

  test('is not waited for: a run at rest is at rest', () => {
    expect(watch({ monitor }, []).report).toMatchObject({ settled: true, simulatedMs: 1000 });
  });

  test('that finds nothing wrong changes nothing', () => {
    const [watched, alone] = [watch({ monitor }, []), watch({}, [])];
    expect(watched.report.fingerprint).toBe(alone.report.fingerprint);
  });
});

/** Two leaders, 10 ms apart, of which the first has this clock; a write now and then keeps them busy. */
function watch(clock: Partial<ClockSpec>, faults: readonly Fault[], seed = 'test'): TracedRun {
  const script = [100, 300, 500, 700, 900].map((at) => write(at * ms, 1, 'x', String(at)));
  const regions = [{ name: 'a', clock }, 'b'];
  return runTraced(scenario({ seed, regions, workload: { script }, faults: byTime(faults) }));
}

function step(atMs: number, byMs: number): Fault {
  return { kind: 'clock-step', atUs: atMs * ms, region: 0, byUs: byMs * ms };
}

function byTime(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((x, y) => x.atUs - y.atUs);
}
