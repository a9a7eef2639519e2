/** What a scenario says of conflicts: where stamps come from, how conflicts are noticed, what is kept. */
import type { ReplicatedTypeName } from '../base/operation-kind.js';
import type { UniqueRule } from './unique-rule.js';

/** How a strategy notices conflicts and what it does about them. */
export interface ConflictRules {
  readonly timestamps: TimestampKind;
  readonly detect: DetectorName;
  readonly resolve: ResolverName | ReplicatedTypeName;
  /** Only one row may have a value; absent: values need not be unique. */
  readonly unique?: UniqueRule;
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
