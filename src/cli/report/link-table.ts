/** Ways between replicas as rows of a table: all where they are few, else the slowest, and how many more there are. */
import type { Report } from '../../sim/report.js';
import { printable } from '../printable.js';
import { cutMiddle, measureWidth } from '../view/drawing/text-width.js';
import { formatShortCount, formatShortDuration } from '../view/words/quantity.js';
import { formatBytes, formatCount } from './format.js';
import { linkFiguresOf, type LinkFigures } from './link-figures.js';

/** So many are shown whole. */
export const mostLinksShown = 12;
/** Of more than that, so many of the slowest. */
export const slowestLinksShown = 6;

/** What stands above the rows: the lag of writes from the one to the other, and what the link between them carried. */
export const linkHeader = ['From', 'To', 'Lag p50', 'p95', 'p99', 'max', 'Msgs', 'Sent', 'Mbit/s', 'Queue'] as const;

/** What stands above the header. */
export const linkTitle = 'Links: lag of writes, what was sent (Mbit/s in the busiest second), longest queue';

/** The rows, and a line about the rest where there is one. */
export function linkRows(report: Report): { readonly rows: readonly (readonly string[])[]; readonly hidden: string | null } {
  const all = linkFiguresOf(report);
  const links = all.filter(({ traffic }) => traffic !== null);
  // Of many, those that are links: followers beside their leaders only add to what these took.
  const told = all.length <= mostLinksShown || links.length === 0 ? all : links;
  const shown = told.length <= mostLinksShown ? told : slowestOf(told);
  const hidden = all.length - shown.length;
  return {
    rows: shown.map(rowOf),
    hidden: hidden === 0 ? null : `and ${formatCount(hidden)} more; --format json has them all`,
  };
}

/** Names cut so that a row keeps within so many columns with two spaces between cells. */
export function fitNames(rows: readonly (readonly string[])[], columns: number): readonly (readonly string[])[] {
  const figures = linkHeader.slice(2).map((title, at) => Math.max(title.length, ...rows.map((row) => row[at + 2]?.length ?? 0)));
  const room = columns - figures.reduce((sum, width) => sum + width + 2, 0) - 2;
  const widest = (at: 0 | 1): number => Math.max(linkHeader[at].length, ...rows.map((row) => measureWidth(row[at] ?? '')));
  const [from, to] = [widest(0), widest(1)];
  if (from + to <= room) return rows;
  const half = Math.floor(room / 2);
  const ofFrom = Math.max(half, room - to);
  const ofTo = Math.max(half, room - from);
  return rows.map(([one = '', other = '', ...rest]) => [cutMiddle(one, ofFrom, '~'), cutMiddle(other, ofTo, '~'), ...rest]);
}

function slowestOf(links: readonly LinkFigures[]): readonly LinkFigures[] {
  const slowness = ({ lag }: LinkFigures): number => lag?.p99Ms ?? Infinity;
  return links.toSorted((a, b) => (slowness(b) > slowness(a) ? 1 : slowness(b) < slowness(a) ? -1 : 0)).slice(0, slowestLinksShown);
}

function rowOf({ from, to, lag, traffic, queue }: LinkFigures): readonly string[] {
  return [
    printable(from),
    printable(to),
    ...[lag?.p50Ms, lag?.p95Ms, lag?.p99Ms, lag?.maxMs].map(formatLag),
    traffic === null ? '-' : formatShortCount(traffic.messages),
    traffic === null ? '-' : formatBytes(traffic.bytes),
    traffic === null ? '-' : roughly(traffic.peakMbps),
    queue === null ? '-' : formatShortCount(queue.peakWrites),
  ];
}

function formatLag(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '-' : formatShortDuration(Math.round(ms * 1000));
}

/** Three digits say enough. */
function roughly(mbps: number): string {
  return mbps >= 100 ? formatShortCount(Math.round(mbps)) : String(Number(mbps.toPrecision(3)));
}
