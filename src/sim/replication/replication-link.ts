/** The connections that replication uses. */
import type { Link } from '../scenario.js';

/** A connection that replication uses: between two leaders, or from a leader to one of its followers. */
export interface ReplicationLink {
  readonly spec: Link;
  /** Index of the replica at its end. */
  readonly target: number;
  readonly toFollower: boolean;
}

/** For each link, the one between the same leaders the other way; −1 if there is none. */
export function pairWays(links: readonly ReplicationLink[]): Int32Array {
  return Int32Array.from(links, ({ spec, toFollower }) =>
    toFollower
      ? -1
      : links.findIndex(
          (other) => !other.toFollower && other.spec.from === spec.to && other.spec.to === spec.from,
        ),
  );
}
