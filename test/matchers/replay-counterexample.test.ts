import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { replayToken } from '../../src/matchers/replay-counterexample.js';
import { encodeCheckToken, operationsOf } from '../../src/scenarios/replay/check-token.js';
import { checkResolver } from '../../src/sim/check-resolver.js';
import type { ResolverDefinition } from '../../src/sim/simulate.js';
import type { ResolverCheck } from '../../src/sim/resolver-check.js';
import { violationsOf } from '../../src/cli/report/check/shown-check.js';
import { replay } from '../../src/vitest.js';
import { properties } from '../../src/sim/check/resolver/property.js';
import { doubler, greatest, greedy, latest, recount, thrower } from '../support/sample-resolvers.js';

const resolverDigest = '0123456789abcdef';

describe.each([latest, greedy, recount, doubler])('$name', (resolver) => {
  const check = checkResolver(resolver, { writes: 3, runs: 0 });
  const tokens = tokensOf(check);

  test('goes wrong in some history', () => {
    expect(tokens).not.toEqual([]);
  });

  test.each(tokens)('still goes wrong in the one against $property', async ({ property, token }) => {
    const first = `${resolver.name} STILL FAILS: ${property}`;
    const message = new RegExp(`^${first}\\n\\nCounterexample .*${property}`);
    await expect(replayToken(token, resolver)).rejects.toThrow(message);
  });
});

test('a resolver that was mended passes, whatever it is asked today', async () => {
  const mended: ResolverDefinition = {
    ...greatest,
    operations: [{ kind: 'delete' }, { kind: 'write', value: 'b' }],
  };
  for (const { token } of tokensOf(checkResolver(latest, { writes: 3, runs: 0 }))) {
    await expect(replayToken(token, mended)).resolves.toBe(undefined);
  }
});

test('a resolver that is an instance of a class is asked with its own private members', async () => {
  for (const { token } of tokensOf(checkResolver(latest, { writes: 3, runs: 0 }))) {
    await expect(replayToken(token, new Greatest())).resolves.toBe(undefined);
  }
});

test('a question is asked again as a whole', async () => {
  const token = encodeCheckToken({
    kind: 'question', property: 'total', replicas: 3, writes: 2, runs: 0, seed: '7', resolverDigest,
  });
  await expect(replayToken(token, thrower)).rejects.toThrow(/^thrower STILL FAILS: total\n\n[^]*not today/);
  await expect(replayToken(token, greatest)).resolves.toBe(undefined);
});

test('a file is taken from the folder of the test, and repeated in a realm of its own', async () => {
  const [first] = tokensOf(checkResolver(latest, { writes: 2, runs: 0 }));
  const testPath = fileURLToPath(import.meta.url);
  const place = './fixtures/latest.ts';
  await expect(replayToken(first.token, place, testPath)).rejects.toThrow('latest STILL FAILS');
  await expect(replay(first.token, place)).rejects.toThrow('latest STILL FAILS');
});

test.each([
  ['v1:split-brain:42', 'v1:split-brain:42 stands for a run of split-brain: repeat it with quarrel replay'],
  ['v9:abc', 'v9:abc cannot be repeated: it is of version v9, and only v1 is known here'],
  ['v1:abc', /^v1:abc cannot be repeated: /],
])('%s is refused with the reason', async (token, message) => {
  await expect(replayToken(token, latest)).rejects.toThrow(message);
  await expect(replayToken(token, latest)).rejects.toThrow(TypeError);
});

class Greatest {
  readonly name = 'greatest';
  readonly #lowest = '';

  resolve(local: string | null, incoming: string | null): string | null {
    return (incoming ?? this.#lowest) > (local ?? this.#lowest) ? incoming : local;
  }
}

function tokensOf(check: ResolverCheck): readonly { readonly property: string; readonly token: string }[] {
  return violationsOf(check).flatMap(({ property, counterexample }) => {
    if (counterexample === null) return [];
    const { source, history } = counterexample;
    const operations = operationsOf([history], check.operations);
    const violations = [{ property: historyPropertyOf(property), source, history }];
    const place = { number: 1, count: 1 };
    const token = encodeCheckToken({ kind: 'histories', violations, operations, place, resolverDigest });
    return [{ property, token }];
  });
}

function historyPropertyOf(property: string): (typeof properties)[number] {
  const found = properties.find((name) => name === property);
  if (found === undefined) throw new Error(`no history shows ${property}`);
  return found;
}
