/**
 * The house rules, as far as a program can tell. Each message says where, which rule, and the way
 * out.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  checkDefaultExports,
  checkExportComments,
  checkFileComments,
} from './tidy/export-rules.js';
import { checkImportCycles, checkImportDirections } from './tidy/import-rules.js';
import { checkExactVersions, checkNoHosts } from './tidy/manifest-rules.js';
import { checkExportNames, checkFileNames, checkFileSizes } from './tidy/name-rules.js';
import { describeViolation, readCode } from './tidy/project.js';
import type { ProjectFile, Violation } from './tidy/project.js';
import { checkKernelWords, checkPurity } from './tidy/purity-rules.js';
import { checkPlaces, checkSharedProcess } from './tidy/process-rules.js';
import { checkFocusedTests } from './tidy/test-rules.js';
import { testedTogether } from './support/test-processes.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readCode(root);

test('the rules look at the whole project', () => {
  const folders = new Set(files.map(({ path }) => path.split('/').slice(0, 2).join('/')));
  for (const ring of ['src/sim', 'src/scenarios', 'src/cli']) expect(folders).toContain(ring);
  expect(files.length).toBeGreaterThan(100);
});

describe('imports', () => {
  test('point inwards, folder by folder', () => {
    expectNone(checkImportDirections(files));
  });

  test('never go in a circle', () => {
    expectNone(checkImportCycles(files));
  });
});

describe('the engine', () => {
  test('is a pure function of its arguments', () => {
    expectNone(checkPurity(files));
  });

  test('has a kernel that knows no databases', () => {
    expectNone(checkKernelWords(files));
  });
});

describe('names', () => {
  test('of files are kebab-case and name a subject', () => {
    expectNone(checkFileNames(files));
  });

  test('of exports name a subject', () => {
    expectNone(checkExportNames(files));
  });
});

test('no file is longer than one subject takes', () => {
  expectNone(checkFileSizes(files));
});

describe('source files', () => {
  test('say on top what they are for', () => {
    expectNone(checkFileComments(files));
  });

  test('say what each export means', () => {
    expectNone(checkExportComments(files));
  });

  test('export everything by name', () => {
    expectNone(checkDefaultExports(files));
  });
});

test('no test is focused, skipped or left for later', () => {
  expectNone(checkFocusedTests(files));
});

test('tests that start programs or change their process have one of their own', () => {
  const places = Object.values(testedTogether).flat();
  expectNone(checkSharedProcess(files, places));
  expectNone(checkPlaces(files, places));
});

describe('dependencies', () => {
  test('have exact versions', () => {
    expectNone(checkExactVersions(readOne('package.json')));
  });

  test('are locked without naming a host', () => {
    expectNone(checkNoHosts(readOne('package-lock.json')));
  });
});

function expectNone(violations: readonly Violation[]): void {
  expect(violations.map(describeViolation)).toEqual([]);
}

function readOne(path: string): ProjectFile {
  return { path, text: readFileSync(`${root}/${path}`, 'utf8') };
}
