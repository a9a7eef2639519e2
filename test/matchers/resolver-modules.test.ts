import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkModule, loadModule } from '../../src/matchers/resolver-modules.js';

const testPath = fileURLToPath(import.meta.url);
const small = { writes: 2, runs: 0 };

test.each([
  './fixtures/latest.ts',
  'fixtures/latest.ts',
  fileURLToPath(new URL('fixtures/latest.ts', import.meta.url)),
  new URL('fixtures/latest.ts', import.meta.url),
  new URL('fixtures/latest.ts', import.meta.url).href,
])('a module is found at %s', async (place) => {
  const module = await loadModule(place, testPath);
  expect(await checkModule(module, small)).toMatchObject({ resolver: 'latest', verdict: 'violated' });
});

test.each(['./fixtures/none.ts', './fixtures'])('%s is no file, and is refused as such', async (path) => {
  await expect(loadModule(path, testPath)).rejects.toThrow(
    `${path}: there is no such file; expected a path from the test’s own folder, ` +
      'or new URL(path, import.meta.url)',
  );
});

test('a module that exports no resolver is refused with what it exports', async () => {
  const path = 'src/sim/check/resolver/granted-loss.ts';
  await expect(loadModule(`../../${path}`, testPath)).rejects.toThrow(
    `${path}:1:1: the module exports no resolver, but grantedLoss; expected export default`,
  );
});

test('what never ends is stopped and named', async () => {
  const check = await checkModule(await loadModule('./fixtures/endless.ts', testPath), small);
  expect(check.verdict).toBe('violated');
  expect(check.properties).toContainEqual(
    expect.objectContaining({ property: 'terminates', verdict: 'violated' }),
  );
});

test('who asks for the time is found out', async () => {
  const check = await checkModule(await loadModule('./fixtures/clock.ts', testPath), small);
  expect(check.properties).toContainEqual(
    expect.objectContaining({ property: 'deterministic', verdict: 'violated' }),
  );
});
