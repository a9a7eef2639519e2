/** What a document offers, without checking it: names, titles and what they are about. */
import { readDocument } from './document.js';
import { valueAt } from './overrides.js';
import { isMapping } from './schema/field.js';
import { didYouMean } from './suggestion.js';

/** One line of a list of scenarios. */
export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  readonly about: string;
}

/** The scenarios of a document in its order; none when it cannot be read. */
export function listScenarios(text: string): readonly CatalogueEntry[] {
  const read = readDocument(text);
  if (!read.ok) return [];
  const scenarios = valueAt(read.document.value, ['scenarios']);
  if (!isMapping(scenarios)) return [];
  return Object.entries(scenarios).map(([name, scenario]) => ({
    name,
    title: textOf(scenario, 'title') ?? name,
    about: (textOf(scenario, 'about') ?? '').trim(),
  }));
}

/** One scenario of the document, or a question about its name. */
export type FindResult =
  | { readonly ok: true; readonly entry: CatalogueEntry }
  | { readonly ok: false; readonly suggestion?: string };

/** Finds a scenario by name. */
export function findScenario(text: string, name: string): FindResult {
  const entries = listScenarios(text);
  const entry = entries.find((one) => one.name === name);
  if (entry !== undefined) return { ok: true, entry };
  return { ok: false, ...didYouMean(name, entries.map((one) => one.name)) };
}

function textOf(scenario: unknown, key: string): string | null {
  const value = isMapping(scenario) ? scenario[key] : null;
  return typeof value === 'string' ? value : null;
}
