/** Matchers for resolvers: one a property, and one for all of them. */
import type { CheckedAnswer, CheckedProperty, ResolverCheck } from '../sim/resolver-check.js';
import { checkOnce } from './checked-resolver.js';
import { describeCheck } from './describe-check.js';
import type { MatchOptions } from './match-options.js';

/** What a runner hands to a matcher as `this`, as far as it is used here. */
export interface MatcherContext {
  readonly isNot: boolean;
  /** The file of the test. */
  readonly testPath?: string | undefined;
}

/** What a matcher answers. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A matcher; `received` is a resolver, or says which file exports one. */
export type ResolverMatcher = (
  this: MatcherContext,
  received: unknown,
  options?: MatchOptions,
) => Promise<MatcherResult>;

/** By name of a matcher, what it asks for. */
export const matchedProperties = {
  toBeTotal: 'total',
  toTerminate: 'terminates',
  toBeDeterministic: 'deterministic',
  toBePure: 'pure',
  toBeClosed: 'closed',
  toConverge: 'convergent',
  toBeCommutative: 'commutative',
  toBeAssociative: 'associative',
  toBeIdempotent: 'idempotent',
  toHaveNoFeedbackLoop: 'no-feedback-loop',
  toLoseNoWrites: 'no-lost-writes',
  toResurrectNoDeletes: 'no-resurrected-deletes',
  toStayValid: 'valid',
  toBeMonotone: 'monotone',
  toHaveBoundedGrowth: 'bounded-growth',
  toAgree: 'agreement',
  toBeSound: 'all',
} as const satisfies Readonly<Record<string, CheckedProperty | 'all'>>;

/** The matchers by name, ready for `expect.extend`. */
export const resolverMatchers: Readonly<Record<string, ResolverMatcher>> = Object.fromEntries(
  Object.entries(matchedProperties).map(([name, asked]) => [name, matcherOf(name, asked)]),
);

function matcherOf(name: string, asked: CheckedProperty | 'all'): ResolverMatcher {
  return async function (received, options = {}) {
    const checked = await checkOnce(received, options, this.testPath);
    const check = narrow(checked.check, asked);
    // What is not known passes neither way, so what passes depends on what was asked.
    const isMet = check.verdict === (this.isNot ? 'violated' : 'holds');
    return {
      pass: this.isNot ? !isMet : isMet,
      message: () => `${headline(name, check, this.isNot)}\n\n${describeCheck(check, checked.origin)}`,
    };
  };
}

/** A check as if nothing else had been asked. */
function narrow(check: ResolverCheck, asked: CheckedProperty | 'all'): ResolverCheck {
  if (asked === 'all') return check;
  const answer = check.properties.find(({ property }) => property === asked) ?? notAsked(asked);
  return { ...check, properties: [answer], verdict: answer.verdict };
}

function notAsked(property: CheckedProperty): CheckedAnswer {
  const reason = remedies.get(property) ?? 'it was not asked of this resolver';
  return { property, verdict: 'unknown', reason };
}

/** What has to be said before these can be asked. */
const remedies: ReadonlyMap<CheckedProperty, string> = new Map([
  ['valid', 'the resolver does not say which states are valid: give it valid(state)'],
  ['monotone', 'the resolver does not say when a state includes another one: give it includes(state, other)'],
  ['agreement', 'there is no other version to agree with: name one with { against }'],
]);

function headline(name: string, { resolver, verdict }: ResolverCheck, isNot: boolean): string {
  const wish = `expected ${resolver} ${isNot ? 'not ' : ''}${spell(name)}`;
  switch (verdict) {
    case 'holds':
      return `${wish}, but no counterexample was found`;
    case 'violated':
      return `${wish}, but there is a counterexample`;
    case 'unknown':
      return `${wish}, but that is unknown, which passes neither way`;
  }
}

/** `toLoseNoWrites` in words. */
function spell(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
