/** Resolvers that a test names by their file. What it takes to load them is loaded only for these. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ResolverModule } from '../cli/load-resolver.js';
import { assert } from '../sim/base/assert.js';
import { checkResolver, type CheckOptions } from '../sim/check-resolver.js';
import type { ResolverCheck } from '../sim/resolver-check.js';

/** Loads a module by its path from the test's file, or by its URL; rejects with what is wrong with it. */
export async function loadModule(place: string | URL, testPath: string | undefined): Promise<ResolverModule> {
  const path = place instanceof URL || place.startsWith('file:') ? fileURLToPath(place) : place;
  const source = { name: testPath ?? '', text: '' };
  if (!existsSync(resolve(dirname(source.name), path))) {
    const expected = 'a path from the test’s own folder, or new URL(path, import.meta.url)';
    throw new TypeError(`${path}: there is no such file; expected ${expected}`);
  }
  const { loadResolver } = await import('../cli/load-resolver.js');
  const { paintFor } = await import('../cli/color.js');
  const plain = paintFor({ write: () => true }, {});
  const loaded = await loadResolver({ path, line: 1, column: 1, source }, plain);
  if (loaded.ok) return loaded.module;
  throw new TypeError(loaded.message);
}

/** Checks a module in a realm of its own. */
export function checkModule({ open }: ResolverModule, options: CheckOptions): ResolverCheck {
  const { resolver, resolverRealm } = open();
  assert(resolver !== undefined && resolverRealm !== undefined, 'a module that loads has a resolver');
  return checkResolver(resolver, { ...options, realm: resolverRealm });
}
