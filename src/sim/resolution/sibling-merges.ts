/** What an application, or a person, makes of siblings. */
import { assertNever } from '../base/assert.js';

/** One of several versions of a key. */
export interface Sibling {
  /** Null for a delete. */
  readonly value: string | null;
  readonly stamp: number;
  /** The leader that accepted it. */
  readonly leader: number;
}

/** `own`: the latest that `leader` accepted, or the latest of all where it accepted none. */
export type Choice =
  | { readonly kind: 'union' | 'max' | 'latest' | 'earliest' }
  | { readonly kind: 'own'; readonly leader: number };

const separator = ', ';

/** The value that is to take the place of siblings, of which there is at least one; null: delete it. */
export function mergeSiblings(siblings: readonly Sibling[], choice: Choice): string | null {
  switch (choice.kind) {
    case 'union':
      return unite(listValues(siblings));
    case 'max':
      return findGreatest(listValues(siblings));
    case 'latest':
      return pickLatest(siblings);
    case 'earliest':
      return siblings.reduce((x, y) => (compare(x, y) <= 0 ? x : y)).value;
    case 'own': {
      const own = siblings.filter(({ leader }) => leader === choice.leader);
      return pickLatest(own.length === 0 ? siblings : own);
    }
    default:
      return assertNever(choice);
  }
}

/** Whether siblings are different values: who is shown the same one several times has nothing to decide. */
export function doDiffer(siblings: readonly Sibling[]): boolean {
  return siblings.some(({ value }) => value !== siblings[0].value);
}

/** A delete among others has no elements and no number. */
function listValues(siblings: readonly Sibling[]): readonly string[] {
  return siblings.flatMap(({ value }) => value ?? []);
}

function unite(values: readonly string[]): string | null {
  if (values.length === 0) return null;
  const elements = values.flatMap((value) => (value === '' ? [] : value.split(separator)));
  return [...new Set(elements)].sort().join(separator);
}

/** What is no number counts as 0. */
function findGreatest(values: readonly string[]): string | null {
  const numberOf = (value: string): number => (Number.isFinite(Number(value)) ? Number(value) : 0);
  if (values.length === 0) return null;
  return values.reduce((x, y) => (numberOf(y) > numberOf(x) ? y : x));
}

function pickLatest(siblings: readonly Sibling[]): string | null {
  return siblings.reduce((x, y) => (compare(x, y) > 0 ? x : y)).value;
}

/** By stamp, then leader; versions come in order of acceptance. */
function compare(x: Sibling, y: Sibling): number {
  return x.stamp - y.stamp || x.leader - y.leader;
}
