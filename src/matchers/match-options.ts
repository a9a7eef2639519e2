/** What tests may hand to matchers of resolvers. */
import type { CheckOptions } from '../sim/check-resolver.js';
import type { ResolverDefinition } from '../sim/simulate.js';

/**
 * How far a test looks. Defaults: all histories of up to 3 writes, and 2,000 random ones, which takes about
 * a second; `quarrel check` looks further.
 */
export type MatchOptions = Omit<CheckOptions, 'realm'>;

/**
 * What can be checked.
 *
 * A resolver is called in the test's own process: what never ends hangs the test, and what asks the clock or
 * chance is found only where its answers differ. A path (from the test's own file, as imports are) or a file
 * URL names a module, which runs in a realm of its own, where calls that do not end are stopped and clock,
 * chance and language are trapped.
 */
export type Checkable = ResolverDefinition | string | URL;

/** The defaults. */
export const defaultMatchOptions = { replicas: 3, writes: 3, runs: 2000 } as const satisfies MatchOptions;
