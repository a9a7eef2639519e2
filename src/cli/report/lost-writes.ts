/** Lost writes as rows of a table: the first ones, and how many more there are. */
import type { LostWrite } from '../../sim/record/trace.js';
import { printable } from '../printable.js';
import { formatCount, formatMs } from './format.js';

/** Lost writes beyond this many are only counted. */
export const maxLostWritesShown = 5;

/** What stands above the rows. */
export const lostWriteHeader = ['Write', 'Key', 'Accepted at', 'Time', 'Cause', 'Lost where'] as const;

/** Under {@link lostWriteHeader}. */
export type LostWriteRow = readonly [
  write: string,
  key: string,
  replica: string,
  time: string,
  cause: string,
  where: string,
];

/** The rows, and a line about the rest where there is one. */
export function lostWriteRows(lostWrites: readonly LostWrite[]): {
  readonly rows: readonly LostWriteRow[];
  readonly hidden: string | null;
} {
  const hidden = lostWrites.length - maxLostWritesShown;
  return {
    rows: lostWrites.slice(0, maxLostWritesShown).map(rowOf),
    hidden: hidden > 0 ? `and ${formatCount(hidden)} more` : null,
  };
}

function rowOf(lost: LostWrite): LostWriteRow {
  return [
    String(lost.write),
    printable(lost.key),
    printable(lost.replica),
    formatMs(lost.acceptedAtUs / 1000),
    lost.cause,
    lost.everywhere ? 'everywhere' : 'at some replicas',
  ];
}
