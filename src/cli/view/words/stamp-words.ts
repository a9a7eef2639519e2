/** Stamps as people read them, each kind in its own way. */
import { assertNever } from '../../../sim/base/assert.js';
import type { StampParts } from '../../../sim/record/trace.js';
import { formatCount, formatMoment } from './quantity.js';

/** `count 12`, `at 1.200+3` (a reading, and a count of what came since), `by 1.204`. */
export function describeStamp(parts: StampParts): string {
  switch (parts.kind) {
    case 'lamport':
      return `count ${formatCount(parts.count)}`;
    case 'hybrid':
      return `at ${formatMoment(parts.lUs)}+${formatCount(parts.c)}`;
    case 'truetime':
      return `by ${formatMoment(parts.latestUs)}`;
    default:
      return assertNever(parts);
  }
}
