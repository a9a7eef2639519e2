/** What the parts of a scenario need of each other while it is put together. */
import type { Caution, Path, Problem } from '../issue.js';
import type { Place } from '../places/place.js';
import { readPlace } from '../places/place.js';
import type { ScenarioDocument } from '../schema.js';

/** One scenario on its way from document to {@link Scenario}. */
export interface Context {
  readonly document: ScenarioDocument;
  /** Names of the regions in order. */
  readonly names: readonly string[];
  /** Where each region stands; null when it does not say. */
  readonly places: readonly (Place | null)[];
  /** Where mistakes and warnings are collected. */
  readonly problems: Problem[];
  readonly cautions: Caution[];
  /** The path of the scenario. */
  readonly base: Path;
}

/** Begins a scenario. */
export function createContext(document: ScenarioDocument, base: Path): Context {
  const names = Object.keys(document.regions);
  const places = Object.values(document.regions).map((region) =>
    region?.place === undefined ? null : readPlace(region.place),
  );
  return { document, names, places, problems: [], cautions: [], base };
}

/** The index of a region that is known to exist. */
export function regionIndex(context: Context, name: string): number {
  return context.names.indexOf(name);
}
