import { describe, expect, test } from 'vitest';
import { addRandomFaults, drawFaults } from '../../../src/sim/fault/random-nemesis.js';
import { endOfFault } from '../../../src/sim/fault/nemesis.js';
import type { Fault, NemesisSpec } from '../../../src/sim/scenario.js';
import { randomFaultKinds } from '../../../src/sim/scenario.js';
import { simulate } from '../../../src/sim/simulate.js';
import { makeDice } from '../../support/dice.js';
import { connect, ms, scenario } from '../../support/scenario.js';

const nemesis: NemesisSpec = {
  faults: 8,
  fromUs: 1_000 * ms,
  untilUs: 20_000 * ms,
  kinds: randomFaultKinds,
  swarm: true,
  longestUs: 5_000 * ms,
};
const four = scenario({ regions: ['a', 'b', 'c', 'd'] });
const ring = scenario({ regions: ['a', 'b', 'c', 'd'], topology: connect('ring', 4) });

describe('drawn faults', () => {
  test('are as many as asked for, within their window, and none too long', () => {
    for (const fault of drawMany({}, 200).flat()) {
      expect(fault.atUs).toBeGreaterThanOrEqual(nemesis.fromUs);
      const endUs = endOfFault(fault);
      if (fault.kind === 'clock-step') continue;
      expect(endUs).toBeGreaterThan(fault.atUs);
      expect(endUs).toBeLessThanOrEqual(nemesis.untilUs);
      expect((endUs ?? 0) - fault.atUs).toBeLessThanOrEqual(nemesis.longestUs);
    }
    for (const faults of drawMany({}, 50)) expect(faults.length).toBe(8);
  });

  test('fit a window of a few microseconds, and one that is shorter than the longest', () => {
    for (const untilUs of [nemesis.fromUs + 1, nemesis.fromUs + 7, nemesis.fromUs + 900 * ms]) {
      for (const fault of drawMany({ untilUs }, 100).flat()) {
        expect(fault.atUs).toBeLessThan(untilUs);
        expect(endOfFault(fault) ?? untilUs).toBeLessThanOrEqual(untilUs);
      }
    }
  });

  test('begin anywhere and last any time, each alike', () => {
    const faults = drawMany({ faults: 1, kinds: ['crash'] }, 4000).flat();
    const lengths = faults.map((fault) => ((endOfFault(fault) ?? 0) - fault.atUs) / ms);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    // Uniform over 5,000 ms: a standard deviation of 1,443 ms, of the mean 23 ms; four of them.
    expect(Math.abs(mean - 2_500)).toBeLessThan(92);
    expect(Math.max(...lengths)).toBeGreaterThan(4_900);
    expect(Math.max(...faults.map(({ atUs }) => atUs))).toBeGreaterThan(18_000 * ms);
  });

  test('are of the kinds that are allowed; without a swarm of all of them', () => {
    const some = drawMany({ kinds: ['crash', 'loss'] }, 100).flat();
    expect(new Set(some.map(({ kind }) => kind))).toEqual(new Set(['crash', 'loss']));
    const all = drawMany({ swarm: false, faults: 200 }, 20);
    for (const faults of all) expect(new Set(faults.map(({ kind }) => kind)).size).toBe(10);
  });

  test('of a swarm leave each kind out of half of the seeds, and never all', () => {
    const runs = drawMany({ faults: 200 }, 400);
    for (const kind of randomFaultKinds) {
      const withIt = runs.filter((faults) => faults.some((fault) => fault.kind === kind)).length;
      // Half of 400, a standard deviation of 10; four of them.
      expect(Math.abs(withIt - 200), kind).toBeLessThanOrEqual(40);
    }
    for (const faults of runs) expect(faults.length).toBe(200);
  });

  test('of links name links that there are; a partition cuts one at least', () => {
    for (const fault of drawMany({ faults: 50 }, 100, ring).flat()) {
      const pairs = fault.kind === 'partition' ? fault.cuts : 'links' in fault ? fault.links : null;
      if (pairs === null) continue;
      expect(pairs.length).toBeGreaterThan(0);
      for (const [from, to] of pairs) expect(to).toBe((from + 1) % 4);
    }
  });

  test('need no links where there are none', () => {
    const alone = scenario({ regions: ['a'] });
    const kinds = new Set(drawMany({ swarm: false, faults: 200 }, 5, alone).flat().map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['crash', 'pause', 'slow', 'clock-step', 'outage']));
    expect(drawMany({ kinds: ['partition'] }, 5, alone).flat()).toEqual([]);
  });
});

describe('a scenario with a nemesis', () => {
  const tormented = { ...four, nemesis };

  test('has other faults under another seed, and the same under the same', () => {
    expect(addRandomFaults(tormented)).toEqual(addRandomFaults(tormented));
    const other = addRandomFaults({ ...tormented, seed: 'another' });
    expect(other.faults).not.toEqual(addRandomFaults(tormented).faults);
  });

  test('keeps its own faults before those that are drawn', () => {
    const own: Fault = { kind: 'crash', atUs: 1, untilUs: 2, region: 0 };
    const { faults } = addRandomFaults({ ...tormented, faults: [own] });
    expect(faults[0]).toEqual(own);
    expect(faults.slice(1)).toEqual(addRandomFaults(tormented).faults);
  });

  test('runs as the one with those faults and without a nemesis, and reports them', () => {
    const { report } = simulate(tormented);
    const drawn = addRandomFaults(tormented);
    expect(drawn.nemesis).toBeUndefined();
    expect(JSON.stringify(simulate(drawn).report)).toBe(JSON.stringify(report));
    expect(report.faults.length).toBe(8);
  });

  test('and one without are left as they are', () => {
    expect(addRandomFaults(four)).toBe(four);
  });
});

function drawMany(spec: Partial<NemesisSpec>, times: number, target = four): readonly (readonly Fault[])[] {
  return Array.from({ length: times }, (_, n) =>
    drawFaults({ ...nemesis, ...spec }, target, { nextUnit: makeDice(n).unit }),
  );
}
