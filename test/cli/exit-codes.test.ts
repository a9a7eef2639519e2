import { expect, test } from 'vitest';
import { exitCodeOf, exitCodes } from '../../src/cli/exit-codes.js';

test('each verdict has an exit code of its own, and only "holds" is a pass', () => {
  expect(exitCodeOf('holds')).toBe(0);
  expect(exitCodeOf('violated')).toBe(1);
  expect(exitCodeOf('unknown')).toBe(3);
});

test('no two reasons to stop share an exit code', () => {
  const codes = Object.values(exitCodes);
  expect(new Set(codes).size).toBe(codes.length);
});
