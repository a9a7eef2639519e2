/** What there is to say of siblings, in plain words. */
import type { Report } from '../../sim/report.js';
import { countOf, formatCount } from './format.js';

/** Nothing in runs where every write knows what is held where it is accepted. */
export function siblingsOf({ siblings }: Report): string {
  if (siblings === undefined) return '';
  const { most, mostAtRead, mergedAtRead, told, decided } = siblings;
  const merged = mergedAtRead === 0 ? '' : ` Readers put them together ${countOf(mergedAtRead, 'time')}.`;
  const people =
    told === 0 ? '' : ` People were asked ${countOf(told, 'time')} and decided ${formatCount(decided)}.`;
  return (
    `At most ${countOf(most, 'version')} of one key at once, ` +
    `${formatCount(mostAtRead)} in one read.${merged}${people}`
  );
}
