/** How a scenario writes what a key holds: a value, a list of siblings, or `absent`. */
import type { Reading } from '../units.js';
import { readText } from './field.js';

/** Longest value, in characters. */
export const maxValueLength = 1000;

const valueJson = { type: ['string', 'number', 'boolean'] };

/** The JSON Schema of {@link readValues}. */
export const valuesJson = { anyOf: [valueJson, { type: 'array', items: valueJson }] };

/** Values as texts, sorted; none for `absent` and for an empty list. */
export function readValues(raw: unknown): Reading<readonly string[]> {
  if (raw === 'absent') return { ok: true, value: [] };
  const items: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const values: string[] = [];
  for (const item of items) {
    const reading = readText(item, maxValueLength);
    if (!reading.ok) {
      return { ...reading, expected: 'a value such as B, siblings such as [B, C], or absent' };
    }
    values.push(reading.value);
  }
  return { ok: true, value: values.sort() };
}
