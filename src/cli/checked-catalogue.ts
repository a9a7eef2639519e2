/**
 * The catalogue as it was read and checked when quarrel was built: to read YAML and check it takes most of the time that
 * a small scenario takes to run.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadedScenario } from '../scenarios/index.js';
import type { DocumentSource } from './input-issues.js';
import { catalogueName, readCatalogue } from './package-files.js';
import { parseTarget } from './target.js';

/** The file of a checked scenario, for the text of the catalogue that it was made of. */
export function checkedFile(catalogue: string, name: string): string {
  const digest = createHash('sha256').update(catalogue).digest('hex').slice(0, 16);
  return fileURLToPath(new URL(`checked/${digest}/${name}.json`, import.meta.url));
}

/**
 * A scenario of the catalogue with nothing changed about it. Null where it has to be read from its document: it is
 * another one, or the build made none of this text.
 */
export function findChecked(
  target: string,
): { readonly ok: true; readonly loaded: LoadedScenario; readonly source: DocumentSource } | null {
  const named = parseTarget(target);
  if (named.kind !== 'catalogue' || !/^[a-z0-9-]+$/.test(named.name)) return null;
  const text = readCatalogue();
  const loaded = readJson(checkedFile(text, named.name));
  return isLoaded(loaded) ? { ok: true, loaded, source: { name: catalogueName, text } } : null;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Only the build writes these files, so a look at their outline is enough. */
function isLoaded(value: unknown): value is LoadedScenario {
  return typeof value === 'object' && value !== null && 'scenario' in value && 'expectations' in value;
}
