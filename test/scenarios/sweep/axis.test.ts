import { assert, expect, test } from 'vitest';
import { readAxis } from '../../../src/scenarios/sweep/axis.js';
import type { SweepAxis } from '../../../src/scenarios/sweep/axis.js';

function axisOf(text: string): SweepAxis {
  const read = readAxis(text);
  assert(read.ok);
  return read.axis;
}

function problemOf(text: string): string {
  const read = readAxis(text);
  return read.ok ? 'none' : read.message;
}

test('quantities lie where their base units say, in whatever units they are written', () => {
  expect(axisOf('a.skew=0ms,50ms,1s')).toEqual({
    path: 'a.skew',
    unit: 'duration',
    values: [
      { text: '0ms', yaml: '0ms', position: 0 },
      { text: '50ms', yaml: '50ms', position: 50_000 },
      { text: '1s', yaml: '1s', position: 1_000_000 },
    ],
  });
  expect(axisOf('b=1Mbps,1Gbps').unit).toBe('bandwidth');
  expect(axisOf('b=1%,0.5').values.map(({ position }) => position)).toEqual([0.01, 0.5]);
  expect(axisOf('n=1,2,8').values).toEqual([1, 2, 8].map((n) => ({ text: String(n), yaml: String(n), position: n })));
});

test('ranges and values may stand beside each other', () => {
  expect(axisOf('n=1..3,10,20..40/10').values.map(({ position }) => position)).toEqual([1, 2, 3, 10, 20, 30, 40]);
});

test('names stand side by side, and what YAML reads as something else is quoted', () => {
  const { unit, values } = axisOf('conflicts.resolve=lww,"true",./mine.ts');
  expect(unit).toBe('name');
  expect(values).toEqual([
    { text: 'lww', yaml: 'lww', position: 0 },
    { text: 'true', yaml: '"true"', position: 1 },
    { text: './mine.ts', yaml: '"./mine.ts"', position: 2 },
  ]);
});

test('of mappings, the number of entries is what is swept over', () => {
  const { unit, values } = axisOf('regions={a: {}, b: {}},{a: {}, b: {}, c: {}}');
  expect(unit).toBe('entries');
  expect(values.map(({ text, position }) => [text, position])).toEqual([['2', 2], ['3', 3]]);
  expect(values[0]?.yaml).toBe('{"a":{},"b":{}}');
  expect(axisOf('m={a: 1},{a: 2}').unit).toBe('name');
});

test('what is wrong is told with the path and what is expected', () => {
  expect(problemOf('0ms..5ms/1ms')).toContain('there is no path=');
  expect(problemOf('a=')).toContain('there is no value; expected a=first,second');
  expect(problemOf('a=[1')).toContain('no values that commas separate');
  expect(problemOf('a=1,2,')).toBe('--vary a=1,2,: nothing follows the comma at its end (character 6); expected a=1,2');
  expect(problemOf('a={b: 1}, ')).toContain('(character 9); expected a={b: 1}');
  expect(problemOf('a=1,2,1')).toBe('--vary a: 1 stands there twice; expected each value once');
  expect(problemOf('a=1..3,2')).toContain('2 stands there twice');
  expect(problemOf('a=0ms..9ms/2ms')).toContain('--vary a: 0ms..9ms/2ms: steps of 2ms do not end at 9ms');
  expect(problemOf('a=1..600,1001..1600')).toContain('these are 1200 values; expected at most 1000');
});
