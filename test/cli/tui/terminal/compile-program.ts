/** Makes a program of a TypeScript file and all that it imports, so that a process can run it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** A compiled program. */
export interface Program {
  /** Where its entry file is. */
  readonly entry: string;
  readonly remove: () => void;
}

/** Compiles a file, given by its path from the root, without looking at its types. */
export function compileProgram(entry: string): Program {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'program-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  compileFiles(listImported(entry), { outbase: root, outdir: folder });
  return {
    entry: join(folder, entry).replace(/\.tsx?$/, '.js'),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Compiles each of these files into one of its own, without looking at its types. */
export function compileFiles(paths: readonly string[], folders: { readonly outbase: string; readonly outdir: string }): void {
  buildSync({ ...common, ...folders, entryPoints: [...paths] });
}

/** Puts a file from the root beside the program at the same place. */
export function copyBeside(program: Program, entry: string, path: string): void {
  const folder = program.entry.slice(0, -entry.replace(/\.tsx?$/, '.js').length);
  cpSync(join(root, path), join(folder, path));
}

/** A file and all that it imports, but not what is imported for its types alone. */
function listImported(entry: string): readonly string[] {
  const { metafile } = buildSync({
    ...common,
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    packages: 'external',
    outdir: root,
    metafile: true,
    write: false,
  });
  return Object.keys(metafile.inputs);
}

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const common = { absWorkingDir: root, format: 'esm', platform: 'node', target: 'es2023', logLevel: 'silent' } as const;
