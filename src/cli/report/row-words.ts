/** What is said of rows that were created, and of the indexes over their ids. */
import type { Report } from '../../sim/report.js';
import { countOf, formatCount, trimmed } from './format.js';

/** How many rows there were, and how many ids twice; empty where nobody creates rows. */
export function rowsOf({ rows }: Report): string {
  if (rows === undefined) return '';
  const { ids, created, collisions } = rows;
  const twice = collisions === 0 ? 'no id was given twice' : `${formatCount(collisions)} under an id given before`;
  return `${countOf(created, 'row')} created, named by ${ids}: ${twice}.`;
}

/** What the ids did to the leaders' indexes; empty where nobody creates rows. */
export function indexOf({ rows }: Report): string {
  if (rows === undefined) return '';
  const { pages, splits, fill, pagesPer1000 } = rows.index;
  const full = fill === null ? '' : ` ${trimmed(100 * fill, 1)} % full,`;
  const touched =
    pagesPer1000 === null ? '' : ` 1,000 inserts touched ${trimmed(pagesPer1000, 1)} pages in the mean.`;
  return (
    `${countOf(pages, 'leaf page')} of ${rows.idBytes}-byte ids over all leaders,${full} ` +
    `after ${countOf(splits, 'split')}.${touched}`
  );
}
