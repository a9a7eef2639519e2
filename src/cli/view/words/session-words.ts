/** What happens to requests whose session has seen more than the replica they came to. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { formatCount, formatMoment } from './quantity.js';
import { showText } from '../drawing/text-width.js';

/** A request waits for its replica, or goes on to the source. */
export function wordsForState(event: TraceEvent & { readonly kind: 'await-state' | 'send-on' }): string {
  const asked = `${showText(event.client)} asks for ${showText(event.key)}`;
  if (event.kind === 'send-on') return `ON      to ${showText(event.to)}: ${asked}`;
  const state = Object.entries(event.state).map(([leader, count]) => `${showText(leader)} ${formatCount(count)}`);
  return `WAITS   for ${state.join(', ')} until ${formatMoment(event.untilUs)}: ${asked}`;
}
