/** What a scenario says of conflicts: where stamps come from, how conflicts are noticed, what is kept. */
import type { ReplicatedTypeName } from '../base/operation-kind.js';
import type { PersonRule, ReadRepairRule } from './contexts.js';
import type { UniqueRule } from './unique-rule.js';

/** How a strategy notices conflicts and what it does about them. */
export interface ConflictRules {
  readonly timestamps: TimestampKind;
  readonly detect: DetectorName;
  readonly resolve: ResolverName | ReplicatedTypeName | OwnResolver;
  /** Siblings are resolved by the clients that read them. */
  readonly atRead?: ReadRepairRule;
  /** Siblings are resolved by a person. */
  readonly person?: PersonRule;
  /** For `site-priority`: regions, the strongest first; the others follow in their order. */
  readonly priority?: readonly number[];
  /** Only one row may have a value; absent: values need not be unique. */
  readonly unique?: UniqueRule;
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

/**
 * How a strategy tells "newer" from "concurrent". `row-origin`: concurrent when the incoming change comes
 * from another leader than the last change of the row. `read-time`: by version vectors, but nobody
 * notices before a read returns siblings. Where clients bring contexts of their own, `version-vector` is
 * one vector for a whole object, and `dotted-version-vector` one for each of its siblings.
 */
export type DetectorName =
  | 'version-vector'
  | 'dotted-version-vector'
  | 'timestamp'
  | 'row-origin'
  | 'read-time';

/** Rules that keep one of two versions: any of them can go on with the records of another one. */
export const deployableRules = ['lww', 'fww', 'arrival', 'site-priority'] as const satisfies readonly ResolverName[];

/** One of {@link deployableRules}. */
export type DeployableRule = (typeof deployableRules)[number];

/** What a strategy keeps of two versions. */
export type ResolverName = 'lww' | 'fww' | 'arrival' | 'siblings' | 'site-priority';
