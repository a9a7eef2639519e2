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
  /** Systems that behave like this. */
  readonly systems: readonly string[];
  /** Where that is published; empty where the document does not say. */
  readonly source: string;
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
    systems: systemsOf(scenario),
    source: (textOf(scenario, 'source') ?? '').trim(),
  }));
}

/** The entries that say every one of these words somewhere, in capitals or not. */
export function searchScenarios(
  entries: readonly CatalogueEntry[],
  words: readonly string[],
): readonly CatalogueEntry[] {
  const wanted = words.map((word) => word.toLowerCase());
  return entries.filter(({ name, title, about, systems, source }) => {
    const text = [name, title, about, ...systems, source].join('\n').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
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

function systemsOf(scenario: unknown): readonly string[] {
  const systems = isMapping(scenario) ? scenario['systems'] : null;
  if (!Array.isArray(systems)) return [];
  return systems.filter((system: unknown) => typeof system === 'string');
}
