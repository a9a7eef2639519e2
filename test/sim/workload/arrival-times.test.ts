import { expect, test } from 'vitest';
import { RandomStream } from '../../../src/sim/base/random.js';
import { ArrivalTimes, type OpenArrivals } from '../../../src/sim/workload/arrival-times.js';

const untilUs = 100e6;
const bursts = { kind: 'bursts', everyUs: 1e6, forUs: 100_000 } as const;

function timesOf(arrivals: OpenArrivals): readonly number[] {
  const times = new ArrivalTimes(arrivals, 200, new RandomStream('s'));
  const all: number[] = [];
  for (let atUs = times.nextUs(); atUs < untilUs; atUs = times.nextUs()) all.push(atUs);
  return all;
}

test('bursts are at the beginnings of periods, in order', () => {
  const times = timesOf(bursts);
  expect(times.every((atUs) => atUs % bursts.everyUs < bursts.forUs)).toBe(true);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('each burst has what independent arrivals have in the whole period', () => {
  const perPeriod = (times: readonly number[]): readonly number[] =>
    Array.from({ length: 100 }, (_, period) => times.filter((atUs) => Math.floor(atUs / bursts.everyUs) === period).length);
  const smooth = perPeriod(timesOf('poisson'));
  expect(perPeriod(timesOf(bursts))).toEqual(smooth);
  expect(new Set(smooth).size).toBeGreaterThan(10);
});

test('within a burst arrivals are spread over all of it', () => {
  const places = timesOf(bursts).map((atUs) => Math.floor((atUs % bursts.everyUs) / (bursts.forUs / 4)));
  const counts = [0, 1, 2, 3].map((quarter) => places.filter((place) => place === quarter).length);
  for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(4.5 * Math.sqrt(5000));
});
