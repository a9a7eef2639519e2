/** The marks of a space-time diagram: a shape for each kind of event. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { discardedBy } from '../../view/words/event-line.js';
import { markup } from './markup.js';
import type { Markup } from './markup.js';

/** What a mark stands for. */
export type MarkKind = (typeof markKinds)[number]['kind'];

/** Every mark, with what it means. */
export const markKinds = [
  { kind: 'write', words: 'a client’s write is accepted' },
  { kind: 'lost', words: 'a write that will be lost is accepted' },
  { kind: 'send', words: 'a batch is sent' },
  { kind: 'receive', words: 'a batch arrives' },
  { kind: 'apply', words: 'a replicated write is stored' },
  { kind: 'conflict', words: 'it meets a concurrent one; both stay' },
  { kind: 'discard', words: 'a write is thrown away' },
  { kind: 'wait', words: 'something waits or is told' },
  { kind: 'read', words: 'a client reads' },
  { kind: 'trouble', words: 'refused, dropped or out of order' },
  { kind: 'node', words: 'something happens to the replica itself' },
] as const;

/** The mark of an event. */
export function markOf(event: TraceEvent, lost: ReadonlySet<number>): MarkKind {
  switch (event.kind) {
    case 'accept':
      return lost.has(event.write) ? 'lost' : 'write';
    case 'send':
    case 'send-on':
      return 'send';
    case 'receive':
      return 'receive';
    case 'apply':
      if (discardedBy(event).length > 0 || event.outcome === 'discarded') return 'discard';
      return event.conflictsWith.length > 0 ? 'conflict' : 'apply';
    case 'learn':
      return 'apply';
    case 'read':
      return 'read';
    case 'rewind':
      return 'discard';
    case 'refuse':
    case 'timeout':
    case 'drop':
    case 'apply-error':
    case 'collide':
    case 'desynchronize':
      return 'trouble';
    case 'acknowledge':
    case 'commit-wait':
    case 'certify':
    case 'await-state':
    case 'told':
    case 'hold-back':
    case 'release':
    case 'attempt':
    case 'resynchronize':
    case 'repair':
    case 'tombstone':
      return 'wait';
    default:
      return 'node';
  }
}

/** Its shape, around the origin. */
export function shapeOf(kind: MarkKind): Markup {
  switch (kind) {
    case 'write':
      return markup`<circle r="6"/>`;
    case 'lost':
      return markup`<circle r="6"/><circle class="ring" r="9.5"/>`;
    case 'send':
      return markup`<path d="M-3.5 -4.5L4.5 0L-3.5 4.5Z"/>`;
    case 'receive':
      return markup`<path d="M-4 0L0 -4L4 0L0 4Z"/>`;
    case 'apply':
      return markup`<rect x="-4.5" y="-4.5" width="9" height="9"/>`;
    case 'conflict':
      return markup`<path d="M0 -8L8 0L0 8L-8 0Z"/>`;
    case 'discard':
      return markup`<circle r="8"/><path class="cross" d="M-4 -4L4 4M4 -4L-4 4"/>`;
    case 'wait':
      return markup`<path d="M-4 -5L4 -5L-4 5L4 5Z"/>`;
    case 'read':
      return markup`<circle r="4.5"/><circle class="pupil" r="1.5"/>`;
    case 'trouble':
      return markup`<path d="M0 -6L6 5L-6 5Z"/>`;
    case 'node':
      return markup`<rect x="-3.5" y="-9" width="7" height="18"/>`;
  }
}
