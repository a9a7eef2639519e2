import { runInNewContext } from 'node:vm';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { renderTestFile } from '../../../../src/cli/report/check/test-text.js';
import type { ShownCheck } from '../../../../src/cli/report/check/shown-check.js';
import { checkResolver } from '../../../../src/sim/check-resolver.js';
import type { ResolverDefinition } from '../../../../src/sim/simulate.js';
import { mergeLine, shownOf, unionCheck, untiedCheck } from './sample-checks.js';

interface Item {
  readonly kind: string;
  readonly element?: string;
}

const operations: readonly Item[] = [
  { kind: 'add', element: 'milk' },
  { kind: 'remove', element: 'milk' },
  { kind: 'add', element: 'tea' },
];
type Lists = (x: readonly string[], y: readonly string[]) => readonly string[];

/** A list that adds at its end, and merges so. */
function listMergedBy(merge: Lists, rest: object = {}): ResolverDefinition {
  return {
    name: 'list',
    initial: [],
    operations,
    apply: (state: readonly string[], { kind, element = '' }: Item) =>
      kind === 'add' ? [...new Set([...state, element])] : state.filter((item) => item !== element),
    merge,
    ...rest,
  };
}

test('a union of carts as straight-line code, in the words of the card', () => {
  expect(renderTestFile(shownOf(unionCheck, { ...mergeLine, text: 'export const resolver = 1;' }))).toBe(`import { expect, test } from 'vitest';
import { resolver } from './cart.js';

const show = (state) => (resolver.read === undefined ? state : resolver.read(state));

test('convergent: same messages, same value', () => {
  const a1 = resolver.apply(resolver.initial, {"kind":"add","element":"milk"}, {"replica":"A","stamp":1,"write":0});
  const a2 = resolver.apply(a1, {"kind":"remove","element":"milk"}, {"replica":"A","stamp":2,"write":1});
  const b3 = resolver.merge(resolver.initial, a1);
  const b4 = resolver.merge(b3, a2);
  expect(show(a2)).toEqual(show(b4));
});

test('no-resurrected-deletes: what was removed stays out', () => {
  const a1 = resolver.apply(resolver.initial, {"kind":"add","element":"milk"}, {"replica":"A","stamp":1,"write":0});
  const a2 = resolver.apply(a1, {"kind":"remove","element":"milk"}, {"replica":"A","stamp":2,"write":1});
  const b3 = resolver.merge(resolver.initial, a1);
  const b4 = resolver.apply(b3, {"kind":"add","element":"tea"}, {"replica":"B","stamp":3,"write":2});
  const a5 = resolver.merge(a2, b4);
  // So it would read had the write never been.
  expect(show(a5)).not.toEqual(["milk","tea"]);
});
`);
});

test('a register is checked again, within bounds that show it', () => {
  const text = renderTestFile(shownOf(untiedCheck));
  expect(text).toContain("import { checkResolver } from 'quarrel';\n");
  expect(text).toContain('checkResolver(resolver, { writes: 2, runs: 0 });');
});

test('a default export is imported as one, whatever the file is called', () => {
  const shown: ShownCheck = {
    ...shownOf(untiedCheck, { ...mergeLine, text: 'export default defineResolver({' }),
    file: "lib/it's.mts",
  };
  expect(renderTestFile(shown)).toContain("import resolver from './it\\'s.mjs';\n");
});

const broken: readonly (readonly [name: string, resolver: ResolverDefinition])[] = [
  ['takes either', listMergedBy((x, y) => (x.length > y.length ? x : y))],
  ['appends', listMergedBy((x, y) => [...x, ...y])],
  ['unites', listMergedBy((x, y) => [...new Set([...x, ...y])].sort())],
  ['keeps its own', listMergedBy((x) => x)],
  ['grows beyond what is valid', listMergedBy((x, y) => [...x, ...y], { valid: (state: readonly string[]) => state.length < 3 })],
  ['shrinks', listMergedBy((x, y) => x.filter((item) => y.includes(item)), {
    includes: (x: readonly string[], y: readonly string[]) => y.every((item) => x.includes(item)),
  })],
];

test.each(broken)('%s: every test of it fails', (_, resolver) => {
  const check = checkResolver(resolver, { writes: 3, runs: 0 });
  const names = check.properties.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property);
  expect(names).not.toEqual([]);
  const failed = runTests(renderTestFile(shownOf(check)), resolver);
  const all = [...failed.keys()].map((title) => title.split(':')[0]);
  expect(all).toEqual(names);
  expect([...failed.values()]).not.toContain(null);
});

test('the tests of a broken resolver pass for a sound one', () => {
  const check = checkResolver(listMergedBy((x, y) => [...x, ...y]), { writes: 2, runs: 0, replicas: 2 });
  const text = renderTestFile(shownOf(check));
  const sound = listMergedBy((x, y) => [...new Set([...x, ...y])].sort());
  const results = runTests(text, sound);
  expect(results.size).toBeGreaterThan(0);
  const laws = [...results].filter(([title]) => /^(commutative|associative|idempotent)/.test(title));
  expect(laws.length).toBeGreaterThan(0);
  expect(laws.filter(([, failure]) => failure !== null)).toEqual([]);
});

/** By title: how it failed, or null. */
function runTests(text: string, resolver: ResolverDefinition): ReadonlyMap<string, string | null> {
  const results = new Map<string, string | null>();
  const code = text.replaceAll(/^import .*$/gm, '');
  runInNewContext(code, {
    resolver,
    checkResolver,
    isDeepStrictEqual,
    expect: (value: unknown) => expect(plainOf(value)),
    test: (title: string, body: () => void) => {
      try {
        body();
        results.set(title, null);
      } catch (error) {
        results.set(title, String(error));
      }
    },
  });
  return results;
}

/** What was made in another realm is equal to nothing of this one. */
function plainOf(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
