/**
 * Which events of a run its space-time diagram shows: all of a small run; of a large one what concerns
 * one key, around the first write that was lost, else the first conflict, else the beginning.
 */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { LostWrite } from '../../../sim/record/trace.js';
import type { CausalEvent, CausalTrace } from '../../view/space-time/causal-trace.js';
import { discardedBy } from '../../view/words/event-line.js';
import { countOf, formatCount, formatMs } from '../format.js';

/** A part of a causal trace. */
export interface DiagramPart {
  /** Places in the causal trace, in order. */
  readonly places: readonly number[];
  /** Which part of the run that is, in a sentence. */
  readonly words: string;
}

/** More than this does not fit, nor would anybody read it. */
const mostDrawnEvents = 130;

/** What a person wants to see first. */
export function choosePart(causal: CausalTrace, lostWrites: readonly LostWrite[]): DiagramPart {
  const drawn = causal.events.flatMap(({ event }, at) => (isDrawn(event) ? [at] : []));
  if (drawn.length <= mostDrawnEvents)
    return { places: drawn, words: `The whole run: ${recorded(drawn.length)}.` };
  const focus = findFocus(causal, lostWrites);
  if (focus === null) {
    const places = drawn.slice(0, mostDrawnEvents);
    const span = spanWords(causal, places, drawn.length);
    return { places, words: `${span} Nothing was lost and no conflict was met: this is how it begins.` };
  }
  const places = around(causal, drawn, focus);
  return { places, words: `${spanWords(causal, places, drawn.length)} ${focus.words}` };
}

/** What the diagram has a mark for; answers to clients and comparisons between replicas are left out. */
function isDrawn(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'acknowledge':
    case 'attempt':
    case 'certify':
    case 'commit-wait':
    case 'repair':
    case 'send-on':
    case 'finding':
      return false;
    case 'apply':
      return event.outcome !== 'known' || discardedBy(event).length > 0;
    default:
      return true;
  }
}

/** What the diagram is about. */
interface Focus {
  readonly key: string;
  /** The story begins and ends here. */
  readonly first: number;
  readonly moment: number;
  /** Of those that matter most, when there is no room for all of the key's. */
  readonly writes: ReadonlySet<number>;
  readonly words: string;
}

function findFocus({ events }: CausalTrace, lostWrites: readonly LostWrite[]): Focus | null {
  const [lost] = lostWrites;
  const conflict = events.findIndex(({ event }) => isOfConflict(event, lost));
  const about = events[conflict]?.event;
  const rivals = about?.kind === 'apply' ? [about.write, ...about.held] : [];
  const [rival] = rivals;
  const subject = lost?.write ?? rival;
  if (subject === undefined) return null;
  const accepted = events.findIndex(
    ({ event }) => event.kind === 'accept' && rivals.concat(subject).includes(event.write),
  );
  const ended = events.findIndex(({ event }) => isEndOf(event, subject));
  const first = Math.max(0, accepted);
  const moment = conflict >= 0 ? conflict : Math.max(first, ended);
  const key = lost?.key ?? (about?.kind === 'apply' ? about.key : '');
  const words = lost === undefined
    ? `It is about key ${key}, over which the first conflict arose.`
    : `It is about key ${key}: its write w${lost.write}, accepted at ${lost.replica} after ` +
      `${formatMs(lost.acceptedAtUs / 1000)}, is the first that was lost.`;
  return { key, first, moment, writes: new Set([...rivals, subject]), words };
}

/** The first conflict of a run; where a write was lost, the one that ended it. */
function isOfConflict(event: TraceEvent, lost: LostWrite | undefined): boolean {
  if (event.kind !== 'apply') return false;
  if (lost === undefined) return event.conflictsWith.length > 0;
  if (event.key !== lost.key) return false;
  return (
    discardedBy(event).includes(lost.write) || (event.write === lost.write && event.outcome === 'discarded')
  );
}

/** Whatever else can end a write. */
function isEndOf(event: TraceEvent, write: number): boolean {
  if (event.kind === 'drop') return event.writes.includes(write);
  return (
    (event.kind === 'rewind' || event.kind === 'apply-error' || event.kind === 'collide') &&
    event.write === write
  );
}

function around({ events }: CausalTrace, drawn: readonly number[], focus: Focus): readonly number[] {
  const ofKey = new Set(
    events.flatMap(({ event }) => (event.kind === 'accept' && event.key === focus.key ? [event.write] : [])),
  );
  const concerned = drawn.filter((at) => concerns(events[at], focus.key, ofKey));
  const all = windowOf(concerned, focus);
  if (all !== null) return all;
  const closest = drawn.filter((at) => concerns(events[at], null, focus.writes));
  return windowOf(closest, focus) ?? closest.slice(0, mostDrawnEvents);
}

/** From a little before to a little after; null where what lies between is too much. */
function windowOf(places: readonly number[], { first, moment }: Focus): readonly number[] | null {
  const begin = places.findIndex((at) => at >= first);
  const end = places.findLastIndex((at) => at <= moment);
  if (begin < 0 || end - begin >= mostDrawnEvents) return null;
  const room = mostDrawnEvents - (end - begin + 1);
  const before = Math.min(begin, Math.floor(Math.min(room, 12) / 3));
  return places.slice(begin - before, end + 1 + Math.min(room - before, 24));
}

function concerns(one: CausalEvent | undefined, key: string | null, writes: ReadonlySet<number>): boolean {
  if (one === undefined) return false;
  const { event } = one;
  if ('write' in event) return writes.has(event.write);
  if ('writes' in event) return event.writes.some((write) => writes.has(write));
  if ('key' in event) return event.key === key;
  return true;
}

/** What the recording has, which is not what the engine counts as an event. */
function recorded(count: number): string {
  return `${countOf(count, 'recorded event')}; answers to clients and the like are left out`;
}

function spanWords({ events }: CausalTrace, places: readonly number[], all: number): string {
  const [first, last] = [places[0], places[places.length - 1]].map((at) => events[at ?? 0]?.event.atUs ?? 0);
  const from = formatMs((first ?? 0) / 1000);
  const until = formatMs((last ?? 0) / 1000);
  return `A part of the run, from ${from} to ${until}: ${formatCount(places.length)} of ${recorded(all)}.`;
}
