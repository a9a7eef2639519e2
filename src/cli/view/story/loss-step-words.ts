/** Why a copy of a write went no further, or a replica turned it down. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { ApplyErrors } from '../../../sim/scenario.js';
import { showText } from '../drawing/text-width.js';

type Drop = TraceEvent & { readonly kind: 'drop' };
type Rewind = TraceEvent & { readonly kind: 'rewind' };
type ApplyError = TraceEvent & { readonly kind: 'apply-error' };

/** `drops the copy for phone: its queue is full`. */
export function dropWords({ to, reason }: Drop): string {
  const verb = reason === 'not-asked-for' ? 'leaves it out for' : 'drops the copy for';
  return `${verb} ${showText(to)}: ${dropReasons[reason]}`;
}

/** Why copies are dropped. */
export const dropReasons: Readonly<Record<Drop['reason'], string>> = {
  'came-home': 'it is back where it came from',
  'already-seen': 'it has been here before',
  'origin-left': 'its origin has left, and loop prevention knows it no more',
  'not-asked-for': 'it is older than what was asked for',
  'hop-limit': 'it has gone over as many hops as it may',
  'datagram-lost': 'the datagram is lost, and nobody sends it again',
  left: 'that replica has left',
  'queue-full': 'the queue for it is full',
  desynchronized: 'the queue for it was given up',
  'out-of-memory': 'its queues outgrew its memory',
  crashed: 'it crashed, and its queue was in memory',
  'disk-lost': 'its queue was on the disk that was lost',
};

/** `takes it back: the leader's log has it not`. */
export function rewindWords({ cause }: Rewind): string {
  return rewindCauses[cause];
}

const rewindCauses: Readonly<Record<Rewind['cause'], string>> = {
  rewound: "takes it back: the new leader's log does not have it",
  copied: "loses it: its log is replaced by a copy of the leader's",
  unflushed: 'loses it: it was not on disk yet',
  wiped: 'loses it with its disk',
};

/** `cannot apply it, for there is no record to update: skips it`. */
export function errorWords({ from, action }: ApplyError): string {
  return `it comes from ${showText(from)}, but there is no record to update: ${errorActions[action]}`;
}

const errorActions: Readonly<Record<ApplyErrors, string>> = {
  stop: 'applying stops here',
  skip: 'it is skipped',
  hold: 'it is kept until there is one',
};
