import { expect, test } from 'vitest';
import type { MetricUnit } from '../../src/scenarios/metrics.js';
import { conditionPattern, meetsCondition, readCondition } from '../../src/scenarios/condition.js';

test.each<[MetricUnit, unknown, string, number | boolean, number | boolean]>([
  ['count', 0, '= 0', 0, 1],
  ['count', '> 0', '> 0', 1, 0],
  ['count', '!=3', '!= 3', 2, 3],
  ['count', '1..5', '1..5', 5, 6],
  ['duration', '< 10ms', '< 10ms', 9_999, 10_000],
  ['duration', '<=10ms', '<= 10ms', 10_000, 10_001],
  ['duration', '10ms..20ms', '10ms..20ms', 10_000, 9_999],
  ['duration', 0, '= 0', 0, 1],
  ['share', '<= 99.9%', '<= 99.9%', 0.999, 0.9991],
  ['share', '100%', '= 100%', 1, 0.999],
  ['share', '>= 0.5', '>= 0.5', 0.5, 0.49],
  ['size', '> 1KiB', '> 1KiB', 1025, 1024],
  ['ratio', '<= 1.5', '<= 1.5', 1.5, 1.6],
  ['truth', true, 'true', true, false],
  ['truth', 'false', 'false', false, true],
])('a condition on a %s holds for some values alone (%s)', (unit, raw, text, yes, no) => {
  const reading = readCondition(raw, unit);
  expect(reading.ok && reading.value.text).toBe(text);
  if (!reading.ok) return;
  expect(meetsCondition(reading.value.condition, yes)).toBe(true);
  expect(meetsCondition(reading.value.condition, no)).toBe(false);
});

test.each<[MetricUnit, unknown]>([
  ['count', '1.5'],
  ['count', '=> 1'],
  ['count', ''],
  ['count', '> '],
  ['count', '5..1'],
  ['count', '..5'],
  ['count', null],
  ['count', [1]],
  ['count', '10ms'],
  ['duration', '> 10'],
  ['duration', 10],
  ['share', '101%'],
  ['truth', 'yes'],
  ['truth', 1],
  ['truth', { toString: 1, valueOf: 1 }],
])('what is no condition on a %s is refused (%s)', (unit, raw) => {
  expect(readCondition(raw, unit).ok).toBe(false);
});

test('a missing unit is proposed together with the comparison', () => {
  expect(readCondition('> 10', 'duration')).toMatchObject({
    suggestion: 'did you mean "> 10ms"?',
  });
});

test.each<[MetricUnit, string]>([
  ['count', '> 0'], ['count', '1..5'], ['duration', '< 10ms'], ['duration', '10ms..20ms'], ['duration', '<= 1.5d'],
  ['share', '>= 99.9%'], ['size', '< 1MiB'], ['ratio', '<= 1.5'],
])('editors accept what is accepted here (%s: %s)', (unit, text) => {
  expect(readCondition(text, unit).ok).toBe(true);
  expect(text).toMatch(new RegExp(conditionPattern(unit)));
});
