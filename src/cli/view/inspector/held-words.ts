/** What a replica holds and knows of a key, in few words. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Held, HeldContext, InspectedStamp, InspectedWrite, ReplicaInspection } from '../../../sim/key-inspection.js';
import type { Tone } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';
import { formatCount, formatMoment, formatSignedDuration } from '../words/quantity.js';
import { describeStamp } from '../words/stamp-words.js';

/** A value, or what there is in its place. */
export function wordsForHeld(held: Held, role: ReplicaInspection['role']): string {
  switch (held.kind) {
    case 'nothing':
      return role === 'other' ? '(keeps no copy)' : '(nothing)';
    case 'forgotten':
      return '(nothing: forgot its delete)';
    case 'value':
      return valueOf(held.version);
    case 'tombstone':
      return '(deleted)';
    case 'siblings':
      return `${held.versions.length} siblings: ${held.versions.map(valueOf).join(' | ')}`;
    case 'merged':
      return wordsForMerged(held);
    default:
      return assertNever(held);
  }
}

/** What a write wrote. */
export function valueOf({ value }: InspectedWrite): string {
  if (value === null) return '(deleted)';
  return value === '' ? '""' : showText(value);
}

/** The version that is held, or the newest one of several. */
export function newestVersionOf(held: Held): InspectedWrite | null {
  switch (held.kind) {
    case 'nothing':
      return null;
    case 'forgotten':
      return held.deletes.at(-1) ?? null;
    case 'value':
    case 'tombstone':
      return held.version;
    case 'siblings':
      return held.versions.at(-1) ?? null;
    case 'merged':
      return held.reflects[0] ?? null;
    default:
      return assertNever(held);
  }
}

/** All versions that are held, as far as they are listed. */
export function versionsOf(held: Held): readonly InspectedWrite[] {
  if (held.kind === 'siblings') return held.versions;
  if (held.kind === 'merged') return held.reflects;
  const version = held.kind === 'forgotten' ? null : newestVersionOf(held);
  return version === null ? [] : [version];
}

/** `w17 us-east 12.410`: which write it is, whose, and when it was accepted; the place comes short. */
export function wordsForOrigin({ write, origin, acceptedAtUs }: InspectedWrite, names: ReadonlyMap<string, string>): string {
  return `w${write} ${names.get(origin) ?? showText(origin)} ${formatMoment(acceptedAtUs)}`;
}

/** A vector, or a place in the log. */
export function wordsForContext(context: HeldContext, names: ReadonlyMap<string, string>): string {
  switch (context.kind) {
    case 'vector':
      return wordsForClock(context.clock, names);
    case 'log':
      return wordsForLog(context);
    case 'order':
      return `order ${wordsForProgress(context.appliedTo, context.end)}`;
    case 'redo':
      return `log ${wordsForProgress(context.shown, context.received)}`;
    default:
      return assertNever(context);
  }
}

/** `v{us:9,ap:5}`. */
export function wordsForClock(clock: InspectedWrite['clock'], names: ReadonlyMap<string, string>): string {
  if (clock === null) return 'v{...}';
  const entries = Object.entries(clock).map(([author, count]) => {
    const [leader = author, life] = author.split(/#(?=\d+$)/);
    return `${names.get(leader) ?? showText(leader)}${life === undefined ? '' : `#${life}`}:${count}`;
  });
  return `v{${entries.join(',')}}`;
}

/** A stamp, and how far its clock was off: `wall 12.223 -210ms`. */
export function wordsForStamp(stamp: InspectedStamp): string {
  if (stamp.kind !== 'physical') return describeStamp(stamp);
  const offset = stamp.offsetUs === null || Math.abs(stamp.offsetUs) < 1 ? '' : ` ${formatSignedDuration(stamp.offsetUs)}`;
  return `wall ${formatMoment(stamp.readingUs)}${offset}`;
}

/** What is wrong with a replica or what it holds, in one word; empty for nothing. */
export function wordForTrouble({ state, isConcurrent, group, held }: ReplicaInspection): { readonly word: string; readonly tone: Tone } {
  if (state !== 'up') return { word: state.toUpperCase(), tone: 'bad' };
  if (held.kind === 'siblings' || isConcurrent) return { word: 'CONFLICT', tone: 'warn' };
  return group !== null && group > 0 ? { word: 'differs', tone: 'warn' } : { word: '', tone: 'plain' };
}

function wordsForMerged({ values, beside }: Held & { readonly kind: 'merged' }): string {
  const shown = values.length === 1 ? showText(values[0] ?? '') || '""' : `{${values.map(showText).join(', ')}}`;
  return beside === null || beside.length === 0 ? shown : `${shown} beside ${beside.map(showText).join(', ')}`;
}

function wordsForLog({ place, appliedTo, end, waits }: HeldContext & { readonly kind: 'log' }): string {
  const where = place === null ? '' : `term ${place.term} #${formatCount(place.index)} `;
  const wait = waits === null ? '' : ` w${waits} waits`;
  return `${where}of ${wordsForProgress(appliedTo, end)}${wait}`;
}

/** `118`, or `116/118` when it is behind. */
function wordsForProgress(done: number, of: number): string {
  return done === of ? formatCount(done) : `${formatCount(done)}/${formatCount(of)}`;
}
