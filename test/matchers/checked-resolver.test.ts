import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkOnce } from '../../src/matchers/checked-resolver.js';
import { defineResolver, type RegisterDefinition } from '../../src/sim/resolution/user-resolver.js';

const testPath = fileURLToPath(import.meta.url);
const small = { writes: 2, runs: 0 };

test('a resolver is checked once for the same options, and again for others', async () => {
  const { resolver, countCalls } = countingResolver();
  const first = await checkOnce(resolver, small, testPath);
  const calls = countCalls();
  expect(calls).toBeGreaterThan(0);
  expect(await checkOnce(resolver, { runs: 0, writes: 2 }, testPath)).toBe(first);
  expect(countCalls()).toBe(calls);
  expect((await checkOnce(resolver, { ...small, seed: 'other' }, testPath)).check.seed).toBe('other');
  expect(countCalls()).toBeGreaterThan(calls);
});

test('another resolver of the same name is checked for itself', async () => {
  const [first, second] = [countingResolver(), countingResolver()];
  await checkOnce(first.resolver, small, testPath);
  await checkOnce(second.resolver, small, testPath);
  expect(second.countCalls()).toBe(first.countCalls());
});

test('unless told otherwise, a test looks at all histories of three writes', async () => {
  const { resolver } = countingResolver();
  const { bounds, coverage } = (await checkOnce(resolver, {}, testPath)).check;
  expect([bounds, coverage.randomHistories]).toMatchObject([{ replicas: 3, writes: 3 }, 2000]);
});

test('a file is checked once, and comes with the places of its functions', async () => {
  const first = await checkOnce('./fixtures/votes.ts', small, testPath);
  expect(await checkOnce('./fixtures/votes.ts', small, testPath)).toBe(first);
  expect(first.check).toMatchObject({ resolver: 'votes', verdict: 'holds' });
  expect(first.origin.file).toBe('test/matchers/fixtures/votes.ts');
  expect(first.origin.sources.calls.map(({ call }) => call)).toEqual(['apply', 'merge', 'read']);
});

test('a path and a URL of the same file have the same check', async () => {
  const ofPath = await checkOnce('./fixtures/votes.ts', small, testPath);
  expect(await checkOnce(new URL('fixtures/votes.ts', import.meta.url), small, testPath)).toBe(ofPath);
});

test.each([7, null, {}, { name: 'half', initial: 0, apply: () => 0 }])('%o is no resolver', async (value) => {
  await expect(checkOnce(value, small, testPath)).rejects.toThrow(/^not a resolver: .+; expected /);
});

test('an option that nobody knows is refused', async () => {
  const misspelt = { ...small, wirtes: 3 };
  await expect(checkOnce(countingResolver().resolver, misspelt, testPath)).rejects.toThrow(
    'there is no option "wirtes"; did you mean "writes"?',
  );
});

test('a member that nothing asks for is refused where it is like one that is', async () => {
  const misspelt = { ...countingResolver().resolver, vaild: () => false };
  await expect(checkOnce(misspelt, small, testPath)).rejects.toThrow('did you mean "valid"?');
});

function countingResolver(): { readonly resolver: RegisterDefinition; readonly countCalls: () => number } {
  let calls = 0;
  const resolver = defineResolver({
    name: 'counting',
    operations: [{ kind: 'write', value: 'a' }, { kind: 'write', value: 'b' }],
    resolve(local, incoming) {
      calls++;
      return (incoming ?? '') > (local ?? '') ? incoming : local;
    },
  });
  return { resolver, countCalls: () => calls };
}

test('a file has no other version in the process of the test to agree with', async () => {
  const { resolver } = countingResolver();
  const checked = checkOnce('./fixtures/votes.ts', { ...small, against: resolver }, testPath);
  await expect(checked).rejects.toThrow(/^against: a file is checked in a process of its own.+ expected /);
});
