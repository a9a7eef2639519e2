/**
 * A step of the build: puts the programs of pages beside this file, and makes one file of each program that
 * threads of many runs begin with, for each of them would open hundreds.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { builtPrograms, bundlePagePrograms } from './page-programs.js';
import { bundlePrograms } from './program-files.js';

const { page, worker } = await bundlePagePrograms(new URL('../../src/cli/', import.meta.url));
await mkdir(new URL('page/', import.meta.url), { recursive: true });
await writeFile(new URL(builtPrograms.page, import.meta.url), page);
await writeFile(new URL(builtPrograms.worker, import.meta.url), worker);

const manyRuns = new URL('many-runs/', import.meta.url);
const threadPrograms = ['run-thread', 'case-thread'];
await bundlePrograms(threadPrograms.map((name) => fileURLToPath(new URL(`${name}.js`, manyRuns))), fileURLToPath(manyRuns));
// The maps that belong to the files from before they were bundled.
for (const name of threadPrograms) await rm(new URL(`${name}.js.map`, manyRuns), { force: true });
