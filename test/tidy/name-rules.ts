/** Names and sizes of files, and the names they export. */
import ts from 'typescript';
import { lineOf, parse } from './project.js';
import type { ProjectFile, Violation } from './project.js';
import { listExports } from './exports.js';

const mostLines = 400;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

/** Words that say nothing about a subject. */
const emptyWords = new Set([
  ...[
    'util',
    'utils',
    'helper',
    'helpers',
    'manager',
    'managers',
    'data',
    'info',
    'misc',
    'common',
  ],
]);

/** Folders and files that are not kebab-case or whose name says nothing. */
export function checkFileNames(files: readonly ProjectFile[]): readonly Violation[] {
  return files.flatMap(({ path }) => {
    const parts = path.split('/');
    const odd = parts.filter((part) => !kebabCase.test(part));
    const empty = parts
      .flatMap((part) => part.split(/[-.]/))
      .filter((word) => emptyWords.has(word));
    return [
      ...odd.map((part) => ({
        path,
        rule: `"${part}" is not kebab-case`,
        remedy: 'use lower-case words joined by hyphens',
      })),
      ...empty.map((word) => ({
        path,
        rule: `"${word}" names no subject`,
        remedy: nameTheSubject,
      })),
    ];
  });
}

/** Exports whose name says nothing, and interfaces with an I in front. */
export function checkExportNames(files: readonly ProjectFile[]): readonly Violation[] {
  return files.flatMap((file) =>
    listExports(parse(file)).flatMap(({ name, node }) => {
      const place = { path: file.path, line: lineOf(node) };
      const empty = splitCamelCase(name).filter((word) => emptyWords.has(word));
      const hasPrefix = ts.isInterfaceDeclaration(node) && /^I[A-Z][a-z]/.test(name);
      return [
        ...empty.map((word) => ({
          ...place,
          rule: `the word "${word}" in ${name} names no subject`,
          remedy: nameTheSubject,
        })),
        ...(hasPrefix
          ? [{ ...place, rule: `${name} has an I in front`, remedy: 'drop the I' }]
          : []),
      ];
    }),
  );
}

/** Files that are too long to have one subject. */
export function checkFileSizes(files: readonly ProjectFile[]): readonly Violation[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    if (lines <= mostLines) return [];
    const rule = `the file has ${lines} lines, more than ${mostLines}`;
    return [{ path, rule, remedy: 'split it by subject' }];
  });
}

const nameTheSubject = 'name it after what it is about';

function splitCamelCase(name: string): readonly string[] {
  return name.split(/(?=[A-Z])|_/).map((word) => word.toLowerCase());
}
