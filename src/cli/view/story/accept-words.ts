/** How a write came about: who asked for it, by what clock it was stamped, what its author could see. */
import { stampErrorUs, stampWords } from './choice-words.js';
import type { AcceptEvent, RunIndex } from './run-index.js';
import { clientName, deedWords, spanWords, writeNames } from './story-words.js';

/** `alice writes x = B over w0 (A), stamped 1.300 s: its clock is 300 ms ahead`. */
export function acceptWords(index: RunIndex, event: AcceptEvent): string {
  const who = `${clientName(event)} ${deedWords(index, event.write)}`;
  return `${who}${seenWords(index, event)}${clockWords(index, event)}`;
}

function seenWords(index: RunIndex, event: AcceptEvent): string {
  const known = index.writes.get(event.write);
  if (known === undefined) return '';
  if (event.context === 'none') return ' blindly';
  const from = event.context === 'read' ? ', from its read of ' : ' over ';
  return known.parents.length === 0
    ? ', the first it knows of'
    : `${from}${writeNames(index, known.parents)}`;
}

/** `, stamped 1.300 s, 300 ms ahead of true time`; empty where stamps decide nothing. */
export function clockWords(index: RunIndex, event: AcceptEvent): string {
  const { strategy } = index.told.scenario.replication;
  if (strategy !== 'multi-leader' && strategy !== 'leaderless') return '';
  const error = stampErrorUs(event);
  const stamped = `, stamped ${stampWords(event)}`;
  if (error === null || error === 0) return stamped;
  const offset = `${spanWords(Math.abs(error))} ${error > 0 ? 'ahead of' : 'behind'} true time`;
  return `${stamped}, ${offset}`;
}
