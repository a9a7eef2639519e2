/**
 * A step of the build: makes few files of the many that the command is made of, for opening each takes longer than
 * running it; and of the catalogue what has been read and checked. What is loaded only when it is needed stays in files
 * of its own.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { parseScenarios } from '../scenarios/index.js';
import { checkedFile } from './checked-catalogue.js';
import { readCatalogue } from './package-files.js';


const folder = fileURLToPath(new URL('program/', import.meta.url));

await rm(folder, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [fileURLToPath(new URL('main.js', import.meta.url))],
  outdir: folder,
  bundle: true,
  splitting: true,
  minifyWhitespace: true,
  minifySyntax: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['esbuild', 'react-devtools-core'],
  // Packages of the older kind ask for Node.js' own modules by this name.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
  metafile: true,
  plugins: [keepPlaces()],
});
await rm(new URL('main.js.map', import.meta.url), { force: true });
await writeFile(new URL('main.js', import.meta.url), "#!/usr/bin/env node\nimport './program/main.js';\n");

await writeNotices(Object.keys(metafile.inputs));
await writeChecked();

/** The licences of the packages that are inside. */
async function writeNotices(inputs: readonly string[]): Promise<void> {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const notices = await Promise.all([...folders].sort().map(noticeOf));
  await writeFile(new URL('program/THIRD-PARTY.txt', import.meta.url), notices.join('\n'));
}

async function noticeOf(packageFolder: string): Promise<string> {
  const files = await readdir(packageFolder);
  const texts = files.filter((name) => /^(licen[cs]e|notice)/i.test(name));
  const licences = await Promise.all(texts.map((name) => readFile(join(packageFolder, name), 'utf8')));
  const name = packageFolder.slice(packageFolder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return `--- ${name}\n\n${licences.join('\n')}`;
}

/** The catalogue, checked, a file a scenario. */
async function writeChecked(): Promise<void> {
  const text = readCatalogue();
  const parsed = parseScenarios(text);
  // A catalogue with mistakes is still there to be read, with words about them.
  if (!parsed.ok) return;
  await rm(new URL('checked/', import.meta.url), { recursive: true, force: true });
  for (const loaded of parsed.scenarios) {
    const file = checkedFile(text, loaded.scenario.name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(loaded));
  }
}

/** Modules that look for files beside themselves still find them, from whichever file they are in now. */
function keepPlaces(): Plugin {
  return {
    name: 'keep-places',
    setup: (bundler) => {
      bundler.onLoad({ filter: /\/dist\/cli\/.*\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const place = relative(folder, path).replaceAll('\\', '/');
        const url = `new URL(${JSON.stringify(place)}, import.meta.url).href`;
        return { contents: text.replaceAll('import.meta.url', url), loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}
