/** The middle of a star. */
import type { Topology } from './network.js';

/**
 * The region that every link begins or ends at, by index, where each link has its way back; null when
 * there is none. Of two regions it is the first link's beginning; 0 where nobody is linked.
 */
export function hubOf({ links }: Pick<Topology, 'links'>): number | null {
  if (links.length === 0) return 0;
  const [first] = links;
  const hub = [first.from, first.to].find((end) =>
    links.every(({ from, to }) => from === end || to === end),
  );
  const hasWayBack = links.every((forth) =>
    links.some((back) => back.from === forth.to && back.to === forth.from),
  );
  return hub === undefined || !hasWayBack ? null : hub;
}
