import { describe, expect, test } from 'vitest';
import { describeCheck, describeViolation, unknownOrigin } from '../../src/matchers/describe-check.js';
import { checkResolver } from '../../src/sim/check-resolver.js';
import { runCli } from '../cli/capture-io.js';
import { greatest, greedy, latest, recount, refuser, thrower, votes } from '../support/sample-resolvers.js';
import { checkOnce } from '../../src/matchers/checked-resolver.js';
import { violationsOf } from '../../src/cli/report/check/shown-check.js';

const options = { writes: 2, runs: 100 };

test.each(['votes', 'latest', 'clock'])('the words for %s are those of the command', async (name) => {
  const file = `test/matchers/fixtures/${name}.ts`;
  const { stdout } = await runCli(['check', file, '--writes', '2', '--runs', '100']);
  const { check, origin } = await checkOnce(file, options, undefined);
  // Only the command saves failures, and says where.
  const withoutSaved = (text: string): string => text.replaceAll(/^ {2}Saved: .*\n( {11}.*\n)*/gm, '');
  expect(describeCheck(check, origin)).toBe(withoutSaved(stdout).trimEnd());
});

describe.each([greatest, greedy, latest, thrower, refuser, votes, recount])('of $name', (resolver) => {
  const check = checkResolver(resolver, options);
  const card = describeCheck(check, unknownOrigin);

  test('every property is named, and no colour is', () => {
    for (const { property } of check.properties) expect(card).toContain(property);
    expect(card).not.toContain('\u001B');
  });

  test('what is told of one violation is in its words', () => {
    for (const violation of violationsOf(check)) {
      const told = describeViolation(violation, check, unknownOrigin);
      if (violation.counterexample === null) expect(told).toBe('');
      else expect(told).toContain(violation.property);
    }
  });
});
