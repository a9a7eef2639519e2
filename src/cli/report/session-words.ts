/** What is said of where reads went, and of what sessions had to wait for. */
import type { Report } from '../../sim/report.js';
import { countOf, formatCount, formatMs } from './format.js';

/** Where reads went; empty where every request goes to its leader. */
export function readsOf({ clients: { sessions } }: Report): string {
  if (sessions === undefined) return '';
  const { count, roamed, heldBack, reads, tokens } = sessions;
  const sent = [
    [reads.leader, 'to the leader there'],
    [reads.follower, 'to a follower there'],
    [reads.elsewhere, 'to another region'],
  ] as const;
  const parts = sent.flatMap(([number, words]) => (number === 0 ? [] : [`${formatCount(number)} ${words}`]));
  const roaming = roamed === 0 ? '' : `, ${countOf(roamed, 'request')} from elsewhere than home`;
  const turns = heldBack === 0 ? '' : `, ${formatCount(heldBack)} after waiting for their turn`;
  const head = `${countOf(count, 'session')}${roaming}${turns}.`;
  const where = parts.length === 0 ? '' : ` Reads went ${parts.join(', ')}.`;
  if (tokens === null) return head + where;
  const { waits, sentOn, refused } = tokens;
  const longest = waits.maxMs === null ? '' : `, ${formatMs(waits.maxMs)} at most`;
  const ends = [
    [sentOn, 'sent on to the source'],
    [refused, 'refused because nobody asked was far enough'],
  ] as const;
  const rest = ends.flatMap(([number, words]) => (number === 0 ? [] : [`, ${formatCount(number)} ${words}`]));
  return `${head}${where} ${countOf(waits.count, 'request')} waited for a replica that was behind${longest}${rest.join('')}.`;
}
