/**
 * The fields of a map, and the parts that they are made of: a register is one, a counter is one, and so is
 * each element of a set.
 *
 * A field is known by its name and what it is, as in Riak, so `visits` as a counter and `visits` as a register
 * are two fields. Names of parts tell them apart by signs that names of fields in scenarios do not have.
 */
import { assertNever } from '../../base/assert.js';
import type { Span } from '../replicated-type.js';
import type { Stamped } from './stamps.js';

/** What a write left in a part. */
export type Field =
  /** A register has a value: that of the write, or of a later stamped one that it saw. */
  | { readonly kind: 'set'; readonly value: string; readonly by: Stamped; readonly dot: Span }
  /** A counter was incremented. */
  | { readonly kind: 'counted'; readonly by: number }
  /** An element is in a set. */
  | { readonly kind: 'added' }
  /** The part is gone; noted for the judges, as in the sets. */
  | { readonly kind: 'removed' };

/** A part's name, and what it shows. */
export interface ShownPart {
  readonly name: string;
  readonly shown: readonly Field[];
}

const counterSign = '=#';
const elementSign = '=,';

/** The part that is a register. */
export function registerPart(field: string): string {
  return field;
}

/** The part that is a counter. */
export function counterPart(field: string): string {
  return field + counterSign;
}

/** The part that is one element of a set. */
export function elementPart(field: string, element: string): string {
  return field + elementSign + element;
}

/** Whether a part is a counter. */
export function isCounter(part: string): boolean {
  return part.endsWith(counterSign);
}

/** The name of the field that a part belongs to. */
export function fieldOf(part: string): string {
  const at = part.indexOf('=');
  return at < 0 ? part : part.slice(0, at);
}

/** What a reader sees, sorted: `name=Ada` for each value of a register, `visits=3`, `tags={a, b}`. */
export function readFields(parts: readonly ShownPart[]): readonly string[] {
  const lines = new Set<string>();
  const sums = new Map<string, number>();
  const sets = new Map<string, string[]>();
  for (const { name, shown } of parts) {
    const field = fieldOf(name);
    for (const value of shown) {
      switch (value.kind) {
        case 'set':
          lines.add(`${field}=${value.value}`);
          break;
        case 'counted':
          sums.set(field, (sums.get(field) ?? 0) + value.by);
          break;
        case 'added': {
          const elements = sets.get(field) ?? [];
          sets.set(field, elements);
          const element = name.slice(elementPart(field, '').length);
          if (!elements.includes(element)) elements.push(element);
          break;
        }
        case 'removed':
          break;
        default:
          assertNever(value);
      }
    }
  }
  for (const [field, sum] of sums) lines.add(`${field}=${String(sum)}`);
  for (const [field, elements] of sets) lines.add(`${field}={${elements.sort().join(', ')}}`);
  return [...lines].sort();
}
