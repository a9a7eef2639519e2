import fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { readAxis } from '../../../src/scenarios/sweep/axis.js';
import type { SweepAxis } from '../../../src/scenarios/sweep/axis.js';
import { readMetrics } from '../../../src/scenarios/sweep/metric-names.js';
import {
  changesAt, countPoints, countRuns, foldSweep, numbersOf, placeOfRun, placesOf,
} from '../../../src/scenarios/sweep/sweep-plan.js';

function axesOf(...texts: readonly string[]): readonly SweepAxis[] {
  return texts.map((text) => {
    const read = readAxis(text);
    assert(read.ok);
    return read.axis;
  });
}

const shape = fc.record({
  lengths: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
  seedCount: fc.integer({ min: 1, max: 12 }),
  count: fc.integer({ min: 1, max: 9 }),
});

function planOf({ lengths, seedCount }: { lengths: readonly number[]; seedCount: number }) {
  return { axes: axesOf(...lengths.map((length, i) => `p${i}=1..${length}`)), seedCount };
}

test('the parts of a sweep are all its runs, each in one part, as even as can be', () => {
  fc.assert(
    fc.property(shape, ({ count, ...rest }) => {
      const plan = planOf(rest);
      const parts = Array.from({ length: count }, (_, i) => numbersOf(plan, { index: i + 1, count }));
      expect(parts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: countRuns(plan) }, (_, i) => i));
      const sizes = parts.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('whoever stops early has as many seeds of each point, but for one', () => {
  fc.assert(
    fc.property(shape, fc.nat(), (rest, cut) => {
      const plan = planOf(rest);
      const done = numbersOf(plan, { index: 1, count: 1 }).slice(0, cut % (countRuns(plan) + 1));
      const byPoint = new Array<number>(countPoints(plan.axes)).fill(0);
      for (const number of done) byPoint[placeOfRun(plan, number).point] += 1;
      expect(Math.max(...byPoint) - Math.min(...byPoint)).toBeLessThanOrEqual(1);
    }),
  );
});

test('points are all combinations, the last axis changing fastest', () => {
  const axes = axesOf('a=1,2', 'b=x,y,z');
  const points = Array.from({ length: countPoints(axes) }, (_, point) => placesOf(axes, point).join(''));
  expect(points).toEqual(['00', '01', '02', '10', '11', '12']);
  expect(changesAt(axes, 4).map(({ path, value }) => `${path}=${value}`)).toEqual(['a=2', 'b=y']);
  expect(countPoints([])).toBe(1);
  expect(placesOf([], 0)).toEqual([]);
});

test('a sweep sums up each metric at each point; what is unknown is counted apart, and truths are shares', () => {
  const read = readMetrics(['conflicts', 'converged']);
  assert(read.ok);
  const plan = { scenario: 's', title: 'S', axes: axesOf('a=1,2'), metrics: read.metrics, firstSeed: '7', seedCount: 4 };
  const sweep = foldSweep(plan, (number) => ({
    fingerprint: String(number),
    values: [number === 3 ? null : number * 10, number < 6],
  }));
  expect(sweep.seeds).toEqual(['7', '7-2', '7-3', '7-4']);
  const [first, second] = sweep.points;
  expect(first?.runs.map(({ seed, fingerprint }) => [seed, fingerprint])).toEqual([['7', '0'], ['7-2', '1'], ['7-3', '2'], ['7-4', '3']]);
  expect(first?.summaries[0]).toMatchObject({ count: 3, unknown: 1, mean: 10, min: 0, max: 20 });
  expect(second?.summaries[0]).toMatchObject({ count: 4, unknown: 0, mean: 55, min: 40, max: 70 });
  expect(second?.summaries[1]).toMatchObject({ count: 4, unknown: 0, mean: 0.5, min: 0, max: 1 });
  // Student with three degrees of freedom: 3.182 times the deviation 12.91 over the root of four.
  expect(second?.summaries[0]?.interval?.high).toBeCloseTo(55 + (3.1824 * 12.9099) / 2, 1);
  // Wilson keeps within 0 and 1.
  expect(first?.summaries[1]?.interval?.high).toBe(1);
});

test('metrics are found by name; one that is not there is told with the nearest', () => {
  const unknown = readMetrics(['lost-write']);
  expect(unknown.ok ? '' : unknown.message).toContain('there is no metric "lost-write"; did you mean "lost-writes"?');
  expect(readMetrics(['conflicts', 'conflicts']).ok).toBe(false);
});

test('a metric that is not there, and what a key holds in the end, are told with all that there is', () => {
  for (const name of ['final.x', 'nothing-of-the-kind']) {
    const read = readMetrics([name]);
    const message = read.ok ? '' : read.message;
    expect(message).toContain(`"${name}"`);
    const listed = message.slice(message.indexOf('expected one of ') + 'expected one of '.length).split(', ');
    expect(listed).toEqual(expect.arrayContaining(['lost-writes', 'lag.p99', 'network.bytes', 'write-latency.<region>.p99']));
    const plain = listed.filter((one) => !one.includes('<'));
    expect(readMetrics(plain)).toMatchObject({ ok: true });
  }
  const final = readMetrics(['final.x']);
  expect(final.ok ? '' : final.message).toContain('what a key holds in the end, which is no number and no truth');
});
