/** A scenario as its document says it. */
import { readDocument } from '../document.js';
import type { Mapping } from '../fuzz/test-case.js';
import { applyOverrides, valueAt } from '../overrides.js';
import type { Override } from '../overrides.js';
import { isMapping } from '../schema/field.js';

/**
 * The plain values of a scenario, with what is laid over them; null where the text holds no such
 * scenario.
 */
export function documentOf(text: string, name: string, overrides: readonly Override[]): Mapping | null {
  const read = readDocument(text);
  if (!read.ok) return null;
  const base = ['scenarios', name];
  const { document } = applyOverrides(read.document, base, overrides);
  const value = valueAt(document.value, base);
  return isMapping(value) ? value : null;
}
