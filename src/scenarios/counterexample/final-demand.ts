/**
 * What a key should hold in the end where a write came to nothing, for a run that has no other figure for it:
 * what is held, without what was taken out, with what was put in.
 */
import type { ToldCounterexample } from '../../sim/resolver-check.js';
import { toYaml } from '../comparison/yaml-value.js';
import { isMapping } from '../schema/field.js';
import { historyKey } from './history-scenario.js';

/** A line of `expect:`; null where what should be held does not follow from the write alone. */
export function finalDemand({ fault, steps }: ToldCounterexample): string | null {
  if (fault.kind !== 'loss') return null;
  const lost = steps.find((step) => step.kind === 'write' && step.write === fault.write);
  const held = steps.findLast(({ replica }) => replica === fault.replica);
  if (lost?.kind !== 'write' || held === undefined) return null;
  const values = readTexts(held.after.reading);
  const operation: unknown = JSON.parse(lost.operation);
  if (values === null || !isMapping(operation)) return null;
  const { kind, element } = { kind: operation['kind'], element: operation['element'] };
  if (typeof element !== 'string') return null;
  if (kind === 'remove' && values.includes(element)) return demandOf(values.filter((value) => value !== element));
  return kind === 'add' && !values.includes(element) ? demandOf([...values, element].sort()) : null;
}

function demandOf(values: readonly string[]): string {
  return `final.${historyKey}: ${values.length === 0 ? 'absent' : `[${values.map(toYaml).join(', ')}]`}`;
}

/** A list of texts, which is what readers of a set see. */
function readTexts(reading: string): readonly string[] | null {
  const value: unknown = JSON.parse(reading);
  if (!Array.isArray(value)) return null;
  const items: readonly unknown[] = value;
  const texts = items.flatMap((item) => (typeof item === 'string' ? [item] : []));
  return texts.length === items.length ? texts : null;
}
