import { describe, expect, test } from 'vitest';
import { checkDefaultExports, checkExportComments, checkFileComments } from './export-rules.js';

const path = 'src/sim/a.ts';

describe('the comment of a file', () => {
  test('must come first', () => {
    const late = { path, text: "import './b.js';\n/** Says it too late. */\n" };
    expect(checkFileComments([late])).toHaveLength(1);
    expect(checkFileComments([{ path, text: '// Only a remark.\n' }])).toHaveLength(1);
  });

  test('may follow the line that makes a program of it', () => {
    const text = '#!/usr/bin/env node\n/** Runs it. */\n';
    expect(checkFileComments([{ path, text }])).toEqual([]);
  });
});

describe('the comment of an export', () => {
  test.each([
    ['a function', 'export function go() {}'],
    ['a type', 'export type Go = 1;'],
    ['a constant', 'export const go = 1, stop = 2;'],
    ['a class', 'export class Go {}'],
  ])('is missed on %s', (_, text) => {
    const file = { path, text: `/** The file. */\nimport './b.js';\n${text}` };
    expect(checkExportComments([file])).not.toEqual([]);
  });

  test('is not the comment of the file', () => {
    expect(checkExportComments([{ path, text: '/** One. */\nexport type A = 1;' }])).toHaveLength(
      1,
    );
    const both = '/** The file. */\n\n/** One. */\nexport type A = 1;';
    expect(checkExportComments([{ path, text: both }])).toEqual([]);
  });

  test('is asked once of an overloaded function, and never of a re-export', () => {
    const text = `/** The file. */
      export { a } from './a.js';
      /** Goes. */
      export function go(how: 1): void;
      export function go(how: 2): void;
      export function go() {}`;
    expect(checkExportComments([{ path, text }])).toEqual([]);
  });

  test('is not asked of tests', () => {
    expect(checkExportComments([{ path: 'test/a.ts', text: 'export type A = 1;' }])).toEqual([]);
  });
});

describe('a default export', () => {
  test.each(['export default 1;', 'export default function go() {}'])('%s is refused', (text) => {
    expect(checkDefaultExports([{ path, text }])).toHaveLength(1);
  });

  test('is what a tool wants of its configuration', () => {
    expect(checkDefaultExports([{ path: 'eslint.config.js', text: 'export default [];' }])).toEqual(
      [],
    );
  });
});
