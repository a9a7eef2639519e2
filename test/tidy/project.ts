/** The project as the house rules see it: files with their text, and what a rule says of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A file under its path from the project's root, with forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** A rule that does not hold, and what to do about it. */
export interface Violation {
  readonly path: string;
  /** Counted from 1; absent where the whole file is meant. */
  readonly line?: number;
  readonly rule: string;
  readonly remedy: string;
}

/** Where rules are read from: everything people write that is code. */
const codeFolders = ['src', 'test', 'bench', 'examples'];
const codeEnding = /\.(ts|tsx|js)$/;

/** Reads every code file of the project, in order of its path. */
export function readCode(root: string): readonly ProjectFile[] {
  const nested = codeFolders.flatMap((folder) => listFiles(root, folder));
  const top = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  return [...nested, ...top.map(({ name }) => name)]
    .filter((path) => codeEnding.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The syntax tree of a file; parsed once, since every rule asks for it. */
export function parse(file: ProjectFile): ts.SourceFile {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  trees.set(file, tree);
  return tree;
}

/** Calls back for every node of a tree, parents first. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** The line a node begins on, counted from 1. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

/** A violation as people read it: where, which rule, and the way out. */
export function describeViolation({ path, line, rule, remedy }: Violation): string {
  const place = line === undefined ? path : `${path}:${line}`;
  return `${place}: ${rule}. Remedy: ${remedy}.`;
}

const trees = new WeakMap<ProjectFile, ts.SourceFile>();

function listFiles(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });
}
