/** Conflicts as rows of a table. */
import { cutText } from '../../view/drawing/text-width.js';
import type { LoggedConflict } from '../../view/story/conflict-log.js';
import { indexRun, type ToldRun } from '../../view/story/run-index.js';
import { momentWords, writeNames } from '../../view/story/story-words.js';
import { printable } from '../../printable.js';
import { formatCount } from '../format.js';

/** What stands above the rows; the last one is at how many leaders the two met. */
export const conflictHeader = ['When', 'Where', 'Key', 'Kind', 'Writes', 'Kept', 'Met'] as const;

/** The first so many, and a line about the rest where there is one. */
export function conflictRows(
  told: ToldRun,
  conflicts: readonly LoggedConflict[],
  limit: number,
): { readonly rows: readonly (readonly string[])[]; readonly hidden: string | null } {
  const index = indexRun(told);
  const hidden = conflicts.length - limit;
  return {
    rows: conflicts.slice(0, limit).map(({ atUs, replica, key, kind, writes, kept, meetings }) => [
      momentWords(atUs),
      cutText(printable(replica), mostName, '~'),
      cutText(printable(key), mostKey, '~'),
      kind?.replace('-', '/') ?? '-',
      writes.map((write) => `w${write}`).join(', '),
      cutText(kept.length === 2 ? 'both' : kept.length === 0 ? 'neither' : writeNames(index, kept), mostName, '~'),
      formatCount(meetings),
    ]),
    hidden: hidden > 0 ? `and ${formatCount(hidden)} more; --limit shows them, --json has all` : null,
  };
}

/** Columns of names, so that a row keeps within 80. */
const mostName = 10;
const mostKey = 8;
