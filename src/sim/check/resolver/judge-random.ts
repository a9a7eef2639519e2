/** Judges random histories: whether replicas agree that have the same messages. */
import type { Candidate, Merging } from '../../resolution/candidate.js';
import type { Counterexample } from './property.js';
import { drawHistory, type HistoryShape } from './random-histories.js';
import { shrinkHistory } from './shrink-history.js';
import { replay } from './small-history.js';
import type { SmallHistory } from '../../resolver-check.js';

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
    const found = findDivergence(candidate, history);
    if (found === null) continue;
    return findDivergence(candidate, shrinkHistory(history, (smaller) => findDivergence(candidate, smaller) !== null));
  }
  return null;
}

function findDivergence(candidate: Candidate, history: SmallHistory): Counterexample | null {
  const { finals } = replay(candidate, history);
  const other = finals.findIndex((state) => !candidate.areEqual(finals[0], state));
  if (other < 0) return null;
  const states = [finals[0], finals[other]] as const;
  return { property: 'convergent', history, fault: { kind: 'diverged', replicas: [0, other], states } };
}
