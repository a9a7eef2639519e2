import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { afterAll, expect, test } from 'vitest';
import { loadResolver } from '../../src/cli/load-resolver.js';
import { locateSources } from '../../src/cli/resolver-sources.js';
import type { SourcePlace } from '../../src/cli/report/check/shown-check.js';
import type { ConductFinding } from '../../src/sim/resolver-check.js';

const folder = mkdtempSync(join(tmpdir(), 'quarrel-sources-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of the first of these files; places as `file:line:column text`. */
async function locate(files: Readonly<Record<string, string>>, findings: readonly ConductFinding[] = []) {
  const home = mkdtempSync(join(folder, 'home-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const path = join(home, Object.keys(files)[0]);
  const source = { name: path, text: '' };
  const loaded = await loadResolver({ path, line: 0, column: 0, source, argument: '<resolver>' }, new Chalk({ level: 0 }));
  if (!loaded.ok) throw new Error(loaded.message);
  const { whole, calls, throws } = locateSources(loaded.module, path, findings);
  const words = ({ file, line, column, text }: SourcePlace): string =>
    `${file.replace(`${home}/`, '')}:${line}:${column} ${text.trim()}`;
  return {
    whole: whole === null ? null : words(whole),
    calls: Object.fromEntries(calls.map(({ call, place }) => [call, words(place)])),
    throws: throws.map(({ place }) => words(place)),
  };
}

test('functions of an object, written in TypeScript, where they stand', async () => {
  const { whole, calls } = await locate({
    'own.ts': `interface Cart { readonly items: readonly string[] }

export default {
  name: 'own',
  initial: { items: [] },
  /** Adds. */
  apply(state: Cart, operation: { element: string }): Cart {
    return { items: [...state.items, operation.element] };
  },
  merge: (x: Cart, y: Cart): Cart => ({ items: [...x.items, ...y.items] }),
};
`,
  });
  expect(whole).toBe('own.ts:3:1 export default {');
  expect(calls).toEqual({
    apply: 'own.ts:7:3 apply(state: Cart, operation: { element: string }): Cart {',
    merge: 'own.ts:10:10 merge: (x: Cart, y: Cart): Cart => ({ items: [...x.items, ...y.items] }),',
  });
});

test('methods of a class, and functions that come from other files', async () => {
  const { calls } = await locate({
    'own.ts': `import { unite } from './lib/unite.js';
import { Base } from './base.js';
class Own extends Base {
  name = 'own';
  initial = [];
  merge = unite;
}
export const resolver = new Own();
`,
    'base.ts': `export class Base {
  apply(state: readonly string[]) {
    return state;
  }
}
`,
    'lib/unite.ts': `// Both.
export function unite(x: readonly string[], y: readonly string[]) {
  return [...x, ...y];
}
`,
  });
  expect(calls).toEqual({
    apply: 'base.ts:2:3 apply(state: readonly string[]) {',
    merge: 'lib/unite.ts:2:8 export function unite(x: readonly string[], y: readonly string[]) {',
  });
});

test('of two functions alike none is named, nor one that the language brings', async () => {
  const { whole, calls } = await locate({
    'own.js': `export const resolver = {
  name: 'own',
  initial: [],
  apply: (x) => x,
  merge: (x) => x,
  valid: Array.isArray,
};
`,
  });
  expect(calls).toEqual({});
  expect(whole).toBe('own.js:1:1 export const resolver = {');
});

test('an error is found where it was thrown, by calling once more with the same', async () => {
  const files = {
    'own.js': `import { refuse } from './refuse.js';
export default { name: 'own', resolve: (x, y) => (x === '1' ? refuse(x, y) : y) };
`,
    'refuse.js': `export function refuse() {
  throw new TypeError('no');
}
`,
  };
  const finding = { kind: 'threw', call: 'resolve', input: 'resolve("1", "2", …)', message: '' } as const;
  expect((await locate(files, [finding])).throws).toEqual(['refuse.js:2:9 throw new TypeError(\'no\');']);
  const well = { ...finding, input: 'resolve("3", "2", …)' };
  const cut = { ...finding, input: 'resolve("1…, "2", …)' };
  const other = { ...finding, kind: 'unusable-result' } as const;
  expect((await locate(files, [well, cut, other])).throws).toEqual([]);
});

test('what is thrown may be no error, or have no stack that could be read', async () => {
  const thrown = ["'text'", '{ get stack() { throw 1; } }', 'null', '{ stack: 7 }'];
  for (const value of thrown) {
    const files = { 'own.js': `export default { name: 'own', resolve() { throw ${value}; } };\n` };
    const finding = { kind: 'threw', call: 'resolve', input: 'resolve("1", "2", …)', message: '' } as const;
    expect((await locate(files, [finding])).throws).toEqual([]);
  }
});
