/** Plain data as JSON text: the only form in which a user's resolver is given values, and gives them back. */

/** The text, or what is wrong with a value that is no plain data. */
export type PlainReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Writes a value that may come from anywhere, getters and proxies included; whatever those throw is
 * thrown here.
 */
export function writePlain(value: unknown): PlainReading {
  const problem = findProblem(value, 0);
  if (problem !== null) return { ok: false, problem };
  return { ok: true, text: JSON.stringify(value) };
}

/** The same text for the same data, whatever the order of keys. */
export function canonicalText(text: string): string {
  return JSON.stringify(sortKeys(JSON.parse(text)));
}

/** Deeper than this is a circle, or as good as one. */
const maxDepth = 500;

function findProblem(value: unknown, depth: number): string | null {
  if (depth > maxDepth) return 'a value that contains itself, or is very deep';
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value) ? null : `the number ${String(value)}`;
    case 'object':
      return value === null ? null : findObjectProblem(value, depth);
    default:
      return value === undefined ? 'nothing (undefined)' : `a ${typeof value}`;
  }
}

function findObjectProblem(value: object, depth: number): string | null {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    // A gap in a list reads as undefined.
    for (const item of items) {
      const problem = findProblem(item, depth + 1);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (!isMapping(value)) return nameObject(value);
  for (const inner of Object.values(value)) {
    const problem = inner === undefined ? null : findProblem(inner, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

/** A plain mapping of this realm or another one: its prototype is the root of prototypes, or none. */
function isMapping(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  const isRoot = Object.getPrototypeOf(prototype) === null;
  return isRoot && !('toJSON' in value);
}

function nameObject(value: object): string {
  if ('then' in value && typeof value.then === 'function') return 'a promise';
  const name = value.constructor.name;
  return name === '' || name === 'Object' ? 'an object that is no plain mapping' : `a ${name}`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
