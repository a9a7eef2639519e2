/** The order of stamps among the writes that data types keep. */
import type { Origin } from '../replicated-type.js';

/** What orders writes by stamp. */
export type Stamped = Pick<Origin, 'stamp' | 'leader' | 'op'>;

/** By stamp, then leader, then acceptance there: total. Positive when `x` is later. */
export function compareStamped(x: Stamped, y: Stamped): number {
  return x.stamp - y.stamp || x.leader - y.leader || x.op - y.op;
}
