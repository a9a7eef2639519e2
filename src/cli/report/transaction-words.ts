/** What a report says of conditional writes that copies agreed on. */
import type { Report } from '../../sim/report.js';
import { countOf, formatCount, timesOf } from './format.js';

/** As sentences; empty where nobody agrees on writes. */
export function transactionsOf({ transactions }: Report): string {
  if (transactions === null) return '';
  const { applied, unmet, undecided, inDoubt, ballots, retries, finished } = transactions;
  const ends = [
    `${countOf(applied, 'conditional write')} applied`,
    `${formatCount(unmet)} told that the condition is not met`,
    ...(undecided === 0 ? [] : [`${formatCount(undecided)} not proposed in time`]),
    ...(inDoubt === 0 ? [] : [`${formatCount(inDoubt)} in doubt`]),
  ];
  const others = finished === 0 ? '' : ` Writes of others were finished ${timesOf(finished)}.`;
  return `${ends.join(', ')}; ${countOf(ballots, 'ballot')}, ${formatCount(retries)} of them after the first.${others}`;
}
