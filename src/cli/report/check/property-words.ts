/** What is asked of a resolver, in words. */
import type { CheckedProperty, GrantedLoss } from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';

/** A few words for a list. */
export const propertyWords: Readonly<Record<CheckedProperty, string>> = {
  total: 'it answers, and does not throw',
  terminates: 'it comes to an end',
  deterministic: 'the same input, the same answer',
  pure: 'it changes nothing it is given',
  closed: 'its results can be merged again',
  convergent: 'same messages, same value',
  commutative: 'x with y is y with x',
  associative: 'the grouping does not matter',
  idempotent: 'twice is the same as once',
  'no-feedback-loop': 'writing back comes to an end',
  'no-lost-writes': 'each write has an effect',
  'no-resurrected-deletes': 'what was removed stays out',
  valid: 'only states that it allows',
  monotone: 'states only grow',
  'bounded-growth': 'states stay small',
  agreement: 'both versions come to the same',
};

/** The whole rule that is broken, as a sentence. */
export const propertyRules: Readonly<Record<CheckedProperty, string>> = {
  total: 'Its functions answer whatever is asked, and do not throw.',
  terminates: 'Its functions come to an end.',
  deterministic: 'Asked the same again its functions say the same, whenever and wherever that is.',
  pure: 'Its functions change nothing that they are given.',
  closed: 'What its functions return is plain data, and can be merged again.',
  convergent: 'Replicas that have the same messages hold the same, in whatever order and how often these came.',
  commutative: 'Merging x with y comes to the same as merging y with x.',
  associative: 'Merging in other groups comes to the same.',
  idempotent: 'Merging the same again changes nothing.',
  'no-feedback-loop': 'Replicas that write back what they resolved come to an end of it.',
  'no-lost-writes': 'Each acknowledged write has an effect, unless somebody who knew of it undid it.',
  'no-resurrected-deletes': 'What was taken out stays out, unless somebody put it in who did not know of that.',
  valid: 'Replicas are only in states that the resolver itself allows.',
  monotone: 'A state includes all states that it came from.',
  'bounded-growth': 'Each write lets a state grow by a little at most.',
  agreement: 'Both versions of the resolver come to the same.',
};

/** What was not asked, because the resolver's author grants it, or because there is nothing of it. */
export function grantedWords({ kinds, isAll }: GrantedLoss): string {
  if (kinds.length === 0) return 'nothing was asked: no operation is of the kind remove or delete';
  const names = kinds.map(printable);
  const last = names.slice(-1).join('');
  const listed = names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  return isAll
    ? `nothing was asked: by its mayLose, ${listed} may be lost, and no other operation counts here`
    : `asked beside ${listed}, which may be lost by its mayLose`;
}
