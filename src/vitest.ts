/**
 * Matchers for vitest: `import 'quarrel/vitest'` gives `expect` one matcher for each property of a resolver.
 *
 * `await expect(resolver).toConverge()`: every matcher is asynchronous and has to be awaited. What is unknown
 * fails, and fails with `.not` too. The first matcher on a resolver checks it, and the others share what it
 * found.
 */
import { expect } from 'vitest';
import type { Checkable, MatchOptions } from './matchers/match-options.js';
import { replayToken } from './matchers/replay-counterexample.js';
import { resolverMatchers } from './matchers/resolver-matchers.js';

export type { Checkable, MatchOptions } from './matchers/match-options.js';
export { resolverMatchers } from './matchers/resolver-matchers.js';
export type { MatcherContext, MatcherResult, ResolverMatcher } from './matchers/resolver-matchers.js';

expect.extend(resolverMatchers);

/**
 * Repeats a counterexample by the token that `quarrel check` shows, with the resolver as it is now: rejects
 * with the same words while it still goes wrong, and with a TypeError where the token cannot be read.
 */
export async function replay(token: string, resolver: Checkable): Promise<void> {
  return replayToken(token, resolver, expect.getState().testPath);
}

/** A matcher as it is called, where what is expected of can be checked at all. */
type Matcher<T> = [T] extends [Checkable] ? (options?: MatchOptions) => Promise<void> : never;

declare module 'vitest' {
  /** What can be expected of a {@link Checkable}. */
  interface Matchers<T> {
    /** Its functions answer, and do not throw. */
    toBeTotal: Matcher<T>;
    /** Its functions come to an end. Only of a file: in the test's own process the test would hang. */
    toTerminate: Matcher<T>;
    /** Asked the same again they say the same, and they ask neither clock nor chance nor machine. */
    toBeDeterministic: Matcher<T>;
    /** They change nothing that they are given. */
    toBePure: Matcher<T>;
    /** Their results are plain data, and can be merged again. */
    toBeClosed: Matcher<T>;
    /** Replicas that have the same messages hold the same, in whatever order and how often they came. */
    toConverge: Matcher<T>;
    /** Merging x with y comes to the same as y with x. */
    toBeCommutative: Matcher<T>;
    /** Merging in other groups comes to the same. */
    toBeAssociative: Matcher<T>;
    /** Merging the same again changes nothing. */
    toBeIdempotent: Matcher<T>;
    /** Replicas that write back what they resolved come to an end of it. */
    toHaveNoFeedbackLoop: Matcher<T>;
    /** Each acknowledged write has an effect, unless who knew of it undid it, or `mayLose` grants it. */
    toLoseNoWrites: Matcher<T>;
    /** What was taken out stays out, unless somebody put it in who did not know of that. */
    toResurrectNoDeletes: Matcher<T>;
    /** Replicas are only in states that its `valid` allows; unknown where it has none. */
    toStayValid: Matcher<T>;
    /** States only grow, by its `includes`; unknown where it has none. */
    toBeMonotone: Matcher<T>;
    /** States grow no faster than by a little each write. */
    toHaveBoundedGrowth: Matcher<T>;
    /** Two versions of it come to the same. */
    toAgree: Matcher<T>;
    /** All that is asked of it holds. */
    toBeSound: Matcher<T>;
  }
}
