/**
 * Conditional writes in a history: a compare-and-set, where what is compared is a value that clients can name.
 *
 * It is a plain write where the key was deleted or given one value twice, for then its values have other
 * names in the history; and where anything would do.
 */
import type { WriteCondition } from '../scenario.js';
import type { HistoryScalar } from './history.js';
import type { LoggedRequest } from './request-log.js';

/** A condition and what was to be written, as far as a scripted request has them. */
export interface ConditionalWrite {
  readonly condition: WriteCondition;
  readonly value: string | null;
}

/** What a request compares with, and what it was to write; null for one that is no compare-and-set. */
export function changeOf(
  request: LoggedRequest,
  conditionalOf: (script: number) => ConditionalWrite | null,
  hasPlainValues: (key: number) => boolean,
): { readonly from: HistoryScalar; readonly to: HistoryScalar } | null {
  const { script, kind, key } = request;
  const conditional = script === undefined || kind !== 'write' ? null : conditionalOf(script);
  if (conditional === null || conditional.condition.kind === 'present' || !hasPlainValues(key)) return null;
  const { condition, value } = conditional;
  return { from: condition.kind === 'value' ? condition.value : null, to: value };
}

/** The keys whose values have other names in the history. */
export function listRenamed(
  values: ReadonlyMap<number, string>,
  source: { keyOf(op: number): number; textOf(op: number): string | null },
): ReadonlySet<number> {
  return new Set([...values].flatMap(([op, name]) => (source.textOf(op) === name ? [] : [source.keyOf(op)])));
}
