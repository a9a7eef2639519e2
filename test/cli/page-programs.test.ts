import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundlePagePrograms, programFor, readPagePrograms } from '../../src/cli/page-programs.js';
import { showShipped } from '../support/shown-page.js';

test('the programs of a page are plain ASCII, speak English alone, and the packed engine is below half a megabyte', async () => {
  const { page, worker } = await readPagePrograms();
  expect(worker).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(worker.length).toBeLessThan(512 * 1024);
  const engine = inflateSync(Buffer.from(worker, 'base64')).toString('utf8');
  for (const script of [page, engine]) {
    expect([...script].findIndex((character) => character > '~')).toBe(-1);
  }
  expect(engine.includes('expected ') && !engine.includes('Eingabe')).toBe(true);
});

test('what is built twice is the same to the byte', async () => {
  const sources = new URL('../../src/cli/', import.meta.url);
  const [once, again] = [await bundlePagePrograms(sources), await bundlePagePrograms(sources)];
  expect(once.page === again.page && once.worker === again.worker).toBe(true);
});

test('a scenario can hold nothing that ends the script it is put into', async () => {
  const shown = showShipped('concurrent-x');
  const program = await programFor({ ...shown, document: `${shown.document}\n# </script><!-- <script>` });
  expect(/<\/script|<!--/i.test(program ?? '')).toBe(false);
  expect(program?.includes(String.raw`# \u003c/script>\u003c!-- \u003cscript>`)).toBe(true);
});

test('a resolver of one\'s own has no engine in the page', async () => {
  expect(await programFor({ ...showShipped('concurrent-x'), resolverFile: './mine.ts' })).toBeNull();
});
