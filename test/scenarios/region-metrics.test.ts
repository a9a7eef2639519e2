import { expect, test } from 'vitest';
import { findMetric } from '../../src/scenarios/metrics.js';
import { parseRegionMetric } from '../../src/scenarios/region-metrics.js';
import { sampleReport } from '../cli/report/sample-result.js';
import { issuesIn, load, twoRegions } from './document-of.js';

test('a figure of a region is that of its own clients', () => {
  const read = (name: string) => findMetric(name)?.read(sampleReport);
  expect(read('availability.eu-west')).toBe(0.97);
  expect(read('availability.us-east')).toBe(1);
  expect(read('write-latency.eu-west.mean')).toBe(1.5);
  expect(read('write-latency.eu-west.p99')).toBe(3);
  expect(read('write-latency.eu-west.max')).toBe(4);
  expect(read('availability.nowhere')).toBe(null);
});

test('what is no such figure has no name', () => {
  for (const name of ['availability', 'availability.', 'write-latency.a', 'write-latency.a.p42']) {
    expect(parseRegionMetric(name), name).toBe(null);
  }
});

test('the figures that are not of a region keep their names', () => {
  expect(findMetric('availability.reads')?.meaning).toMatch(/^Share of reads/);
  expect(findMetric('write-latency.p99')?.meaning).toMatch(/^99th percentile/);
});

test('an expectation may be of a region that exists', () => {
  const body = `${twoRegions}\nexpect: { availability.a: ">= 99.999%", write-latency.b.p99: "< 10ms" }`;
  expect(load(body).expectations.map(({ name }) => name)).toEqual([
    'availability.a', 'write-latency.b.p99',
  ]);
});

test('a region that does not exist is reported where it is named, with those that do', () => {
  const body = `${twoRegions}\nexpect: { availability.c: 100%, availability.reads: 100% }`;
  expect(issuesIn(body)).toMatchObject([
    { message: 'there is no region "c"', expected: 'one of a or b' },
  ]);
});

test('a condition of another kind is refused', () => {
  const issues = issuesIn(`${twoRegions}\nexpect: { availability.a: 10ms }`);
  expect(issues.map(({ expected }) => expected)).toEqual(['100%, ">= 99.9%" or 99%..100%']);
});
