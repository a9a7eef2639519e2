/** Acknowledged writes of a key that are not everywhere: which, whose, and what became of them where. */
import type { InspectedWrite, KeyInspection, MissingCopy, MissingWrite } from '../../../sim/key-inspection.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { cutText, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { formatCountOf, formatMoment } from '../words/quantity.js';
import { valueOf } from './held-words.js';

/** Columns of a value in such a row. */
const valueColumns = 24;

/** The writes that some replica threw away. */
export function listThrownAway({ missing }: KeyInspection): ReadonlySet<number> {
  return new Set(missing.filter(isThrownAway).map(({ write }) => write));
}

/** One row a write that was thrown away somewhere, and one for all that are on their way. */
export function drawMissing(inspection: KeyInspection, names: ReadonlyMap<string, string>, theme: Theme): readonly Row[] {
  const thrown = inspection.missing.filter(isThrownAway);
  const late = inspection.missing.filter((write) => !isThrownAway(write));
  const rows: Row[] = thrown.map((write) => drawThrownAway(write, names, theme));
  if (late.length > 0) rows.push(drawLate(late, names));
  return rows;
}

/** Who wrote the key last, and when. */
export function drawNewest({ newest, awaited }: KeyInspection): Row {
  if (awaited > 0) return [span(` ${formatCountOf(awaited, 'write')} of the run still to be looked through`, 'dim')];
  if (newest === null) return [span(' nobody wrote it yet', 'dim')];
  const fate = newest.fate === null ? '' : `; if it ended now: ${newest.fate}`;
  const answer = newest.isAcknowledged ? 'acknowledged' : 'not acknowledged';
  const when = `w${newest.write} by ${showText(newest.origin)} at ${formatMoment(newest.acceptedAtUs)}`;
  return [span(` last ${when}, ${answer}${fate}`, 'dim')];
}

/** Whether some replica threw a write away, or does without it. */
function isThrownAway({ at }: MissingWrite): boolean {
  return at.some(({ how }) => how !== 'absent');
}

function drawThrownAway(write: MissingWrite, names: ReadonlyMap<string, string>, theme: Theme): Row {
  const where = write.reflectedBy === 0 ? ', HELD NOWHERE' : '';
  const verdict = write.fate === 'lost' ? ' LOST' : '';
  return [
    span(` *${verdict} ${nameOf(write, theme)}`, 'bad'),
    span(` ${showText(write.origin)} ${formatMoment(write.acceptedAtUs)} acked${where}: ${describeCopies(write.at, names)}`),
  ];
}

function drawLate(late: readonly MissingWrite[], names: ReadonlyMap<string, string>): Row {
  const replicas = [...new Set(late.flatMap(({ at }) => at.map(({ replica }) => replica)))];
  const where = replicas.map((replica) => shortOf(replica, names)).join(', ');
  const writes = late.map(({ write }) => `w${write}`).join(' ');
  return [span(` ${formatCountOf(late.length, 'write')} not everywhere yet (${where}): ${writes}`, 'dim')];
}

/** `discarded by us, eu 12.545 (skew); not yet at ap`. */
function describeCopies(at: readonly MissingCopy[], names: ReadonlyMap<string, string>): string {
  const groups = new Map<string, { readonly words: string; readonly tail: string; readonly replicas: string[] }>();
  for (const { replica, how, cause, atUs } of at) {
    const name = `${how} ${cause ?? ''}`;
    const known = groups.get(name);
    if (known !== undefined) {
      known.replicas.push(shortOf(replica, names));
      continue;
    }
    const moment = atUs === null ? '' : ` ${formatMoment(atUs)}`;
    const tail = `${moment}${cause === null ? '' : ` (${cause})`}`;
    groups.set(name, { words: wordsForHow[how], tail, replicas: [shortOf(replica, names)] });
  }
  return [...groups.values()].map(({ words, tail, replicas }) => `${words} ${replicas.join(', ')}${tail}`).join('; ');
}

const wordsForHow: Readonly<Record<MissingCopy['how'], string>> = {
  absent: 'not yet at',
  discarded: 'discarded by',
  dropped: 'dropped for',
  'passed-over': 'passed over at',
};

function nameOf(write: InspectedWrite, theme: Theme): string {
  const value = valueOf(write);
  return value === `w${write.write}` ? value : `w${write.write} ${cutText(value, valueColumns, theme.ellipsis)}`;
}

function shortOf(replica: string, names: ReadonlyMap<string, string>): string {
  const [leader = replica, follower] = replica.split(/\/(?=\d+$)/);
  const short = names.get(leader) ?? showText(leader);
  return follower === undefined ? short : `${short}/${follower}`;
}
