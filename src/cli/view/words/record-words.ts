/** What a line says of records that others decide about: taken values, tombstones. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { UniqueRule } from '../../../sim/scenario.js';
import type { Tone } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';

interface Words {
  readonly words: string;
  readonly tone: Tone;
}

/** Two rows have a value that only one may have. */
export function wordsForCollision(event: TraceEvent & { readonly kind: 'collide' }): Words {
  const rival = `w${event.rival} of ${showText(event.rivalKey)}`;
  const words = `TAKEN   ${nameOf(event)} has the value of ${rival}: ${uniqueRuleWords[event.rule]}`;
  return { words, tone: 'bad' };
}

const uniqueRuleWords: Readonly<Record<UniqueRule, string>> = {
  'keep-both': 'both stay',
  'tell-both': 'both clients are to be told',
  'take-back': 'the later one is to be taken back',
};

/** A tombstone is collected, or what it deleted is back. */
export function wordsForTombstone(event: TraceEvent & { readonly kind: 'tombstone' }): Words {
  const what = nameOf(event);
  return event.change === 'collect'
    ? { words: `FORGETS ${what}: the tombstone is gone`, tone: 'dim' }
    : { words: `REVIVES ${what}: its delete w${event.by} is forgotten`, tone: 'bad' };
}

/** A write and its key. */
export function nameOf({ write, key }: { readonly write: number; readonly key: string }): string {
  return `w${write} of ${showText(key)}`;
}
