/** How runs are shown beside formulas. */
import { expect, test } from 'vitest';
import { checkLines } from '../../../../src/cli/report/size/check-text.js';
import type { ShownCheck } from '../../../../src/cli/report/size/check-text.js';

const pairs = { name: 'conflicts', run: 'conflicts', isWithin: true } as const;

function shown(formula: number, found: number, tolerance: number): string {
  const check: ShownCheck = { divisor: 1, seed: '1', runs: [], checks: [{ ...pairs, formula, found, tolerance }] };
  return checkLines(check, (text) => text).join('\n');
}

test('where a run of none would be within what is allowed, none is no agreement', () => {
  expect(shown(0.189, 0, 1.12)).toMatch(/too few +concurrent pairs +0\.189\/s +0\/s/);
  expect(shown(0.189, 0, 1.12)).toContain('Too few: ');
});

test('where more is expected than chance may take, it agrees', () => {
  expect(shown(500, 507.2, 65)).toMatch(/agrees +concurrent pairs +500\/s +507\.2\/s/);
  expect(shown(500, 507.2, 65)).not.toContain('oo few');
});
