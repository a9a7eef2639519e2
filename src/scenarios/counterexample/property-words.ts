/** What is wrong where a property does not hold, in one line, and which figures of a run show that. */
import type { CheckedProperty } from '../../sim/resolver-check.js';

/** A property in the words of its violation. */
export interface PropertyWords {
  /** What happens, as a part of a sentence. */
  readonly fault: string;
  /** What a run should show and does not, as lines of `expect:`; null where no figure of a run tells. */
  readonly demand: string | null;
}

const converged = 'converged: true';
const nothingLost = 'lost-writes: 0';
const noFindings = 'findings: 0';

/** All properties. */
export const propertyWords: Readonly<Record<CheckedProperty, PropertyWords>> = {
  total: { fault: 'a function of it throws', demand: noFindings },
  terminates: { fault: 'a function of it never comes back', demand: noFindings },
  deterministic: { fault: 'a function of it answers differently when asked the same again', demand: noFindings },
  pure: { fault: 'a function of it changes what it is given', demand: noFindings },
  closed: { fault: 'a function of it returns what cannot be merged again', demand: noFindings },
  convergent: { fault: 'replicas that have the same messages hold different values', demand: converged },
  commutative: { fault: 'merging x with y comes to something else than y with x', demand: converged },
  associative: { fault: 'merging in other groups comes to something else', demand: converged },
  idempotent: { fault: 'merging the same again changes something', demand: converged },
  'no-feedback-loop': { fault: 'replicas that tell each other what they resolved never agree', demand: converged },
  'no-lost-writes': { fault: 'an acknowledged write has no effect', demand: nothingLost },
  'no-resurrected-deletes': { fault: 'what was taken out comes back', demand: nothingLost },
  valid: { fault: 'replicas hold what the resolver itself does not allow', demand: null },
  monotone: { fault: 'a replica goes back behind what it held', demand: null },
  'bounded-growth': { fault: 'what replicas hold grows without bound', demand: null },
  agreement: { fault: 'two versions of the resolver come to different values', demand: null },
};
