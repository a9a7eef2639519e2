/** Values given as `--set path=value`, laid over a scenario as if the document had said them. */
import type { Place, PlacedValue } from './document.js';
import { readDocument } from './document.js';
import type { Issue, Path } from './issue.js';
import { formatPath } from './issue.js';
import { isMapping } from './schema/field.js';

/** One `--set path=value`; the path begins inside the scenario, the value is YAML. */
export interface Override {
  readonly path: string;
  readonly value: string;
  /** Who said so, where it was not `--set`. */
  readonly origin?: OverrideOrigin;
}

/** Where an override comes from, and what messages call it; line and column 0 are outside of a text. */
export interface OverrideOrigin extends Place {
  readonly name: string;
}

/** The scenario with the overrides in it, and what is wrong with them. */
export interface Overridden {
  readonly document: PlacedValue;
  readonly issues: readonly Issue[];
}

/** Lays every override over the scenario at `base`; later ones win. */
export function applyOverrides(
  document: PlacedValue,
  base: Path,
  overrides: readonly Override[],
): Overridden {
  let value = document.value;
  const set: SetPath[] = [];
  const issues: Issue[] = [];
  for (const override of overrides) {
    const read = readDocument(override.value.trim() === '' ? '""' : override.value);
    if (!read.ok) {
      issues.push(...read.issues.map((issue) => atSet(override, issue)));
      continue;
    }
    const steps = splitPath(override.path);
    const placed = place(value, [...base, ...steps], 0, read.document.value);
    if (placed.ok) {
      value = placed.value;
      set.push({ path: [...base, ...placed.path.slice(base.length)], origin: originOf(override) });
    } else {
      issues.push(atSet(override, placed));
    }
  }
  return { document: new OverriddenValue(document, value, set, base.length), issues };
}

type Placed =
  | { readonly ok: true; readonly value: unknown; readonly path: Path }
  | {
      readonly ok: false;
      readonly found: string;
      readonly message: string;
      readonly expected: string;
      readonly suggestion?: string;
    };

/** A path from the top of the document, and who set what it leads to. */
interface SetPath {
  readonly path: Path;
  readonly origin: OverrideOrigin;
}

function originOf({ path, origin }: Override): OverrideOrigin {
  return origin ?? { name: `--set ${path}`, line: 0, column: 0 };
}

function atSet(override: Override, what: Omit<Issue, 'line' | 'column' | 'path'>): Issue {
  const { found, message, expected } = what;
  const { name: path, line, column } = originOf(override);
  const suggestion = what.suggestion === undefined ? {} : { suggestion: what.suggestion };
  return { line, column, path, found, message, expected, ...suggestion };
}

/** Names of expectations hold dots themselves. */
function splitPath(path: string): readonly string[] {
  const expectation = /^expect\.(.+)$/.exec(path)?.[1];
  return expectation === undefined ? path.split('.') : ['expect', expectation];
}

/** A copy of `target` with the value at the path; mappings on the way are made where absent. */
function place(target: unknown, path: Path, depth: number, value: unknown): Placed {
  const step = path[depth];
  if (step === undefined) return { ok: true, value, path };
  if (Array.isArray(target)) {
    const items: readonly unknown[] = target;
    const index = /^[0-9]{1,6}$/.test(String(step)) ? Number(step) : -1;
    if (index < 0 || index > items.length) {
      const expected = `an index from 0 to ${String(items.length)}`;
      return { ok: false, found: String(step), message: 'this is a list', expected };
    }
    const indexed = path.with(depth, index);
    const inner = place(items[index], indexed, depth + 1, value);
    if (!inner.ok) return inner;
    return { ...inner, value: Object.assign([...items], { [index]: inner.value }) };
  }
  if (isMapping(target) || target === null || target === undefined) {
    const entries = new Map(Object.entries(target ?? {}));
    const inner = place(entries.get(String(step)), path, depth + 1, value);
    if (!inner.ok) return inner;
    entries.set(String(step), inner.value);
    return { ...inner, value: Object.fromEntries(entries) };
  }
  const parent = String(path[depth - 1]);
  return {
    ok: false,
    found: `${parent}: ${JSON.stringify(target)}`,
    message: `"${parent}" is a single value here and has no "${String(step)}"`,
    expected: `the whole mapping: --set '${parent}={${String(step)}: …}'`,
  };
}

/** Answers for the overridden paths, and asks the document about all others. */
class OverriddenValue implements PlacedValue {
  readonly value: unknown;
  readonly #document: PlacedValue;
  readonly #set: readonly SetPath[];
  readonly #baseLength: number;

  constructor(document: PlacedValue, value: unknown, set: readonly SetPath[], baseLength: number) {
    this.value = value;
    this.#document = document;
    this.#set = set;
    this.#baseLength = baseLength;
  }

  locate(path: Path, what: 'key' | 'value'): Place {
    const set = this.#setBy(path);
    if (set === null) return this.#document.locate(path, what);
    const { line, column } = set.origin;
    return { line, column };
  }

  quote(path: Path, what: 'key' | 'value'): string {
    if (this.#setBy(path) === null) return this.#document.quote(path, what);
    if (what === 'key') return String(path.at(-1));
    const value = valueAt(this.value, path);
    return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
  }

  name(path: Path): string {
    const set = this.#setBy(path);
    if (set === null) return this.#document.name(path);
    const isWithin = path.length > set.path.length;
    return isWithin ? `${set.origin.name}.${formatPath(path.slice(set.path.length))}` : this.#nameSet(path, set);
  }

  /** What was made on the way to something set is called by its own path. */
  #nameSet(path: Path, { path: of, origin }: SetPath): string {
    const own = formatPath(of.slice(this.#baseLength));
    const isWhole = path.length === of.length || !origin.name.endsWith(own);
    if (isWhole) return origin.name;
    return origin.name.slice(0, -own.length) + formatPath(path.slice(this.#baseLength));
  }

  /** Who set it: by itself, within something set, or made on the way to something set. */
  #setBy(path: Path): SetPath | null {
    return this.#set.findLast(({ path: set }) => {
      if (startsWith(path, set)) return true;
      if (!startsWith(set, path)) return false;
      return this.#document.quote(path, 'value') === 'nothing' && path.length > this.#baseLength;
    }) ?? null;
  }
}

/** What a path leads to; undefined when it leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (Array.isArray(here)) {
      const items: readonly unknown[] = here;
      here = items[Number(step)];
    } else if (isMapping(here) && Object.hasOwn(here, String(step))) {
      here = here[String(step)];
    } else {
      return undefined;
    }
  }
  return here;
}

function startsWith(path: Path, beginning: Path): boolean {
  return beginning.every((step, index) => String(path[index]) === String(step));
}
