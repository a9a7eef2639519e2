import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { describeViolation, readCode } from './project.js';

test('a violation is told in one line: place, rule and remedy', () => {
  const violation = { path: 'src/a.ts', line: 3, rule: 'a is wrong', remedy: 'make it right' };
  expect(describeViolation(violation)).toBe('src/a.ts:3: a is wrong. Remedy: make it right.');
});

test('a violation of a whole file has no line', () => {
  const violation = { path: 'src/a.ts', rule: 'a is wrong', remedy: 'make it right' };
  expect(describeViolation(violation)).toBe('src/a.ts: a is wrong. Remedy: make it right.');
});

test('reading the code finds this file once and no dependency', () => {
  const paths = readCode(fileURLToPath(new URL('../..', import.meta.url))).map(({ path }) => path);
  expect(paths.filter((path) => path === 'test/tidy/project.test.ts')).toHaveLength(1);
  expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
});
