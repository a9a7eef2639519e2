/** Where the programs of other threads and processes are. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files that belong together, named without their ending; the first is the program. */
export interface ProgramFiles {
  /** The `import.meta.url` of a file beside them. */
  readonly beside: string;
  readonly names: readonly [string, ...string[]];
}

/** The path of a program: beside that file, once all is built; what runs from its source builds it first, once. */
export function locateProgram({ beside, names }: ProgramFiles): Promise<string> {
  const paths = names.map((name) => fileURLToPath(new URL(name, beside)));
  const [main] = paths;
  if (!beside.endsWith('.ts')) return Promise.resolve(`${main}.js`);
  const known = built.get(main);
  if (known !== undefined) return known;
  const building = build(paths, names[0]);
  built.set(main, building);
  return building;
}

/** Makes one file of each program and all that it imports; a program may be overwritten by its bundle. */
export async function bundlePrograms(entryPoints: readonly string[], outdir: string): Promise<void> {
  const { build: bundle } = await import('esbuild');
  await bundle({
    entryPoints: [...entryPoints],
    outdir,
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Packages of the older kind ask for Node.js' own modules by this name, which are found from any folder.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(process.cwd() + '/');" },
    logLevel: 'silent',
  });
}

const built = new Map<string, Promise<string>>();

async function build(paths: readonly string[], name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quarrel-worker-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await bundlePrograms(paths.map((path) => `${path}.ts`), folder);
  return join(folder, `${name}.js`);
}
