/** Makes a program of a TypeScript file and all that it imports, so that a process can run it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A compiled program. */
export interface Program {
  /** Where its entry file is. */
  readonly entry: string;
  readonly remove: () => void;
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Compiles a file, given by its path from the root, without looking at its types. */
export function compileProgram(entry: string): Program {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'program-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const waiting = [join(root, entry)];
  const seen = new Set(waiting);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = readFileSync(path, 'utf8');
    // What is imported for its types alone is not in the compiled text, and need not be compiled.
    for (const imported of findImports(path, writeCompiled(folder, path, text))) {
      if (seen.has(imported)) continue;
      seen.add(imported);
      waiting.push(imported);
    }
  }
  return {
    entry: outputOf(folder, join(root, entry)),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Puts a file from the root beside the program at the same place. */
export function copyBeside(program: Program, entry: string, path: string): void {
  const folder = program.entry.slice(0, -entry.replace(/\.tsx?$/, '.js').length);
  cpSync(join(root, path), join(folder, path));
}

function findImports(path: string, text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const base = join(dirname(path), fileName).replace(/\.js$/, '');
    const found = [`${base}.ts`, `${base}.tsx`].find((candidate) => ts.sys.fileExists(candidate));
    return found === undefined ? [] : [found];
  });
}

function writeCompiled(folder: string, path: string, text: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.ReactJSX,
      verbatimModuleSyntax: true,
    },
  });
  const output = outputOf(folder, path);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, outputText);
  return outputText;
}

function outputOf(folder: string, path: string): string {
  return join(folder, relative(root, path)).replace(/\.tsx?$/, '.js');
}
