/** How a scenario writes that a scripted write has a condition. */
import type * as z from 'zod';
import type { WriteCondition } from '../../sim/scenario.js';
import type { Reading } from '../units.js';
import { leaf, readText, report } from './field.js';
import { maxValueLength } from './values.js';

/** `if` of a scripted write or delete. */
export const conditionField = leaf(
  readCondition,
  {
    about:
      'What the key has to hold, or else the write is refused: absent nothing, present anything, or ' +
      'this value. One leader looks at what it holds; without leaders, see replication.transactions.',
    example: 'absent',
  },
  { type: ['string', 'number', 'boolean'] },
).optional();

/** Reports conditions of what is no plain write of one key. */
export function checkCondition(
  operation: Readonly<Record<string, unknown>>,
  ctx: z.core.$RefinementCtx,
): void {
  if (!('if' in operation)) return;
  const { write } = operation;
  if (!('write' in operation) && !('delete' in operation)) {
    const expected = 'if beside a write or delete';
    report(ctx, ['if'], 'only a write or delete can have a condition', { expected, isKey: true });
  } else if (typeof write === 'object' && write !== null && Object.keys(write).length > 1) {
    const expected = 'one key, or an operation for each';
    report(ctx, ['if'], 'a condition is about one key', { expected, isKey: true });
  }
}

function readCondition(raw: unknown): Reading<WriteCondition> {
  if (raw === 'absent' || raw === 'present') return { ok: true, value: { kind: raw } };
  const reading = readText(raw, maxValueLength);
  if (reading.ok) return { ok: true, value: { kind: 'value', value: reading.value } };
  return { ...reading, expected: 'absent, present, or a value such as B' };
}
