/** Where the program of worker processes is. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of the program: beside this file, once all is built; what runs from its source builds it first. */
export function locateWorkerProgram(): Promise<string> {
  located ??= import.meta.url.endsWith('.ts') ? build() : Promise.resolve(pathOf('worker-program.js'));
  return located;
}

let located: Promise<string> | null = null;

async function build(): Promise<string> {
  const esbuild = await import('esbuild');
  const folder = await mkdtemp(join(tmpdir(), 'quarrel-worker-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await esbuild.build({
    entryPoints: [pathOf('worker-program.ts'), pathOf('watch-thread.ts')],
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  return join(folder, 'worker-program.js');
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
