/** What certification says of a write, in words. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import { showText } from '../drawing/text-width.js';
import type { Tone } from '../drawing/row.js';

const verdictWords = {
  commits: 'commits',
  conflict: 'REFUSED, another write was committed first',
  'too-old': 'REFUSED, executed on too old a state',
} as const;

/** A verdict on a write in the order. */
export function wordsForCertification(event: TraceEvent & { readonly kind: 'certify' }): {
  readonly words: string;
  readonly tone: Tone;
} {
  const { key, origin, position, snapshot, verdict } = event;
  const what = `${showText(key)} of ${showText(origin)} at ${position} on ${snapshot}`;
  return { words: `CERTIFY ${what}: ${verdictWords[verdict]}`, tone: verdict === 'commits' ? 'dim' : 'warn' };
}
