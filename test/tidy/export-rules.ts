/** Doc comments on files and exports, and no default exports. */
import ts from 'typescript';
import { listExports } from './exports.js';
import { lineOf, parse } from './project.js';
import type { ProjectFile, Violation } from './project.js';

/** Files that do not say on top what they are for. */
export function checkFileComments(files: readonly ProjectFile[]): readonly Violation[] {
  return files.filter(isSource).flatMap((file) => {
    if (startsWithComment(file)) return [];
    const remedy = 'begin it with a doc comment of its own, before the imports';
    return [{ path: file.path, rule: 'the file does not say what it is for', remedy }];
  });
}

/** Exports without a doc comment of their own. */
export function checkExportComments(files: readonly ProjectFile[]): readonly Violation[] {
  return files.filter(isSource).flatMap((file) => {
    const source = parse(file);
    const seen = new Set<string>();
    return listExports(source).flatMap(({ name, node }) => {
      const isOverload = seen.has(name);
      seen.add(name);
      const commentsOfFile = node === source.statements[0] ? 1 : 0;
      if (isOverload || countDocComments(file, node) > commentsOfFile) return [];
      const rule = `${name} is exported without a doc comment`;
      const remedy = 'say in a sentence what it means, and what a type cannot say';
      return [{ path: file.path, line: lineOf(node), rule, remedy }];
    });
  });
}

/** Default exports, which give one thing a name for each that imports it. */
export function checkDefaultExports(files: readonly ProjectFile[]): readonly Violation[] {
  return files
    .filter(({ path }) => !/\.config\.\w+$/.test(path))
    .flatMap((file) =>
      listExports(parse(file))
        .filter(({ isDefault }) => isDefault)
        .map(({ node }) => ({
          path: file.path,
          line: lineOf(node),
          rule: 'there is a default export',
          remedy: 'export it by name',
        })),
    );
}

function isSource({ path }: ProjectFile): boolean {
  return path.startsWith('src/');
}

function startsWithComment({ text }: ProjectFile): boolean {
  return text.replace(/^#!.*\n/, '').startsWith('/**');
}

function countDocComments({ text }: ProjectFile, node: ts.Node): number {
  const comments = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  return comments.filter(({ pos }) => text.startsWith('/**', pos)).length;
}
