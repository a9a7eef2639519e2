/**
 * How an index over row ids looks: pages are PostgreSQL's, 8 KiB less 40 bytes of header and links, and an
 * entry takes 12 bytes beside its key. That makes 407 integers or 291 UUIDs a leaf; an ascending split
 * leaves 90 % of them behind.
 *
 * @see PostgreSQL, Database Page Layout, and the fillfactor of B-tree indexes
 */
import type { RowIdScheme } from '../scenario.js';
import { bytesOfRowId } from './row-ids.js';

/** The shape of a `storage/b-tree.ts` over ids of a scheme. */
export function indexShapeOf(scheme: RowIdScheme): {
  readonly capacity: number;
  readonly rightmostFill: number;
  readonly window: number;
} {
  const capacity = Math.floor((8192 - 40) / (bytesOfRowId(scheme) + 12));
  return { capacity, rightmostFill: 0.9, window: 1000 };
}
