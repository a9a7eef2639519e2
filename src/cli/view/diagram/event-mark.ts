/** Events as single letters. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { Tone } from '../drawing/row.js';
import { discardedBy } from '../words/event-line.js';

/** A letter in the diagram. */
export interface EventMark {
  readonly letter: string;
  readonly words: string;
  readonly tone: Tone;
  /** Of several at one place the highest is seen. */
  readonly rank: number;
}

/** What an event is drawn as. */
export function markOf(event: TraceEvent): EventMark {
  switch (event.kind) {
    case 'accept':
      return marks.write;
    case 'apply':
      if (event.outcome === 'discarded' || discardedBy(event).length > 0) return marks.discard;
      return event.conflictsWith.length > 0 ? marks.conflict : event.outcome === 'known' ? marks.other : marks.apply;
    case 'drop':
      return marks.drop;
    case 'hold-back':
    case 'release':
      return marks.held;
    case 'read':
      return marks.read;
    case 'send':
    case 'send-on':
    case 'receive':
      return marks.message;
    case 'crash':
    case 'wipe':
    case 'restart':
    case 'leave':
    case 'pause':
    case 'resume':
    case 'offline':
    case 'online':
    case 'out-of-memory':
    case 'clock-step':
    case 'storage':
      return marks.fault;
    default:
      return marks.other;
  }
}

const marks = {
  fault: { letter: '!', words: 'fault', tone: 'bad', rank: 9 },
  discard: { letter: 'X', words: 'discards', tone: 'bad', rank: 8 },
  drop: { letter: 'D', words: 'drops a copy', tone: 'warn', rank: 7 },
  conflict: { letter: 'C', words: 'conflict', tone: 'warn', rank: 6 },
  write: { letter: 'W', words: 'written', tone: 'plain', rank: 5 },
  apply: { letter: 'T', words: 'taken in', tone: 'plain', rank: 4 },
  held: { letter: 'H', words: 'held back', tone: 'warn', rank: 4 },
  read: { letter: 'R', words: 'read', tone: 'plain', rank: 2 },
  message: { letter: 'o', words: 'sends, gets', tone: 'plain', rank: 1 },
  other: { letter: '.', words: 'else', tone: 'dim', rank: 0 },
} as const satisfies Readonly<Record<string, EventMark>>;

/** What the letters mean. */
export const markLegend: string = Object.values(marks)
  .map(({ letter, words }) => `${letter} ${words}`)
  .join('  ');
