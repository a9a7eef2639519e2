/** How one version stands to another. */

/** `incoming` seen from `held`. Small integers, because this is asked for every replicated write. */
export const Relation = {
  /** Held knows of incoming. */
  before: 0,
  /** Incoming knows of held. */
  after: 1,
  /** Neither knows of the other. */
  concurrent: 2,
  /** They are the same version. */
  equal: 3,
} as const;

/** One of {@link Relation}. */
export type Relation = (typeof Relation)[keyof typeof Relation];
