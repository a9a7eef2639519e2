/** What a line says of shared storage: who writes, and which storage nodes are there. */
import { assertNever } from '../../../sim/base/assert.js';
import type { TraceEvent } from '../../../sim/record/trace.js';
import { formatCount } from './quantity.js';
import type { Tone } from '../drawing/row.js';

/** The words, and how they are to be seen. */
export function wordsForStorage(event: Extract<TraceEvent, { readonly kind: 'writer' | 'storage' }>): {
  readonly words: string;
  readonly tone: Tone;
} {
  switch (event.kind) {
    case 'writer':
      return wordsForWriter(event.change, formatCount(event.position));
    case 'storage':
      return wordsForNode(event.change);
    default:
      return assertNever(event);
  }
}

function wordsForWriter(
  change: Extract<TraceEvent, { readonly kind: 'writer' }>['change'],
  position: string,
): { readonly words: string; readonly tone: Tone } {
  switch (change) {
    case 'appointed':
      return { words: 'WRITER  to be: the one before does not answer', tone: 'warn' };
    case 'promoted':
      return { words: `WRITER  with its own volume, which has ${position} records`, tone: 'warn' };
    case 'open':
      return { words: `OPEN    ${position} records are durable; takes writes`, tone: 'good' };
    case 'deposed':
      return { words: 'DEPOSED storage nodes listen to another writer', tone: 'bad' };
    default:
      return assertNever(change);
  }
}

function wordsForNode(change: 'crash' | 'wipe' | 'restart'): { readonly words: string; readonly tone: Tone } {
  switch (change) {
    case 'crash':
      return { words: 'CRASH   storage node', tone: 'bad' };
    case 'wipe':
      return { words: 'WIPE    storage node loses its disk', tone: 'bad' };
    case 'restart':
      return { words: 'RESTART storage node', tone: 'good' };
    default:
      return assertNever(change);
  }
}
