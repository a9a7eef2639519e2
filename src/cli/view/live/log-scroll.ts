/** Moving in the event log: which events are seen, and which one is chosen. */
import { assertNever } from '../../../sim/base/assert.js';
import type { EventFilter, EventLog, LoggedEvent } from './event-log.js';
import type { Focus } from './live-focus.js';

/** Where to in a list. */
export type Move = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/** The log as it is seen. */
export interface SeenLog {
  readonly log: EventLog;
  readonly isWanted: EventFilter;
  /** How many events are seen at once. */
  readonly rows: number;
}

/** The place in the log that a person chose. */
export type LogPlace = Pick<Focus, 'selected' | 'logEnd'>;

/** Always the newest events, none of them chosen. */
export const followed: LogPlace = { selected: null, logEnd: null };

/** The events that are seen, oldest first. What the log has forgotten gives way to its oldest. */
export function windowOfLog({ log, isWanted, rows }: SeenLog, logEnd: number | null): readonly LoggedEvent[] {
  const window = log.upTo(logEnd ?? Infinity, rows, isWanted);
  return logEnd === null || window.length === rows ? window : log.from(0, rows, isWanted);
}

/** The place after a move; the end of the log follows what comes. */
export function moveInLog(seen: SeenLog, place: LogPlace, move: Move): LogPlace {
  if (move === 'last') return followed;
  const selected = selectAfter(seen, place, move);
  return selected === null ? place : { selected, logEnd: endShowing(seen, place, selected) };
}

function selectAfter(seen: SeenLog, { selected, logEnd }: LogPlace, move: Exclude<Move, 'last'>): LoggedEvent | null {
  const { log, isWanted, rows } = seen;
  const from = selected?.number ?? null;
  const page = Math.max(1, rows - 1);
  if (move === 'first') return log.from(0, 1, isWanted)[0] ?? null;
  if (from === null) return windowOfLog(seen, logEnd).at(isUpward(move) ? -1 : 0) ?? null;
  switch (move) {
    case 'up':
      return log.upTo(from - 1, 1, isWanted)[0] ?? selected;
    case 'down':
      return log.from(from + 1, 1, isWanted)[0] ?? selected;
    case 'page-up':
      return log.upTo(from - 1, page, isWanted)[0] ?? selected;
    case 'page-down':
      return log.from(from + 1, page, isWanted).at(-1) ?? selected;
    default:
      return assertNever(move);
  }
}

function isUpward(move: Move): boolean {
  return move === 'up' || move === 'page-up';
}

/** Moves the window only as far as it must, so that the chosen event is in it. */
function endShowing(seen: SeenLog, { logEnd }: LogPlace, { number }: LoggedEvent): number | null {
  const window = windowOfLog(seen, logEnd);
  const first = window[0]?.number ?? number;
  const last = window.at(-1)?.number ?? number;
  if (number > last) return number;
  if (number >= first) return last;
  return seen.log.from(number, seen.rows, seen.isWanted).at(-1)?.number ?? number;
}
