import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import '../../src/vitest.js';
import { starterResolver } from '../../src/cli/starter-resolver.js';
import { runSuite } from '../support/run-suite.js';

const names = ['likes.ts', 'likes.mts', 'likes.js', 'likes.mjs'];

test.each(names)('%s is sound as it is', async (name) => {
  const place = folder();
  writeStarter(join(place, name));
  await expect(join(place, name)).toBeSound();
});

test('the tests that come with them pass', async () => {
  const place = folder();
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(place, 'node_modules'));
  for (const name of ['typed.ts', 'plain.mjs']) writeStarter(join(place, name));
  const results = await runSuite('test/support/suite.config.ts', place);
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'passed'));
});

test.each([
  ['src/likes.ts', 'src/likes.test.ts', './likes.js'],
  ['likes.mts', 'likes.test.mts', './likes.mjs'],
  ['a.b.js', 'a.b.test.js', './a.b.js'],
  ['likes.mjs', 'likes.test.mjs', './likes.mjs'],
])('%s is tested by %s, which imports %s', (path, testPath, imported) => {
  const [resolver, testFile] = starterResolver(path) ?? [];
  expect([resolver?.path, testFile?.path]).toEqual([path, testPath]);
  expect(testFile?.text).toContain(`import { resolver } from '${imported}';`);
});

test.each(['likes', 'likes.tsx', 'likes.cjs', 'ts'])('%s names no resolver', (path) => {
  expect(starterResolver(path)).toBe(null);
});

test('the one in JavaScript has no types in it, the one in TypeScript has', () => {
  expect(countTypes('likes.ts')).toBeGreaterThan(0);
  expect(countTypes('likes.js')).toBe(0);
});

/** Complaints about what only TypeScript has. */
function countTypes(path: string): number {
  const texts = starterResolver(path)?.map(({ text }) => text) ?? [];
  const outputs = texts.map((text) =>
    ts.transpileModule(text, {
      fileName: 'likes.js',
      reportDiagnostics: true,
      compilerOptions: { allowJs: true, module: ts.ModuleKind.ESNext },
    }),
  );
  return outputs.flatMap(({ diagnostics }) => diagnostics ?? []).length;
}

function writeStarter(path: string): void {
  for (const file of starterResolver(path) ?? []) writeFileSync(file.path, file.text);
}

function folder(): string {
  const place = mkdtempSync(join(tmpdir(), 'quarrel-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  return place;
}
