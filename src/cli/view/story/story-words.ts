/** The words that every story uses: moments, spans, names of writes, lists. */
import { formatCount, formatMoment } from '../words/quantity.js';
import { cutText, showText } from '../drawing/text-width.js';
import type { RunIndex } from './run-index.js';

/** A moment of true time: `1.036 s`. */
export function momentWords(us: number): string {
  return `${formatMoment(us)} s`;
}

/** A span of time: `250 us`, `35.254 ms`, `9.5 s`, `12 min 5 s`, `30 h 2 min`. */
export function spanWords(us: number): string {
  const rounded = Math.round(us);
  if (rounded < 1000) return `${rounded} us`;
  if (rounded < 1_000_000) return `${trimmed(rounded / 1000)} ms`;
  if (rounded < 120_000_000) return `${trimmed(rounded / 1_000_000)} s`;
  const seconds = Math.round(rounded / 1_000_000);
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${formatCount(Math.floor(seconds / 3600))} h ${Math.floor(seconds / 60) % 60} min`;
}

/** A write with what it wrote: `w17 (milk)`, `w18 (a delete)`; values that say no more are left out. */
export function writeName(index: RunIndex, write: number): string {
  const name = `w${write}`;
  const known = index.writes.get(write);
  if (known === undefined) return name;
  const { value } = known.event;
  if (value === null) return `${name} (a delete)`;
  return value === name ? name : `${name} (${valueWords(value)})`;
}

/** At most three writes by name. */
export function writeNames(index: RunIndex, writes: readonly number[]): string {
  const named = writes.slice(0, 3).map((write) => writeName(index, write));
  const more = writes.length - named.length;
  return listWords(more > 0 ? [...named, `${formatCount(more)} more`] : named);
}

/** A value as short as a line needs it. */
export function valueWords(value: string): string {
  return cutText(showText(value), 28, '~');
}

/** A client by name; one that has its region's name is only `a client`. */
export function clientName({
  client,
  replica,
}: {
  readonly client: string;
  readonly replica: string;
}): string {
  return client === replica ? 'a client' : showText(client);
}

/** The client of a write. */
export function clientOf(index: RunIndex, write: number): string {
  const known = index.writes.get(write);
  return known === undefined ? 'somebody' : clientName(known.event);
}

/** What a write does to its key: `writes x = B`, `deletes x`, `changes cart: add milk`. */
export function deedWords(index: RunIndex, write: number): string {
  const known = index.writes.get(write);
  if (known === undefined) return `writes w${write}`;
  const { key, value, isChange } = known.event;
  const name = showText(key);
  if (value === null) return `deletes ${name}`;
  if (isChange === true) return `changes ${name}: ${valueWords(value)}`;
  return value === `w${write}` ? `writes ${name}` : `writes ${name} = ${valueWords(value)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? 'nothing';
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(3)));
}
