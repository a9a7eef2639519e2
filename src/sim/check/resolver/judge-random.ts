/**
 * Judges random histories: whether replicas agree that have the same messages, and of some of them, whether
 * writes are lost.
 */
import type { Candidate, Merging } from '../../resolution/candidate.js';
import type { PropertyName, SmallHistory } from '../../resolver-check.js';
import { findFault } from './find-fault.js';
import type { Counterexample } from './property.js';
import { drawHistory, type HistoryShape } from './random-histories.js';
import { shrinkHistory } from './shrink-history.js';
import { replay } from './small-history.js';

/** What carries out a history at a time, and says when something went wrong in it. */
interface Trial extends Merging {
  readonly hasFailed: boolean;
  begin(): void;
}

/** What is judged. */
export interface RandomSearch {
  /** The fast way, for all of them. */
  readonly trial: Trial;
  /** The careful way, for those that look wrong, and for what only it can tell. */
  readonly candidate: Candidate;
  /** Properties that are not violated by anything smaller. */
  readonly open: ReadonlySet<PropertyName>;
  readonly shape: HistoryShape;
  readonly seed: number;
  /** Numbers of the histories: from the first one up to, but without, the last one. */
  readonly from: number;
  readonly to: number;
}

/** What was found, made small, and in how many histories. */
export interface RandomResult {
  readonly counterexamples: readonly Counterexample[];
  readonly histories: number;
}

/** Looks at the histories in order, until replicas diverge. */
export function judgeRandomHistories(search: RandomSearch): RandomResult {
  const { trial, candidate, shape, seed } = search;
  const found = new Map<PropertyName, Counterexample>();
  const note = (property: PropertyName, history: SmallHistory): void => {
    if (!search.open.has(property) || found.has(property)) return;
    const counterexample = shrinkCounterexample(candidate, property, history);
    if (counterexample !== null) found.set(property, counterexample);
  };
  let number = search.from;
  while (number < search.to && !found.has('convergent')) {
    const history = drawHistory(seed, number, shape);
    trial.begin();
    const { finals } = replay(trial, history);
    const isAlike = finals.every((state) => trial.areEqual(finals[0], state));
    if (!isAlike || trial.hasFailed) note('convergent', history);
    if (number % sampleOf === 0) for (const property of sampled) note(property, history);
    number++;
  }
  return { counterexamples: [...found.values()], histories: number - search.from };
}

/** The smallest history that can be reached and still violates the property; null where this one does not. */
function shrinkCounterexample(
  candidate: Candidate,
  property: PropertyName,
  history: SmallHistory,
): Counterexample | null {
  if (findFault(candidate, property, history) === null) return null;
  const smallest = shrinkHistory(history, (smaller) => findFault(candidate, property, smaller) !== null);
  const fault = findFault(candidate, property, smallest);
  return fault === null ? null : { property, history: smallest, fault };
}

/** One in so many is looked at with care. */
const sampleOf = 40;

const sampled: readonly PropertyName[] = ['no-lost-writes', 'no-resurrected-deletes', 'valid'];
