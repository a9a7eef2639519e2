/** The scenarios that a lesson may name: those of its own file, then those of the catalogue; each is read once. */
import type { PlacedValue } from '../document.js';
import { readDocument } from '../document.js';
import type { Issue } from '../issue.js';
import type { Override } from '../overrides.js';
import { applyOverrides, valueAt } from '../overrides.js';
import type { LoadedScenario } from '../parse.js';
import { loadPlaced } from '../parse.js';
import { outlineCatalogue } from '../outline.js';
import { isMapping } from '../schema/field.js';
import { isolateScenario } from '../slice.js';

/** A scenario with what was laid over it. Issues are null where there is none of that name. */
export type ShelfResult =
  | { readonly ok: true; readonly loaded: LoadedScenario; readonly settings: unknown }
  | { readonly ok: false; readonly issues: readonly Issue[] | null };

/** Scenarios by name. */
export interface ScenarioShelf {
  load(name: string, overrides: readonly Override[]): ShelfResult;
  /** Whether it stands in the file itself. */
  isOwn(name: string): boolean;
  names(): readonly string[];
}

/** The scenarios of a document, and behind them those of the catalogue. */
export function shelfOf(document: PlacedValue, catalogue: string): ScenarioShelf {
  const own = valueAt(document.value, ['scenarios']);
  const ownNames = isMapping(own) ? Object.keys(own) : [];
  const shipped = new Map<string, PlacedValue | null>();
  const documentOf = (name: string): PlacedValue | null => {
    if (ownNames.includes(name)) return document;
    const known = shipped.get(name);
    if (known !== undefined) return known;
    const alone = isolateScenario(catalogue, name);
    const read = alone === null ? null : readDocument(alone);
    const made = read?.ok === true ? read.document : null;
    shipped.set(name, made);
    return made;
  };
  return {
    load: (name, overrides) => {
      const source = documentOf(name);
      if (source === null) return { ok: false, issues: null };
      const result = loadPlaced(source, name, overrides);
      if (!result.ok) return result;
      const settings = valueAt(applyOverrides(source, ['scenarios', name], overrides).document.value, ['scenarios', name]);
      return { ok: true, loaded: result.scenario, settings };
    },
    isOwn: (name) => ownNames.includes(name),
    names: () => [...ownNames, ...outlineCatalogue(catalogue).map(({ name }) => name)],
  };
}

/** What is laid over all runs from outside: over those that it fits, and over one at least. */
export class LaidOver {
  readonly #shelf: ScenarioShelf;
  readonly #overrides: readonly Override[];
  readonly #fitting = new Set<Override>();
  /** What the first run had against each. */
  readonly #refusals = new Map<Override, readonly Issue[]>();

  constructor(shelf: ScenarioShelf, overrides: readonly Override[]) {
    this.#shelf = shelf;
    this.#overrides = overrides;
  }

  /** The scenario with what the lesson itself sets, and over that with what fits; and all that was laid over it. */
  load(name: string, own: readonly Override[]): { readonly found: ShelfResult; readonly overrides: readonly Override[] } {
    const all = [...own, ...this.#overrides];
    const whole = this.#shelf.load(name, all);
    if (whole.ok || whole.issues === null || this.#overrides.length === 0) {
      this.#overrides.forEach((override) => this.#fitting.add(override));
      return { found: whole, overrides: all };
    }
    const plain = this.#shelf.load(name, own);
    if (!plain.ok) return { found: plain, overrides: own };
    return this.#overrides.reduce(({ found, overrides }, override) => {
      const tried = this.#shelf.load(name, [...overrides, override]);
      if (tried.ok) {
        this.#fitting.add(override);
        return { found: tried, overrides: [...overrides, override] };
      }
      if (!this.#refusals.has(override)) this.#refusals.set(override, tried.issues ?? []);
      return { found, overrides };
    }, { found: plain, overrides: own });
  }

  /** What is wrong with those that no run took. */
  misfits(): readonly Issue[] {
    return this.#overrides.flatMap((override) => (this.#fitting.has(override) ? [] : this.#refusals.get(override) ?? []));
  }
}
