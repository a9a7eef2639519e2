import { describe, expect, test } from 'vitest';
import type { DeployableRule, Fault } from '../../../src/sim/scenario.js';
import { constant, ms, scenario, write } from '../../support/scenario.js';
import type { ScenarioSketch } from '../../support/scenario.js';
import { runTraced } from '../../support/traced-run.js';

const followers = { count: 1, latency: constant(5 * ms) };
const regions = [{ name: 'a', followers }, { name: 'b', followers }];
/** Three pairs of concurrent writes, of which b's is always the later one. */
const pairs = { x: 100, y: 500, z: 900 } as const;
const script = Object.entries(pairs).flatMap(([key, atMs]) => [
  write(atMs * ms, 0, key, `${key} of a`),
  write((atMs + 2) * ms, 1, key, `${key} of b`),
]);

function rollOut(atMs: number, regionsOf: readonly number[], rule: DeployableRule = 'fww'): Fault {
  return { kind: 'deploy', atUs: atMs * ms, rule, regions: regionsOf };
}

function run(faults: readonly Fault[], sketch: ScenarioSketch = {}) {
  return runTraced(scenario({ regions, workload: { script }, faults: [...faults], ...sketch }));
}

/** What each replica holds of a key at the end. */
function heldOf({ report }: ReturnType<typeof run>, name: string) {
  return report.finalValues.find(({ key }) => key === name);
}

describe('a rule that is rolled out', () => {
  test('settles what comes from then on, and what was settled before stays', () => {
    const rolled = run([rollOut(300, [0, 1])]);
    const [lww, fww] = (['lww', 'fww'] as const).map((resolve) =>
      run([], { conflicts: { timestamps: 'physical', detect: 'version-vector', resolve } }),
    );
    expect(heldOf(rolled, 'x')).toEqual(heldOf(lww, 'x'));
    expect(heldOf(rolled, 'x')).not.toEqual(heldOf(fww, 'x'));
    expect(heldOf(rolled, 'y')).toEqual(heldOf(fww, 'y'));
    expect(heldOf(rolled, 'y')).not.toEqual(heldOf(lww, 'y'));
    expect(rolled.report).toMatchObject({
      convergence: { verdict: 'holds' },
      lostWrites: { total: 3, everywhere: 3, byCause: { resolution: 3 } },
    });
    expect(rolled.all('deploy')).toEqual([
      { kind: 'deploy', atUs: 300 * ms, replica: 'a', rule: 'fww' },
      { kind: 'deploy', atUs: 300 * ms, replica: 'b', rule: 'fww' },
    ]);
  });

  test('leaves a run as it was up to its moment', () => {
    const until = (events: ReturnType<typeof run>['events']) => events.filter(({ atUs }) => atUs < 300 * ms);
    expect(until(run([rollOut(300, [0])]).events)).toEqual(until(run([]).events));
    expect(run([rollOut(300, [0])]).report.fingerprint).not.toBe(run([]).report.fingerprint);
  });

  test('parts leaders and their followers for good while another one goes by the old one', () => {
    const { report, all } = run([rollOut(300, [0]), rollOut(700, [1])]);
    expect(report.convergence).toMatchObject({ verdict: 'violated', divergentKeys: 1 });
    const last = new Map(all('apply').filter(({ key }) => key === 'y').map(({ replica, holds }) => [replica, holds]));
    expect(Object.fromEntries(last)).toEqual({ a: [2], 'a/1': [2], b: [3], 'b/1': [3] });
  });

  test('is counted with what it decided', () => {
    const { report } = run([rollOut(300, [0, 1])]);
    const { lww, fww } = report.conflicts.resolvedBy;
    expect([lww, fww]).toEqual([4, 8]);
  });

  test('takes clocks to blame only where it goes by them', () => {
    const conflicts = { timestamps: 'physical', detect: 'version-vector', resolve: 'lww' } as const;
    const ahead = { regions: [{ name: 'a' }, { name: 'b', clock: { skewUs: -50 * ms, driftPpm: 0 } }], conflicts };
    // b's stamps are behind: fww keeps b's, and with true stamps it would have kept a's.
    expect(run([rollOut(0, [0, 1])], ahead).report.lostWrites.byCause).toMatchObject({ skew: 3, resolution: 0 });
    expect(run([rollOut(0, [0, 1], 'arrival')], ahead).report.lostWrites.byCause.skew).toBe(0);
  });

  test('is there when a leader that is down comes back, and not at one that has left', () => {
    const down: Fault = { kind: 'crash', atUs: 250 * ms, untilUs: 350 * ms, region: 0 };
    const crashed = run([down, rollOut(300, [0, 1])]);
    expect(heldOf(crashed, 'y')).toEqual(heldOf(run([rollOut(300, [0, 1])]), 'y'));
    const left: Fault = { kind: 'leave', atUs: 250 * ms, region: 0, bridges: [] };
    expect(run([left, rollOut(300, [0, 1])]).all('deploy').map(({ replica }) => replica)).toEqual(['b']);
  });
});
