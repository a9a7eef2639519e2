/** What a scenario says of conflicts: where stamps come from, how conflicts are noticed, what is kept. */
import type { ReplicatedTypeName } from '../base/operation-kind.js';

/** How a strategy notices conflicts and what it does about them. */
export interface ConflictRules {
  readonly timestamps: TimestampKind;
  readonly detect: DetectorName;
  readonly resolve: ResolverName | ReplicatedTypeName;
  /** For `site-priority`: regions, the strongest first; the others follow in their order. */
  readonly priority?: readonly number[];
}

/**
 * Where stamps come from: the node's `physical` clock; a `lamport` count; a `hybrid` of both; or
 * `truetime`, a clock that knows its own bound and makes each write wait until its stamp has passed.
 */
export type TimestampKind = 'physical' | 'lamport' | 'hybrid' | 'truetime';

/** How a strategy tells "newer" from "concurrent". */
export type DetectorName = 'version-vector' | 'timestamp';

/** What a strategy keeps of two versions. */
export type ResolverName = 'lww' | 'fww' | 'arrival' | 'siblings' | 'site-priority';
