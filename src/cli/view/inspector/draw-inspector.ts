/** The key inspector: what every replica holds of one key, what it knows of it, and what is missing where. */
import type { InspectedWrite, KeyInspection, ReplicaInspection } from '../../../sim/key-inspection.js';
import type { Size } from '../drawing/panel.js';
import { fitRow, span, spreadRow } from '../drawing/row.js';
import type { Row, Span } from '../drawing/row.js';
import { cutMiddle, cutText, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import { asciiTheme } from '../drawing/theme.js';
import type { Theme } from '../drawing/theme.js';
import { formatCount, formatCountOf, formatMoment } from '../words/quantity.js';
import * as words from './held-words.js';
import { drawMissing, drawNewest, listThrownAway } from './missing-rows.js';
import { shortenNames } from './short-names.js';

/** The panel's content in a space of this size; `scroll`: how many replicas are scrolled out at its top. */
export function drawInspector(inspection: KeyInspection | null, size: Size, theme: Theme, scroll = 0): readonly Row[] {
  if (inspection === null) return [[span(' no key was written yet; k chooses one', 'dim')]];
  const { lines, notes, room } = planRows(inspection, size, theme);
  const first = Math.min(scroll, lines.length - room.lines);
  const seen = lines.slice(first, first + room.lines);
  const labels = room.hasHeader ? labelsFor(inspection) : noLabels;
  const columns = planColumns(lines, size.columns, labels);
  const rows: Row[] = [drawTop(inspection, size, theme)];
  if (room.hasHeader) rows.push(drawHeader(columns, labels));
  rows.push(...seen.map((line) => drawLine(line, columns, theme)));
  if (room.hasMore) rows.push(drawRest(lines.length, seen.length));
  rows.push(...notes.slice(0, room.notes));
  return rows.slice(0, size.rows).map((row) => fitRow(row, size.columns, theme.ellipsis));
}

/** How far the replicas can be scrolled in a space of this size. */
export function countInspectorSteps(inspection: KeyInspection | null, size: Size): number {
  if (inspection === null) return 0;
  const { lines, room } = planRows(inspection, size, asciiTheme);
  return lines.length - room.lines;
}

/** A line of the table: a replica, or one of the siblings that it holds. */
interface Line {
  readonly name: string;
  readonly mark: string;
  readonly value: string;
  readonly isAbsent: boolean;
  readonly context: string;
  readonly origin: string;
  readonly stamp: string;
  readonly trouble: Span;
}

interface Room {
  readonly lines: number;
  readonly notes: number;
  readonly hasHeader: boolean;
  readonly hasMore: boolean;
}

interface Columns {
  readonly name: number;
  readonly value: number;
  readonly context: number;
  readonly origin: number;
  readonly stamp: number;
  readonly trouble: number;
}

/** What the columns are called. */
type Labels = Readonly<Record<'name' | 'value' | 'context' | 'origin' | 'stamp', string>>;

/** Wide enough to tell one value from another. */
const leastValue = 9;
const widestValue = 44;
const widestContext = 36;
const leastContext = 10;
const widestName = 24;

function planRows(inspection: KeyInspection, size: Size, theme: Theme): { readonly lines: readonly Line[]; readonly notes: readonly Row[]; readonly room: Room } {
  const names = shortenNames(inspection.replicas.filter(({ role }) => role !== 'follower').map(({ replica }) => replica));
  const thrown = listThrownAway(inspection);
  const lines = inspection.replicas.flatMap((replica) => linesFor(replica, names, thrown));
  const notes = [...drawMissing(inspection, names, theme), drawNewest(inspection)];
  return { lines, notes, room: planRoom(lines.length, notes.length, size.rows) };
}

/** What was thrown away has a row whatever is scrolled out for it. */
function planRoom(lines: number, notes: number, rows: number): Room {
  const below = Math.max(0, rows - 1);
  const hasHeader = below >= Math.min(lines, 4) + notes + 1;
  const free = below - (hasHeader ? 1 : 0);
  const leastNotes = Math.min(notes, free >= 3 ? Math.max(1, Math.floor(free / 3)) : 0);
  const hasMore = lines > free - leastNotes && free - leastNotes >= 3;
  const seen = Math.max(1, Math.min(lines, free - leastNotes - (hasMore ? 1 : 0)));
  return { lines: seen, notes: Math.max(0, free - seen - (hasMore ? 1 : 0)), hasHeader, hasMore };
}

function linesFor(replica: ReplicaInspection, names: ReadonlyMap<string, string>, thrown: ReadonlySet<number>): readonly Line[] {
  const { held, context, role } = replica;
  const { word, tone } = words.wordForTrouble(replica);
  const version = words.newestVersionOf(held);
  const kept = replica.keepsFor.map(({ write, replica: other }) => `w${write} for ${names.get(other) ?? showText(other)}`);
  const line: Line = {
    name: nameOf(replica),
    mark: words.versionsOf(held).some(({ write }) => thrown.has(write)) ? '*' : ' ',
    value: words.wordsForHeld(held, role) + (kept.length === 0 ? '' : ` keeps ${kept.join(', ')}`),
    isAbsent: version === null,
    context: words.wordsForContext(context, names),
    origin: version === null ? '' : words.wordsForOrigin(version, names),
    stamp: version === null ? '' : words.wordsForStamp(version.stamp),
    trouble: span(word, tone),
  };
  if (held.kind !== 'siblings') return [line];
  const siblings = held.versions.map((sibling): Line => lineForSibling(sibling, names, thrown));
  return [{ ...line, mark: ' ', value: formatCountOf(siblings.length, 'sibling'), origin: '', stamp: '' }, ...siblings];
}

function lineForSibling(sibling: InspectedWrite, names: ReadonlyMap<string, string>, thrown: ReadonlySet<number>): Line {
  return {
    name: '',
    mark: thrown.has(sibling.write) ? '*' : '|',
    value: words.valueOf(sibling),
    isAbsent: false,
    context: words.wordsForClock(sibling.clock, names),
    origin: words.wordsForOrigin(sibling, names),
    stamp: words.wordsForStamp(sibling.stamp),
    trouble: span(''),
  };
}

/** Who leads, where not everybody does, has a mark. */
function nameOf({ replica, role }: ReplicaInspection): string {
  return role === 'writer' ? `${showText(replica)} (writer)` : showText(replica);
}

/** A column that has no room is left out: the stamp first, then where the write came from, then what is known. */
function planColumns(lines: readonly Line[], columns: number, labels: Labels): Columns {
  const widest = (of: (line: Line) => string, most: number): number =>
    Math.min(most, lines.reduce((width, line) => Math.max(width, measureWidth(of(line))), 0));
  const name = Math.min(Math.max(labels.name.length, widest((line) => line.name, widestName)), Math.max(6, Math.floor(columns / 4)));
  const trouble = widest((line) => line.trouble.text, 8);
  const wanted = Math.max(labels.value.length, widest((line) => line.value, widestValue));
  let left = columns - 2 - name - 1 - (trouble === 0 ? 0 : trouble + 2) - Math.min(wanted, leastValue);
  const take = (natural: number, label: string): number => {
    const width = natural === 0 ? 0 : Math.max(natural, label.length);
    if (width === 0 || width + 2 > left) return 0;
    left -= width + 2;
    return width;
  };
  const known = widest((line) => line.context, widestContext);
  // What is known may be cut, down to an author or two.
  const context = take(known, labels.context) || take(left >= leastContext + 2 ? Math.min(known, left - 2) : 0, '');
  const more = Math.min(wanted - Math.min(wanted, leastValue), left);
  left -= more;
  const origin = take(widest((line) => line.origin, 40), labels.origin);
  const stamp = take(widest((line) => line.stamp, 40), labels.stamp);
  return { name, value: Math.min(wanted, leastValue) + more, context, origin, stamp, trouble };
}

function drawLine(line: Line, columns: Columns, theme: Theme): Row {
  const { name, value, context, origin, stamp, trouble } = columns;
  const column = (text: string, width: number): Span => span(width === 0 ? '' : `  ${fitLeft(text, width, theme.ellipsis)}`, 'dim');
  return [
    span(` ${fitLeft(cutMiddle(line.name, name, theme.ellipsis), name, theme.ellipsis)} `),
    span(line.mark, line.mark === '*' ? 'bad' : 'dim'),
    span(fitLeft(line.value, value, theme.ellipsis), line.isAbsent ? 'dim' : 'strong'),
    { ...column(line.context, context), tone: 'accent' },
    column(line.origin, origin),
    column(line.stamp, stamp),
    span(trouble === 0 ? '' : `  ${line.trouble.text}`, line.trouble.tone),
  ];
}

function drawHeader({ name, value, context, origin, stamp }: Columns, labels: Labels): Row {
  const column = (text: string, width: number): string => (width === 0 ? '' : `  ${fitLeft(cutText(text, width, ''), width, '')}`);
  const first = ` ${fitLeft(cutText(labels.name, name, ''), name, '')}  ${fitLeft(cutText(labels.value, value, ''), value, '')}`;
  return [span(first + column(labels.context, context) + column(labels.origin, origin) + column(labels.stamp, stamp), 'dim')];
}

function labelsFor({ strategy }: KeyInspection): Labels {
  const isOfLog = strategy === 'single-leader' || strategy === 'certification' || strategy === 'shared-storage';
  return { name: 'replica', value: 'holds', context: isOfLog ? 'its log' : 'knows of', origin: 'from', stamp: 'stamp, off by' };
}

const noLabels: Labels = { name: '', value: '', context: '', origin: '', stamp: '' };

function drawTop(inspection: KeyInspection, { columns }: Size, theme: Theme): Row {
  const { key, writes, nowUs, isDivergent } = inspection;
  const moment = span(`t=${formatMoment(nowUs)} `, 'dim');
  const verdict = isDivergent ? span('they differ ', 'warn') : span('all the same ', 'good');
  const count = span(` ${formatCountOf(writes, 'write')}`, 'dim');
  const room = columns - 2 - measureWidth(verdict.text);
  const name = span(` ${cutText(showText(key), Math.max(4, room), theme.ellipsis)}`, 'title');
  const isWide = columns >= measureWidth(name.text + count.text + verdict.text + moment.text) + 2;
  return spreadRow([name, ...(isWide ? [count] : [])], isWide ? [verdict, moment] : [verdict], columns, theme.ellipsis);
}

function drawRest(lines: number, seen: number): Row {
  return [span(` and ${formatCount(lines - seen)} more lines`, 'dim')];
}
