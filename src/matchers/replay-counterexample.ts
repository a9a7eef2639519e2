/** A counterexample that was found once, as a test: it fails while the resolver goes wrong there. */
import type { OpenResolver } from '../cli/load-resolver.js';
import type { Histories } from '../cli/replay-check.js';
import { violationsOf } from '../cli/report/check/shown-check.js';
import { readToken } from '../scenarios/replay/replay-token.js';
import type { CheckToken } from '../scenarios/replay/check-token.js';
import { assertNever } from '../sim/base/assert.js';
import { ownRealm } from '../sim/check-resolver.js';
import { requireResolver } from '../sim/simulate.js';
import { checkOnce } from './checked-resolver.js';
import { describeCheck, describeViolation, unknownOrigin } from './describe-check.js';
import type { Checkable } from './match-options.js';
import { loadModule } from './resolver-modules.js';

/**
 * Repeats what a token of `quarrel check` stands for with a resolver as it is now; rejects with the same
 * words when it still goes wrong, and with a TypeError when the token cannot be read or is none of a check.
 */
export async function replayToken(token: string, resolver: Checkable, testPath?: string): Promise<void> {
  const read = readToken(token);
  switch (read.kind) {
    case 'check':
      return read.token.kind === 'histories'
        ? replayHistories(read.token, await open(resolver, testPath))
        : askAgain(read.token, resolver, testPath);
    case 'run':
      throw new TypeError(`${token} stands for a run of ${read.scenario}: repeat it with quarrel replay`);
    case 'unreadable':
      throw new TypeError(`${token} cannot be repeated: ${read.reason}`);
    default:
      return assertNever(read);
  }
}

type QuestionToken = Extract<CheckToken, { readonly kind: 'question' }>;

async function open(resolver: unknown, testPath: string | undefined): Promise<OpenResolver> {
  if (typeof resolver === 'string' || resolver instanceof URL) {
    const module = await loadModule(resolver, testPath);
    return module.open();
  }
  requireResolver(resolver);
  return { resolver, resolverRealm: ownRealm };
}

async function replayHistories(token: Histories, resolver: OpenResolver): Promise<void> {
  const { replayHistories: lookAgain } = await import('../cli/replay-check.js');
  const { check } = lookAgain(token, resolver);
  const [violation] = violationsOf(check);
  if (violation !== undefined) {
    const told = describeViolation(violation, check, unknownOrigin);
    throw new Error(`${check.resolver} STILL FAILS: ${violation.property}\n\n${told}`);
  }
  if (check.verdict !== 'holds') throw new Error(`${check.resolver} CANNOT BE TOLD\n\n${describeCheck(check, unknownOrigin)}`);
}

async function askAgain(
  token: QuestionToken,
  resolver: Checkable,
  testPath: string | undefined,
): Promise<void> {
  const { property, replicas, writes, runs, seed } = token;
  const { check, origin } = await checkOnce(resolver, { replicas, writes, runs, seed }, testPath);
  const answer = check.properties.find((each) => each.property === property);
  if (answer === undefined || answer.verdict === 'holds') return;
  const narrowed = { ...check, properties: [answer], verdict: answer.verdict };
  throw new Error(`${check.resolver} STILL FAILS: ${property}\n\n${describeCheck(narrowed, origin)}`);
}
