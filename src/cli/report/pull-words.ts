/** What there is to say of those who ask for what is news, in plain words. */
import type { Report } from '../../sim/report.js';
import { countOf, formatCount } from './format.js';

/** Nothing where everything is sent unasked. */
export function pullingOf({ network: { pulling } }: Report): string {
  if (pulling === undefined) return '';
  const { questions, writes, repeated, passedOver } = pulling;
  const again = repeated === 0 ? '' : `, ${formatCount(repeated)} of them once more`;
  const missed =
    passedOver === 0 ? '' : ` ${countOf(passedOver, 'write')} left out for somebody for good, as the stamp was too early.`;
  return `Asked ${countOf(questions, 'time')}, told ${countOf(writes, 'write')}${again}.${missed}`;
}
