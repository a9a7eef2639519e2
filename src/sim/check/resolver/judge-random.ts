/** Judges random histories: whether replicas agree that have the same messages. */
import type { Candidate, Merging } from '../../resolution/candidate.js';
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
  /** The careful way, for those that look wrong. */
  readonly candidate: Candidate;
  readonly shape: HistoryShape;
  readonly seed: number;
  /** Numbers of the histories: from the first one up to, but without, the last one. */
  readonly from: number;
  readonly to: number;
}

/** The first history in which replicas diverge, made small; null where there is none. */
export function judgeRandomHistories(search: RandomSearch): Counterexample | null {
  const { trial, candidate, shape, seed } = search;
  for (let number = search.from; number < search.to; number++) {
    const history = drawHistory(seed, number, shape);
    trial.begin();
    const { finals } = replay(trial, history);
    const isAlike = finals.every((state) => trial.areEqual(finals[0], state));
    if (isAlike && !trial.hasFailed) continue;
    if (findFault(candidate, 'convergent', history) === null) continue;
    const smallest = shrinkHistory(history, (smaller) => findFault(candidate, 'convergent', smaller) !== null);
    const fault = findFault(candidate, 'convergent', smallest);
    if (fault !== null) return { property: 'convergent', history: smallest, fault };
  }
  return null;
}
