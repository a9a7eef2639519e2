/** Which events are drawn where there is no room for all, and how. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { describeEvent, discardedBy } from '../../view/words/event-line.js';
import type { Look } from './drawing.js';

/** How much an event matters, 0 the most, and the shape it has. */
export interface Rank {
  readonly rank: number;
  readonly look: Look;
}

/** Losses before conflicts, these before faults, then writes, then what comes of them elsewhere. */
export function rankOf(event: TraceEvent): Rank {
  switch (event.kind) {
    case 'apply':
      if (discardedBy(event).length > 0) return { rank: 0, look: 'loss' };
      return event.conflictsWith.length > 0 ? { rank: 1, look: 'conflict' } : { rank: 4, look: 'arrival' };
    case 'drop':
    case 'apply-error':
      return { rank: 1, look: 'loss' };
    case 'rewind':
      return { rank: 0, look: 'loss' };
    case 'refuse':
      // A crash turns away thousands; what they would have hidden matters more.
      return { rank: 4, look: 'fault' };
    case 'accept':
      return { rank: 3, look: 'write' };
    case 'receive':
    case 'learn':
    case 'hold-back':
    case 'release':
      return { rank: 5, look: 'arrival' };
    case 'send':
    case 'acknowledge':
    case 'read':
    case 'attempt':
    case 'certify':
      return { rank: 6, look: 'other' };
    default:
      return describeEvent(event).tone === 'bad' ? { rank: 1, look: 'fault' } : { rank: 2, look: 'fault' };
  }
}
