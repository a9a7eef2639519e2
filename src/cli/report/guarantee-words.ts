/** What is said of what clients saw: which guarantees were broken, and which nobody could judge. */
import type { Report } from '../../sim/report.js';
import { formatCount } from './format.js';

/** As sentences; empty where nothing at all was judged. */
export function guaranteesOf({ clients }: Report): string {
  const { violations } = clients;
  const guarantees = [
    ['read your writes', violations.readYourWrites],
    ['monotonic reads', violations.monotonicReads],
    ['monotonic writes', violations.monotonicWrites],
    ['writes follow reads', violations.writesFollowReads],
    ['causal order', violations.causal],
  ] as const;
  const order = clients.linearizable === 'violated' ? 'NOT linearizable: no order of the requests explains what was read. ' : '';
  if (guarantees.every(([, count]) => count === null)) return order.trim();
  const broken = guarantees.flatMap(([name, count]) => (count === null || count === 0 ? [] : [`${formatCount(count)} of ${name}`]));
  const untold = guarantees.flatMap(([name, count]) => (count === null ? [name] : []));
  const hasJudged = untold.length < guarantees.length;
  const sound = hasJudged ? `No guarantee to sessions ${untold.length === 0 ? 'was' : 'that could be judged was'} broken.` : '';
  const said = broken.length === 0 ? sound : `Violations: ${broken.join(', ')}.`;
  const rest = untold.length === 0 ? '' : ` Could not be told: ${untold.join(', ')}.`;
  const unread = clients.linearizable === 'unknown' && clients.read.count === 0 ? ' No reads to judge by.' : '';
  return `${order}${said}${rest}${unread}`.trim();
}
