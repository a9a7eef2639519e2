import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './capture-io.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarrel-resolver-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const document = (file: string): string => `version: 1
scenarios:
  mine:
    duration: 3s
    regions: { a: , b: }
    links: { default: { latency: 40ms } }
    workload:
      script:
        - { at: 1s, in: a, as: alice, write: { x: B } }
        - { at: 1.01s, in: b, as: bob, write: { x: A } }
    conflicts: { resolve: ${file} }
`;

/** Runs a scenario beside these files, whose resolver is the first one. */
async function runWith(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const home = mkdtempSync(join(folder, 'run-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const [first = 'missing.ts'] = Object.keys(files);
  const path = join(home, 'mine.yaml');
  writeFileSync(path, document(`./${first}`));
  return runCli(['run', path, '--json', ...flags]);
}

interface Printed {
  readonly verdict: string;
  readonly replay: string;
  readonly fingerprint: string;
  readonly finalValues: readonly { readonly replicas: readonly { readonly values: readonly string[] }[] }[];
  readonly findings: readonly { readonly kind: string; readonly count: number; readonly atMs: number }[];
  readonly conflicts: { readonly resolvedBy: unknown };
}

function read(stdout: string): Printed {
  const printed: unknown = JSON.parse(stdout);
  if (!isPrinted(printed)) throw new Error('this is no report');
  return printed;
}

function isPrinted(value: unknown): value is Printed {
  return typeof value === 'object' && value !== null && 'verdict' in value;
}

const typed = `
import type { ResolveContext } from 'quarrel';
import { defineResolver } from 'quarrel';
import { pick } from './help/pick.js';
enum Side { left, right }
export const helper = (context: ResolveContext): Side => Side.left;
export const resolver = defineResolver({
  name: 'earlier-letter',
  resolve: (local, incoming) => pick(local as string, incoming as string),
});
`;

test.each([
  [
    'TypeScript that imports TypeScript by its compiled name',
    { 'mine.ts': typed, 'help/pick.ts': 'export const pick = (x: string, y: string): string => (x < y ? x : y);' },
  ],
  ['an ES module', { 'mine.mjs': 'export default { name: "n", resolve: (x, y) => (x < y ? x : y) };' }],
  ['a script in the old style', { 'mine.js': 'module.exports = { name: "n", resolve: (x, y) => (x < y ? x : y) };' }],
  [
    'an instance of a class, beside other exports',
    {
      'mine.mts':
        'export const other = 5;\nclass Mine { name = "n"; resolve(x: string, y: string) { return x < y ? x : y; } }\n' +
        'export const resolver = new Mine();',
    },
  ],
  [
    'a state-based type',
    {
      'mine.ts':
        'export default { name: "n", initial: null as string | null,\n' +
        '  apply: (_: unknown, operation: { value: string }) => operation.value,\n' +
        '  merge: (x: string | null, y: string | null) => (x === null || (y !== null && y < x) ? y : x) };',
    },
  ],
])('%s is loaded and run', async (_what, files) => {
  const { exitCode, stdout, stderr } = await runWith(files);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const { finalValues, findings } = read(stdout);
  expect(finalValues[0]?.replicas.map(({ values }) => values)).toEqual([['A'], ['A']]);
  expect(findings).toEqual([]);
});

test.each([
  ['no file', {}, /mine\.yaml:11:27: there is no such file; found \.\/missing\.ts; expected a path from/],
  [
    'a syntax error',
    { 'mine.ts': 'export default {\n  name: "n",\n  resolve(: 5\n};\n' },
    /^\.\/mine\.ts:3:11: Expected identifier but found ":"/,
  ],
  [
    'a syntax error in a file that is imported',
    { 'mine.ts': 'import { f } from "./f.js";\nexport default f;\n', 'f.ts': '\nexport const f = ;\n' },
    /f\.ts:2:18: Unexpected ";"/,
  ],
  [
    'an import that leads nowhere',
    { 'mine.ts': '\nimport { f } from "./nowhere.js";\nexport default f;\n' },
    /^\.\/mine\.ts:2:19: Could not resolve "\.\/nowhere\.js"/,
  ],
  [
    'an import of the machine',
    { 'mine.ts': 'import { readFileSync } from "node:fs";\nexport default readFileSync;\n' },
    /^\.\/mine\.ts:1:30: Could not resolve "node:fs"; expected .* of the machine a resolver sees nothing/,
  ],
  ['nothing', { 'mine.ts': '' }, /^\.\/mine\.ts:1:1: the module exports nothing; expected export default/],
  [
    'other exports only',
    { 'mine.ts': 'export const merge = 1, name = 2;\n' },
    /exports no resolver, but merge, name;/,
  ],
  [
    'another shape',
    { 'mine.ts': '// A comment.\nexport default { name: "n", resolve: 5 };\n' },
    /^\.\/mine\.ts:2:1: its resolve is a number; expected \{ name, resolve/,
  ],
  ['no name', { 'mine.ts': 'export const resolver = { resolve: () => null };\n' }, /:1:1: its name is missing; expected name:/],
  [
    'both shapes at once',
    { 'mine.ts': 'export default { name: "n", resolve: () => null, merge: () => null };\n' },
    /it has both resolve and merge/,
  ],
  [
    'a state that is no plain data',
    { 'mine.ts': 'export default { name: "n", initial: new Map(), apply: () => 1, merge: () => 1 };\n' },
    /its initial is a Map; expected initial: plain data/,
  ],
  [
    'a throw while it is loaded',
    { 'mine.ts': 'throw new RangeError("too much");\n' },
    /the module throws while it is loaded: RangeError: too much/,
  ],
])('%s is wrong input, said before anything runs', async (_what, files, message) => {
  const { exitCode, stdout, stderr } = await runWith(files);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/1 problem; nothing was run\.\n$/);
  expect([exitCode, stdout]).toEqual([2, '']);
});

test('a resolver named by a flag is found from where one stands', async () => {
  const set = ['--set', 'conflicts.resolve=./examples/resolvers/sound/highest-bid.ts'];
  const good = await runCli(['run', 'concurrent-x', '--json', ...set]);
  expect(read(good.stdout).conflicts.resolvedBy).toEqual({ 'highest-bid': 2 });
  const bad = await runCli(['run', 'concurrent-x', '--json', '--resolver', './nowhere.ts']);
  expect(bad.exitCode).toBe(2);
  expect(bad.stderr).toMatch(/^--set conflicts\.resolve: there is no such file; found \.\/nowhere\.ts/);
});

test.each([
  ['never comes back', 'resolve() { for (;;); }', 'never-returned', 1],
  ['throws', 'resolve() { throw new Error("no"); }', 'threw', 2],
  ['asks for chance', 'resolve: (x, y) => (Math.random() < 0.5 ? x : y)', 'used-chance', 2],
  ['asks for the time', 'resolve: (x, y) => x + Date.now()', 'read-clock', 2],
  ['returns a number', 'resolve: () => 5', 'unusable-result', 2],
])('who %s is found out, keeps what is local, and does not hold', async (_what, member, kind, count) => {
  const { exitCode, stdout } = await runWith({ 'mine.js': `export default { name: 'n', ${member} };` });
  const { verdict, findings, finalValues } = read(stdout);
  expect(findings).toMatchObject([{ kind, count, atMs: 1040.5 }]);
  expect(finalValues[0]?.replicas.map(({ values }) => values)).toEqual([['B'], ['A']]);
  expect([exitCode, verdict]).toEqual([1, 'violated']);
});

test('a fault that the scenario expects is no violation', async () => {
  const files = { 'mine.js': 'export default { name: "n", resolve() { throw new Error("no"); } };' };
  const { exitCode } = await runWith(files, '--set', 'expect.findings=1');
  expect(exitCode).toBe(0);
});

test('the replay token stands for the code too, and not for where it lies', async () => {
  const good = (expression: string) => ({
    'mine.ts': `// A comment.\nexport default { name: 'n', resolve: (x, y) => ${expression} };`,
  });
  const tokens = await Promise.all(
    ['x', 'x', 'y'].map(async (expression) => read((await runWith(good(expression))).stdout).replay),
  );
  expect(tokens[0]).toBe(tokens[1]);
  expect(tokens[0]).not.toBe(tokens[2]);
});

test('the live view gets a resolver that can be opened again and again', async () => {
  const path = join(folder, 'live.yaml');
  writeFileSync(path, document('./live.ts'));
  writeFileSync(join(folder, 'live.ts'), 'export default { name: "n", resolve: (x: string) => x };');
  const { views } = await runCli(['run', path], { isTerminal: true });
  const [first, second] = [views[0]?.options.resolver?.open(), views[0]?.options.resolver?.open()];
  expect(first?.resolver?.name).toBe('n');
  expect(first?.resolver).not.toBe(second?.resolver);
});
