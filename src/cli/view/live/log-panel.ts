/** The event log: the newest events at the bottom, or those that were scrolled to. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { describeEvent, searchTextOf } from '../words/event-line.js';
import type { EventLine } from '../words/event-line.js';
import type { LoggedEvent } from './event-log.js';
import type { LiveState } from './live-state.js';
import { windowOfLog } from './log-scroll.js';
import type { SeenLog } from './log-scroll.js';
import type { PanelTitle, Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { cutMiddle, fitLeft, measureWidth, showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';

/** The events that are seen and pass the filter, in a space of this size. */
export function drawLog(state: LiveState, size: Size, theme: Theme): readonly Row[] {
  const { filter, logEnd, selected } = state.focus;
  const events = windowOfLog(seenLogOf(state, size), logEnd);
  if (events.length === 0 && filter !== '') {
    return [[span(` no event of the last ${state.record.log.size} has this text in it`, 'dim')]];
  }
  const replicaColumns = columnsForReplicas(state, size);
  return events.map((logged) => drawEvent(logged, logged.number === selected?.number, replicaColumns, theme));
}

/** The log as it is seen in a space of this size. */
export function seenLogOf({ record, focus, playback, observation }: LiveState, { rows }: Size): SeenLog {
  const text = focus.filter.toLowerCase();
  const isFound = (event: TraceEvent) => text === '' || textOf(event).includes(text);
  // A log that moves 30 times a second cannot be read: while it follows a run it moves five times.
  const isMoving = playback.mode === 'running' && focus.logEnd === null;
  const stepUs = playback.speed * 200_000;
  const untilUs = Math.floor(observation.nowUs / stepUs) * stepUs;
  const isFast = isMoving && (record.log.from(0, 1, isFound)[0]?.event.atUs ?? Infinity) > untilUs;
  const isWanted = isMoving && !isFast ? (event: TraceEvent) => event.atUs <= untilUs && isFound(event) : isFound;
  return { log: record.log, isWanted, rows };
}

/** The panel's title, with the filter in it. */
export function titleForLog({ focus }: LiveState): PanelTitle {
  const { mode, filter, logEnd } = focus;
  if (mode === 'filter') return { left: '3 Events', right: `filter: ${showText(filter)}_` };
  const filtered = filter === '' ? '/ filter' : `filter: ${showText(filter)}`;
  return { left: '3 Events', right: logEnd === null ? filtered : `${filtered}  HELD: f follows` };
}

function drawEvent({ event }: LoggedEvent, isSelected: boolean, replicaColumns: number, theme: Theme): Row {
  const { moment, replica, words, tone } = lineOf(event);
  const mark = isSelected ? '>' : ' ';
  return [
    span(`${mark}${moment.padStart(8)} `, isSelected ? 'strong' : 'dim'),
    span(`${fitLeft(cutMiddle(replica, replicaColumns, theme.ellipsis), replicaColumns, '')} `, isSelected ? 'strong' : 'plain'),
    span(words, isSelected && tone === 'dim' ? 'strong' : tone),
  ];
}

/** Wide enough for most names, and for the number of a follower. */
function columnsForReplicas(state: LiveState, size: Size): number {
  const widest = Math.max(
    ...state.observation.regions.map(({ name }) => measureWidth(showText(name))),
  );
  return Math.min(widest + 2, Math.floor(size.columns / 5));
}

interface KnownEvent {
  readonly line: EventLine;
  /** Made when it is first asked for. */
  text?: string;
}

/** Events are seen in many frames, and never change. */
const known = new WeakMap<TraceEvent, KnownEvent>();

function knownOf(event: TraceEvent): KnownEvent {
  const there = known.get(event);
  if (there !== undefined) return there;
  const made = { line: describeEvent(event) };
  known.set(event, made);
  return made;
}

function lineOf(event: TraceEvent): EventLine {
  return knownOf(event).line;
}

function textOf(event: TraceEvent): string {
  const entry = knownOf(event);
  return (entry.text ??= searchTextOf(entry.line));
}
