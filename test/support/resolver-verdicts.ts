/** Checks resolvers of tests, and says what was violated. */
import { checkResolver, type CheckOptions } from '../../src/sim/check-resolver.js';
import type { ResolverCheck } from '../../src/sim/resolver-check.js';
import type { ResolverDefinition } from '../../src/sim/resolution/user-resolver.js';

/** All small histories and some random ones. */
export function checkSmall(definition: ResolverDefinition, options: CheckOptions = {}): ResolverCheck {
  return checkResolver(definition, { writes: 3, runs: 300, ...options });
}

/** What does not hold, in the order in which it is told. */
export function listViolated({ properties }: ResolverCheck): readonly string[] {
  return properties.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property);
}

/** What does not hold or is not known, with the reason or the fault in words. */
export function listDoubts(check: ResolverCheck): readonly string[] {
  return check.properties.flatMap((each) => {
    switch (each.verdict) {
      case 'holds':
        return [];
      case 'unknown':
        return [`${each.property} unknown: ${each.reason}`];
      case 'violated':
        return [`${each.property} violated: ${wordsOf(check, each)}`];
    }
  });
}

/** How many writes the counterexample to a property has; null where there is none. */
export function countWrites({ properties }: ResolverCheck, property: string): number | null {
  const found = properties.find((each) => each.property === property);
  return found?.verdict === 'violated' ? (found.counterexample?.history.writes.length ?? null) : null;
}

function wordsOf({ operations }: ResolverCheck, verdict: object): string {
  if (!('counterexample' in verdict)) return JSON.stringify(verdict);
  return JSON.stringify([verdict.counterexample, operations]);
}
