import { assert, expect, test } from 'vitest';
import { paintFor } from '../../src/cli/color.js';
import { loadScenario } from '../../src/cli/load-scenario.js';
import type { LoadResult } from '../../src/cli/load-scenario.js';

test('a scenario of the catalogue is found by name, in a document called without a path', () => {
  const found = load('split-brain');
  assert(found.ok);
  expect(found.loaded.scenario.name).toBe('split-brain');
  expect(found.source.name).toBe('scenarios.yaml');
});

test('overrides are laid over the scenario before it is checked', () => {
  const found = load('split-brain', [{ path: 'conflicts.resolve', value: 'siblings' }]);
  assert(found.ok);
  expect(found.loaded.scenario.conflicts.resolve).toBe('siblings');
});

test('a name that is nowhere near any other is refused without a guess', () => {
  const found = load('zzzzzzzzzzzz');
  assert(!found.ok);
  expect(found.message).toContain('there is no scenario "zzzzzzzzzzzz" (see: quarrel list');
});

test('a name of the language itself is no scenario', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(load(name)).toMatchObject({ ok: false });
  }
});

function load(
  target: string,
  overrides: readonly { readonly path: string; readonly value: string }[] = [],
): LoadResult {
  const plain = paintFor({ write: () => true }, {});
  return loadScenario({ target, scenario: null, overrides }, plain);
}
