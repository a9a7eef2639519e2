/** What is said of reads that were overtaken before they were asked. */
import { staleReadWords } from '../../scenarios/stale-read-words.js';
import type { Report } from '../../sim/report.js';
import { formatCount, formatMs } from './format.js';

/** How many, and the first of them; empty where nobody counts. */
export function staleReadsOf({ clients }: Report): string {
  const { staleReads, firstStaleRead, read } = clients;
  if (staleReads === null) return '';
  if (firstStaleRead === null) return 'None: no read returned only what had been overwritten before it was sent.';
  const first = staleReadWords(firstStaleRead, formatMs(firstStaleRead.atMs));
  return `${formatCount(staleReads)} of ${formatCount(read.count)} returned only what had been overwritten before they were sent. First: ${first}.`;
}
