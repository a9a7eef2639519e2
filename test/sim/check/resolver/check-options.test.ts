import { describe, expect, test } from 'vitest';
import { checkResolver } from '../../../../src/index.js';
import { requireSearchOptions } from '../../../../src/sim/check/resolver/check-options.js';
import { greatest } from '../../../support/sample-resolvers.js';

const right = { replicas: 3, writes: 4, engineRuns: 20, runs: 20_000, seed: '42' };

test.each([
  { replicas: 2, writes: 1, runs: 0, engineRuns: 0, seed: 'x' },
  { replicas: 4, writes: 5, runs: 1_000_000_000, engineRuns: 1_000_000, seed: 'x'.repeat(100) },
])('the ends of the ranges are allowed: %o', (options) => {
  expect(() => requireSearchOptions(options)).not.toThrow();
});

test.each([
  [{ replicas: 1 }, 'replicas: expected a whole number from 2 to 4, found 1'],
  [{ replicas: 5 }, 'replicas: expected a whole number from 2 to 4, found 5'],
  [{ writes: 0 }, 'writes: expected a whole number from 1 to 5, found 0'],
  [{ writes: 2.5 }, 'writes: expected a whole number from 1 to 5, found 2.5'],
  [{ writes: Number.NaN }, 'writes: expected a whole number from 1 to 5, found NaN'],
  [{ runs: -1 }, 'runs: expected a whole number from 0 to 1000000000, found -1'],
  [{ runs: 2e9 }, 'runs: expected a whole number from 0 to 1000000000, found 2000000000'],
  [{ engineRuns: 0.5 }, 'engineRuns: expected a whole number from 0 to 1000000, found 0.5'],
  [{ seed: '' }, 'seed: expected a text of 1 to 100 characters, found ""'],
  [{ seed: 'x'.repeat(101) }, 'seed: expected a text of 1 to 100 characters, found a longer one'],
])('%o is refused by name, with its range', (option, message) => {
  expect(() => requireSearchOptions({ ...right, ...option })).toThrow(new RangeError(message));
});

describe('what a program without types hands in', () => {
  const check = (...given: readonly unknown[]): void => {
    Reflect.apply(checkResolver, null, given);
  };

  test('an option of another type is refused as it stands', () => {
    const message = 'writes: expected a whole number from 1 to 5, found "4"';
    expect(() => check(greatest, { writes: '4' })).toThrow(message);
    expect(() => check(greatest, { runs: true })).toThrow(', found a boolean');
    expect(() => check(greatest, { seed: 7 })).toThrow(RangeError);
  });

  test('what is no resolver is refused with the shape that it should have', () => {
    expect(() => check(7)).toThrow(TypeError);
    expect(() => check({ name: 'half', initial: 0, apply: () => 0 })).toThrow(
      /^not a resolver: it has no merge; expected \{ name, resolve/,
    );
  });
});

test('an option that is left undefined has its default', () => {
  const check = checkResolver(greatest, { writes: 2, runs: 0 });
  expect(check).toMatchObject({ seed: '42', bounds: { replicas: 3, writes: 2 } });
});
