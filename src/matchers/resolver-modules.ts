/** Resolvers that a test names by their file. What it takes to load them is loaded only then. */
import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ResolverModule } from '../cli/load-resolver.js';
import { violationsOf } from '../cli/report/check/shown-check.js';
import type { ResolverCheck } from '../sim/resolver-check.js';
import type { CheckOrigin } from './describe-check.js';
import type { MatchOptions } from './match-options.js';

/**
 * Loads a module by its path from the test's file, or by its URL; rejects with what is wrong with it.
 * It is called by its path from where the runner stands, as it would be in the command that repeats a check.
 */
export async function loadModule(place: string | URL, testPath: string | undefined): Promise<ResolverModule> {
  const given = place instanceof URL || place.startsWith('file:') ? fileURLToPath(place) : place;
  const file = resolve(dirname(testPath ?? ''), given);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    const expected = 'a path from the test’s own folder, or new URL(path, import.meta.url)';
    throw new TypeError(`${given}: there is no such file; expected ${expected}`);
  }
  const { loadResolver } = await import('../cli/load-resolver.js');
  const { paintFor } = await import('../cli/color.js');
  const path = relative('.', file);
  const request = { path, line: 0, column: 0, source: { name: path, text: '' }, argument: '<resolver>' };
  const loaded = await loadResolver(request, paintFor({ write: () => true }, {}));
  if (loaded.ok) return loaded.module;
  throw new TypeError(loaded.message);
}

/** Checks a module in a process of its own, as the command does. */
export async function checkModule(
  module: ResolverModule,
  settings: MatchOptions,
): Promise<ResolverCheck> {
  const { checkInWorker } = await import('../cli/check/check-in-worker.js');
  const { check } = await checkInWorker(module, { settings, limitMs });
  return check;
}

/** Where the files of a module are, and what repeats what was found in them. */
export async function originOf(
  module: ResolverModule,
  check: ResolverCheck,
  { replicas, writes, runs }: Required<Pick<MatchOptions, 'replicas' | 'writes' | 'runs'>>,
): Promise<CheckOrigin> {
  const { prepareAids } = await import('../cli/check-failures.js');
  const { locateSources } = await import('../cli/resolver-sources.js');
  const file = module.bundle.name;
  const findings = violationsOf(check).flatMap((violation) => violation.findings);
  return {
    file,
    sources: locateSources(module, file, findings),
    aids: prepareAids(check, { file, digest: module.digest, options: { replicas, writes, runs }, open: null }).aids,
  };
}

/** As long as the command takes by default; a test's own limit is mostly shorter. */
const limitMs = 600_000;
