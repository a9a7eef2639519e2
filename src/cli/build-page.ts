/** A step of the build: puts the programs of pages beside this file. */
import { mkdir, writeFile } from 'node:fs/promises';
import { builtPrograms, bundlePagePrograms } from './page-programs.js';

const { page, worker } = await bundlePagePrograms(new URL('../../src/cli/', import.meta.url));
await mkdir(new URL('page/', import.meta.url), { recursive: true });
await writeFile(new URL(builtPrograms.page, import.meta.url), page);
await writeFile(new URL(builtPrograms.worker, import.meta.url), worker);
