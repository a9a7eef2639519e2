/** What holds for every table of keys. */
import { expect, describe, test } from 'vitest';
import { stackKeys } from '../../../../src/cli/view/keys/stack-keys.js';
import { everyKeyTable } from '../../../../src/cli/view/keys/every-table.js';

describe.each(everyKeyTable.map((table) => [table.title, table] as const))('%s', (_, { modes, bindings }) => {
  test.each(modes)('in %s no key is bound twice', (mode) => {
    const keys = bindings.filter((binding) => binding.modes.includes(mode)).flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('no key of a screen is one that every screen has', () => {
    // While the keys are listed no screen hears any.
    const onScreens = stackKeys.bindings.filter(({ modes }) => modes.some((mode) => mode !== 'listing'));
    const common = new Set(onScreens.flatMap(({ keys }) => keys));
    const own = bindings === stackKeys.bindings ? [] : bindings.flatMap(({ keys }) => keys);
    expect(own.filter((key) => common.has(key))).toEqual([]);
  });

  test('no action is in it twice, and every mode has a key', () => {
    const actions = bindings.map(({ action }) => action);
    expect(new Set(actions).size).toBe(actions.length);
    for (const mode of modes) expect(bindings.some((binding) => binding.modes.includes(mode))).toBe(true);
  });

  test('every key has one sentence', () => {
    for (const { about } of bindings) expect(about).toMatch(/^[A-Z].*\.$/);
  });
});
