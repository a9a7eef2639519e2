/** Which key is inspected: the one that was chosen, or the one that events lead to. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { EventLog } from '../live/event-log.js';
import { discardedBy } from '../words/event-line.js';

/** What a person said about the key. */
export interface KeyChoice {
  /** Stays until another one is chosen; null: the inspector follows events. */
  readonly pinned: string | null;
  /** What has been typed so far; null while nothing is typed. */
  readonly typed: string | null;
  /** Written keys that fit what was typed, the nearest first. */
  readonly matches: readonly string[];
}

/** Nothing was said. */
export const noChoice: KeyChoice = { pinned: null, typed: null, matches: [] };

/** The key that what is typed stands for; null where none fits, or nothing was typed. */
export function nearestKey({ typed, matches }: KeyChoice): string | null {
  return typed === null || typed === '' ? null : (matches[0] ?? null);
}

/** The key of the newest conflict or loss that a log knows, else of the newest write; null before the first. */
export function keyToFollow(log: EventLog): string | null {
  const [trouble] = log.newest(1, isTrouble);
  const [event = null] = trouble === undefined ? log.newest(1, isWrite) : [trouble];
  return event === null ? null : keyOfEvent(event);
}

/** The key that an event is about; null for none. */
export function keyOfEvent(event: TraceEvent): string | null {
  return 'key' in event ? event.key : null;
}

function isTrouble(event: TraceEvent): boolean {
  if (event.kind === 'apply') return event.conflictsWith.length > 0 || discardedBy(event).length > 0;
  if (event.kind === 'accept') return (event.conflictsWith ?? []).length > 0;
  return event.kind === 'apply-error' || event.kind === 'collide';
}

function isWrite({ kind }: TraceEvent): boolean {
  return kind === 'accept';
}
