/** What a scenario says of conflicts: where stamps come from, how conflicts are noticed, what is kept. */
import type { ReplicatedTypeName } from '../base/operation-kind.js';

/** How a strategy notices conflicts and what it does about them. */
export interface ConflictRules {
  readonly timestamps: TimestampKind;
  readonly detect: DetectorName;
  readonly resolve: ResolverName | ReplicatedTypeName | OwnResolver;
}

/** A resolver of the user's own: the file that holds it, or `own` where a program hands it over. */
export type OwnResolver = 'own' | `${string}.${(typeof moduleEndings)[number]}`;

/** What the names of files end with that can hold a resolver. */
export const moduleEndings = ['ts', 'mts', 'js', 'mjs'] as const;

/** Whether a rule is a resolver of the user's own. */
export function isOwnResolver(rule: string): rule is OwnResolver {
  return rule === 'own' || moduleEndings.some((ending) => rule.endsWith(`.${ending}`));
}

/**
 * Where stamps come from: the node's `physical` clock; a `lamport` count; a `hybrid` of both; or
 * `truetime`, a clock that knows its own bound and makes each write wait until its stamp has passed.
 */
export type TimestampKind = 'physical' | 'lamport' | 'hybrid' | 'truetime';

/** How a strategy tells "newer" from "concurrent". */
export type DetectorName = 'version-vector' | 'timestamp';

/** What a strategy keeps of two versions. */
export type ResolverName = 'lww' | 'fww' | 'arrival' | 'siblings';
