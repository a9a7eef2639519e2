/** What is said of writes that go home. */
import type { Report } from '../../sim/report.js';
import { countOf, formatCount } from './format.js';

/** Where writes went; empty where none go home. */
export function homesOf({ clients: { homes } }: Report): string {
  if (homes === undefined) return '';
  const { atHome, strayed, away, routed, failedOver } = homes;
  const parts = [
    [strayed, 'strayed'],
    [away, 'came from where their user had moved before the home followed'],
    [failedOver, 'went to the next region because a leader was down'],
  ] as const;
  const rest = parts.flatMap(([count, words]) => (count === 0 ? [] : [`, ${formatCount(count)} ${words}`]));
  return `${countOf(atHome, 'write')} for home${rest.join('')}; ${formatCount(routed)} were served in another region.`;
}
