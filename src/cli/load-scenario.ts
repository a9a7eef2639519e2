/** From what a person named to one checked scenario, or to words about what is wrong. */
import { existsSync } from 'node:fs';
import { findScenario, isolateScenario, parseScenarios } from '../scenarios/index.js';
import type { LoadedScenario, Override } from '../scenarios/index.js';
import { assertNever } from '../sim/base/assert.js';
import type { Paint } from './color.js';
import { formatIssues } from './input-issues.js';
import type { DocumentSource } from './input-issues.js';
import { catalogueName, listShipped, readCatalogue, readShipped } from './package-files.js';
import { printable } from './printable.js';
import { readTextFile } from './read-text-file.js';
import type { ReadResult } from './read-text-file.js';
import { parseTarget } from './target.js';
import type { Target } from './target.js';

/** Which scenario, and what to change about it. */
export interface LoadRequest {
  /** A scenario of the catalogue, `file.yaml` or `file.yaml#name`. */
  readonly target: string;
  /** Which one, in a file with several. */
  readonly scenario: string | null;
  readonly overrides: readonly Override[];
}

/** One scenario and the document it stands in, or everything that is wrong, ready to print. */
export type LoadResult =
  | { readonly ok: true; readonly loaded: LoadedScenario; readonly source: DocumentSource }
  | { readonly ok: false; readonly message: string };

/** Finds, reads and checks a scenario. */
export function loadScenario(request: LoadRequest, paint: Paint): LoadResult {
  const found = findDocument(request);
  if (!found.ok) return found;
  const { source, name } = found;
  const only = name === null ? {} : { only: name };
  const parsed = parseScenarios(source.text, { overrides: request.overrides, ...only });
  if (!parsed.ok) return failure(formatIssues(parsed.issues, source, paint));
  const [loaded, ...others] = parsed.scenarios;
  if (loaded === undefined) return failure(`${printable(source.name)}: holds no scenario`);
  if (others.length === 0) return { ok: true, loaded, source };
  return failure(askWhich(source.name, parsed.scenarios));
}

/** The document that holds a scenario, and the scenario's name where it was given. */
type FoundDocument =
  | { readonly ok: true; readonly source: DocumentSource; readonly name: string | null }
  | { readonly ok: false; readonly message: string };

function findDocument(request: LoadRequest): FoundDocument {
  const target = parseTarget(request.target);
  const refusal = contradictionIn(target, request.scenario);
  if (refusal !== null) return failure(refusal);
  switch (target.kind) {
    case 'catalogue':
      return findInCatalogue(target.name);
    case 'file':
      return findInFile(target.path, target.name ?? request.scenario);
    default:
      return assertNever(target);
  }
}

function contradictionIn(target: Target, scenario: string | null): string | null {
  if (scenario === null || target.name === null || target.name === scenario) return null;
  const [named, asked] = [printable(target.name), printable(scenario)];
  return `"${named}" and --scenario ${asked} contradict each other; leave one out`;
}

function findInCatalogue(name: string): FoundDocument {
  const text = readCatalogue();
  const alone = isolateScenario(text, name);
  if (alone !== null) return { ok: true, source: { name: catalogueName, text: alone }, name };
  const found = findScenario(text, name);
  if (found.ok) return { ok: true, source: { name: catalogueName, text }, name };
  const question = found.suggestion === undefined ? '' : `; ${found.suggestion}`;
  const remedy = 'see: quarrel list; a file of your own ends in .yaml';
  return failure(`there is no scenario "${printable(name)}"${question} (${remedy})`);
}

function findInFile(path: string, name: string | null): FoundDocument {
  const read = readShippedAs(path) ?? readTextFile(path);
  return read.ok ? { ok: true, source: { name: path, text: read.text }, name } : read;
}

/** A lesson or interview that ships is named by its path in the package, from wherever one stands. */
function readShippedAs(path: string): ReadResult | null {
  const [, folder] = /^(lessons|interviews)\/[^/]+$/.exec(path) ?? [];
  if ((folder !== 'lessons' && folder !== 'interviews') || existsSync(path)) return null;
  const shipped = listShipped(folder).find((file) => file.path === path);
  return shipped === undefined ? null : { ok: true, text: readShipped(shipped) };
}

function askWhich(path: string, scenarios: readonly LoadedScenario[]): string {
  const names = scenarios.map(({ scenario }) => printable(scenario.name));
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
  return `${printable(path)}: holds ${names.length} scenarios; say which with --scenario: ${shown}`;
}

function failure(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
