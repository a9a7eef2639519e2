/** What happens about who leads, in plain words. */
import { assertNever } from '../../../sim/base/assert.js';
import type { DiscardCause } from '../../../sim/base/discard-cause.js';
import type { TraceEvent, TraceLeadershipEvent } from '../../../sim/record/trace.js';
import type { Tone } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';

const kinds: ReadonlySet<string> = new Set<TraceLeadershipEvent['kind']>([
  'elect', 'depose', 'suspect', 'rewind', 'diverge', 'demote', 'promote', 'degrade', 'shoot', 'admit',
]);

/** Whether an event is about who leads. */
export function isOfLeadership(event: TraceEvent): event is TraceLeadershipEvent {
  return kinds.has(event.kind);
}

/** The words of an event line, and how they look. */
export function wordsForLeadership(event: TraceLeadershipEvent): { readonly words: string; readonly tone: Tone } {
  switch (event.kind) {
    case 'elect':
      return { words: `LEADS   from now on, term ${event.term}`, tone: 'good' };
    case 'depose':
      return { words: `YIELDS  leads no longer, term ${event.term}`, tone: 'warn' };
    case 'suspect': {
      const whom = event.suspect === null ? 'knows no leader' : `hears nothing of ${showText(event.suspect)}`;
      return { words: `SUSPECT ${whom}`, tone: 'warn' };
    }
    case 'rewind':
      return { words: `REWIND  w${event.write} of ${showText(event.key)}: ${causeWords[event.cause]}`, tone: 'bad' };
    case 'diverge':
      return { words: `DIVERGE its log is not that of ${showText(event.leader)}: waits for a person`, tone: 'bad' };
    case 'demote':
      return { words: `DEMOTE  waits for ${showText(event.follower)} no more`, tone: 'warn' };
    case 'promote':
      return { words: `PROMOTE waits for ${showText(event.follower)} again`, tone: 'good' };
    case 'degrade':
      return event.missing === 0
        ? { words: 'COPIES  as many as asked for again', tone: 'good' }
        : { words: `COPIES  acknowledges with ${event.missing} fewer than asked for`, tone: 'bad' };
    case 'shoot':
      return { words: `SHOOT   has ${showText(event.target)} switched off`, tone: 'bad' };
    case 'admit':
      return event.votes
        ? { words: 'VOTES   again, with all that it had lost', tone: 'good' }
        : { words: 'VOTES   no more: it has lost its disk', tone: 'warn' };
    default:
      return assertNever(event);
  }
}

const causeWords: Readonly<Record<DiscardCause, string>> = {
  rewound: 'the leader’s log has it not',
  copied: 'replaced by a copy of the leader’s log',
  unflushed: 'it was not on disk',
  wiped: 'lost with its disk',
};
