/** What a report says of leaders: in a sentence, and as a table of what two that led at once took in. */
import type { LeadershipReport, ReignReport, Report } from '../../sim/report.js';
import { printable } from '../printable.js';
import { countOf, formatCount, formatMs } from './format.js';
import { table } from './layout.js';

/** Reigns beyond this many are left to the JSON report. */
const maxReignsShown = 4;

/** Who led, how often that changed and what it cost; empty where every region leads. */
export function leadersOf({ leadership }: Report): string {
  if (leadership === null) return '';
  const { reigns, failovers, mostLeaders, withoutLeaderMs, severalLeadersMs, acknowledgedDegraded } = leadership;
  const shown = reigns.slice(0, maxReignsShown).map((reign) => {
    const until = reign.untilMs === null ? 'to the end' : `to ${formatMs(reign.untilMs)}`;
    const gone = reign.acknowledgedGone === 0 ? '' : `, ${formatCount(reign.acknowledgedGone)} of them acknowledged and gone`;
    return `${reign.leader} in term ${reign.term} ${until}, ${countOf(reign.taken, 'write')}${gone}`;
  });
  const hidden = reigns.length - shown.length;
  return [
    failovers === 0 ? 'No failover.' : `${countOf(failovers, 'failover')}, ${formatMs(withoutLeaderMs)} without a leader.`,
    mostLeaders > 1 ? ` ${formatCount(mostLeaders)} led at once, for ${formatMs(severalLeadersMs)}.` : '',
    acknowledgedDegraded > 0 ? ` ${countOf(acknowledgedDegraded, 'write')} acknowledged with fewer copies than asked for.` : '',
    ` ${shown.join('; ')}${hidden > 0 ? `; and ${formatCount(hidden)} more` : ''}.`,
  ].join('');
}

/** More writes than this are left to the JSON report. */
const maxWritesShown = 24;

/** Both histories of a split brain, key by key, where they are short; else nothing. */
export function splitBrainLines({ leadership }: Report): string[] {
  const rivals = leadership === null || leadership.mostLeaders < 2 ? [] : listRivals(leadership);
  const writes = rivals.flatMap((reign) => reign.writes ?? []);
  if (rivals.length < 2 || writes.length === 0 || writes.length > maxWritesShown) return [];
  const keys = [...new Set(writes.map(({ key }) => key))].sort();
  const header = ['Key', ...rivals.map(({ leader, term }) => `${printable(leader)}, term ${String(term)}`)];
  const rows = keys.map((key) => [printable(key), ...rivals.map((reign) => historyOf(reign, key))]);
  const gone = writes.filter(({ kept }) => !kept);
  const marks = [
    ...(gone.some(({ acknowledged }) => acknowledged) ? ['In brackets: acknowledged, and gone.'] : []),
    ...(gone.some(({ acknowledged }) => !acknowledged) ? ['In parentheses: never acknowledged, and gone.'] : []),
  ];
  return [...table([header, ...rows]), ...marks];
}

/** Leaders that took writes in while another one led. */
function listRivals({ reigns }: LeadershipReport): readonly ReignReport[] {
  return reigns.filter((reign) =>
    reigns.some((other) => other !== reign && endOf(other) > reign.fromMs && endOf(reign) > other.fromMs),
  );
}

function endOf({ untilMs }: ReignReport): number {
  return untilMs ?? Infinity;
}

/** What one of them made of a key, in order: `x, [y]`. */
function historyOf({ writes }: ReignReport, wanted: string): string {
  const own = (writes ?? []).filter(({ key }) => key === wanted);
  const words = own.map(({ value, acknowledged, kept }) => {
    const text = value === null ? 'deleted' : printable(value);
    if (kept) return text;
    return acknowledged ? `[${text}]` : `(${text})`;
  });
  return words.length === 0 ? '-' : words.join(', ');
}
