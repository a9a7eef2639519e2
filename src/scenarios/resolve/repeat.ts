/** Scripted operations that come again and again. */
import type { ScriptedOp } from '../../sim/scenario.js';
import { maxScript } from '../schema/workload.js';
import type { ScenarioDocument } from '../schema.js';
import type { Context } from './context.js';

type Operation = ScenarioDocument['workload']['script'][number];

/** An operation as often as it comes; what it writes is numbered where it is repeated. */
export function repeatOp(op: ScriptedOp, { repeat }: Operation): readonly ScriptedOp[] {
  if (repeat === undefined) return [op];
  return Array.from({ length: repeat.times }, (_, n) => ({
    ...op,
    atUs: op.atUs + n * repeat.every,
    value: op.value === null ? null : `${op.value}${String(n + 1)}`,
  }));
}

/** Reports a script that is too long once everything is written out. */
export function checkRepeats(context: Context): void {
  const { script } = context.document.workload;
  const total = script.reduce((sum, { repeat }) => sum + (repeat?.times ?? 1), 0);
  if (total <= maxScript) return;
  context.problems.push({
    path: [...context.base, 'workload', 'script'],
    message: `the script has ${String(total)} operations once all are repeated`,
    expected: `at most ${String(maxScript)}`,
  });
}
