/** The programs of pages: made when the package is built, or on the spot by what runs from its sources. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { joinPrograms } from './page/embedding.js';
import type { PagePrograms } from './page/embedding.js';
import type { ShownRun } from './report/html/shown-run.js';

/** Reads what the build has made; where nothing was built it is made now, once. */
export function readPagePrograms(): Promise<PagePrograms> {
  if (import.meta.url.endsWith('.ts')) return (made ??= bundlePagePrograms(new URL('.', import.meta.url)));
  return readBuilt();
}

/** The script that makes a report interactive; null where the scenario has a resolver of its own, which is no part of a page. */
export async function programFor({ result, document, overrides, resolverFile }: ShownRun): Promise<string | null> {
  if (resolverFile !== null) return null;
  const { scenario, report, repeat, replay } = result;
  const { name, seed } = scenario;
  const { fingerprint } = report;
  return joinPrograms({ document, name, overrides, seed, repeat, replay, fingerprint }, await readPagePrograms());
}

/** Makes them from the sources: each one script, minified, the worker's packed. `sources`: the folder of this file's source. */
export async function bundlePagePrograms(sources: URL): Promise<PagePrograms> {
  const [page, worker] = await Promise.all([
    bundle(new URL('page/page-program.ts', sources)),
    bundle(new URL('page/run-worker.ts', sources)),
  ]);
  return { page, worker: deflateSync(worker, { level: 9 }).toString('base64') };
}

/** Where the build puts them. */
export const builtPrograms = { page: 'page/page-program.js', worker: 'page/run-worker.txt' } as const;

let made: Promise<PagePrograms> | null = null;

async function readBuilt(): Promise<PagePrograms> {
  const [page, worker] = await Promise.all(
    [builtPrograms.page, builtPrograms.worker].map((name) => readFile(new URL(name, import.meta.url), 'utf8')),
  );
  return { page, worker };
}

async function bundle(entry: URL): Promise<string> {
  const { build } = await import('esbuild');
  const built = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome103', 'firefox113', 'safari16.4'],
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    plugins: [withoutLocales],
  });
  return built.outputFiles[0].text.trim();
}

/** Messages come in English alone; the checks of documents would bring those of fifty languages. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup(build) {
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};
