import { expect, test } from 'vitest';
import * as entry from '../src/vitest.js';
import { matchedProperties } from '../src/matchers/resolver-matchers.js';
import { runSuite, type SuiteResult } from './support/run-suite.js';
import { latest, votes } from './support/sample-resolvers.js';

const results = await runSuite('test/matchers/fixtures/vitest.config.ts');

test('a suite has tests that pass and tests that fail', () => {
  expect(results.length).toBe(8);
});

test.each(results)('$title: and so it does', ({ title, status }) => {
  expect(status).toBe(title.startsWith('pass') ? 'passed' : 'failed');
});

const failures = results.filter(({ status }) => status === 'failed');

test.each(failures)('$title: and says why and where', ({ message }) => {
  expect(message).toMatch(/^Error: expected (latest|votes) (not )?to .+\n\n(HOLDS|REFUTED|UNKNOWN) /);
  expect(message).toMatch(/matchers\.suite\.ts:\d+/);
});

test('a counterexample is told with its steps, and only that of what was expected', () => {
  const { message } = find('fail: a broken resolver');
  expect(message).toContain('expected latest to converge, but there is a counterexample');
  expect(message).toMatch(/^ *convergent +REFUTED/m);
  expect(message).toMatch(/^Counterexample .*: convergent$/m);
  expect(message).not.toMatch(/^ *commutative/m);
});

test('of a file the line is told too', () => {
  expect(find('fail: a broken file').message).toMatch(/resolve at .*latest\.ts:\d+:\d+/);
});

test('what is unknown says why, either way', () => {
  for (const title of ['fail: what is unknown', 'fail: what is unknown, with not']) {
    expect(find(title).message).toContain('the resolver does not say which states are valid');
  }
});

test('the entry extends expect by itself, and offers the matchers to another one', async () => {
  await expect(votes).toConverge();
  await expect(latest).not.toConverge();
  expect(Object.keys(entry.resolverMatchers)).toEqual(Object.keys(matchedProperties));
  for (const name of Object.keys(matchedProperties)) expect(expect(votes)).toHaveProperty(name);
});

test('what is no resolver is refused by the compiler, and at the latest by the matcher', async () => {
  const expectOfNumber = async (): Promise<void> => {
    // @ts-expect-error a number is no resolver
    await expect(7).toConverge();
  };
  await expect(expectOfNumber()).rejects.toThrow(/^not a resolver: this is a number, .+; expected/);
});

function find(title: string): SuiteResult {
  const found = results.find((each) => each.title === title);
  if (found === undefined) throw new Error(`no test is called ${title}`);
  return found;
}
