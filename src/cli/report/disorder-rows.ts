/** Requests that no order explains, as rows of a table: the smallest part of one key that shows it. */
import { describeDeed, type HistoryOperation } from '../../sim/record/history.js';
import type { Disorder } from '../../sim/simulate.js';
import { printable } from '../printable.js';
import { momentWords } from '../view/story/story-words.js';
import { countOf, formatCount } from './format.js';

/** Requests beyond this many are only counted. */
export const mostRequestsShown = 12;

/** What stands above the rows, where a table has to have a head. */
export const disorderHeader = ['Sent', 'Answered', 'Client', 'What'] as const;

/** A title that names the keys, a row for each request under {@link disorderHeader}, and a line about the rest. */
export function disorderRows({ keys, keyCount, requests }: Disorder): {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  readonly hidden: string | null;
} {
  const hidden = requests.length - mostRequestsShown;
  const named = keys.map(printable).join(', ');
  const others = keyCount - keys.length;
  const which = `${countOf(keyCount, 'key')}: ${named}${others === 0 ? '' : ` and ${formatCount(others)} more`}`;
  return {
    title: `Not linearizable on ${which}; no order explains these requests`,
    rows: requests.slice(0, mostRequestsShown).map(({ client, operation }) => [
      ...momentsOf(operation), printable(client), printable(describeDeed(operation)),
    ]),
    hidden: hidden > 0 ? `and ${formatCount(hidden)} more` : null,
  };
}

function momentsOf({ invokedAtUs, answeredAtUs }: HistoryOperation): readonly [sent: string, answered: string] {
  return [invokedAtUs === null ? '-' : momentWords(invokedAtUs), answeredAtUs === null ? 'no answer' : momentWords(answeredAtUs)];
}
