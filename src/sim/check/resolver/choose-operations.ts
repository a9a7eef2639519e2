/**
 * Which operations are tried in histories of so many writes, decided before any of them is looked at.
 *
 * Histories grow with the power of their writes, so longer ones try fewer operations: as many as fit a limit,
 * one of each kind before a second one of any.
 */
import type { CandidateOperation, Merging } from '../../resolution/candidate.js';
import { clockChoices, visitHistories } from './exhaustive.js';

/** What a search may cost. */
export interface SearchCost {
  readonly replicas: number;
  readonly writes: number;
  /** Calls of the resolver that histories of fewer writes took. */
  readonly calls: number;
}

/** Indices of the operations, in order. */
export function chooseOperations(
  operations: readonly CandidateOperation[],
  { replicas, writes, calls }: SearchCost,
): readonly number[] {
  const placements = countPlacements(replicas, writes) * clockChoices.length;
  const all = operations.length;
  let most = all;
  while (most > 1) {
    const choices = countTuples(most, writes);
    const share = choices / countTuples(all, writes);
    const fits = placements * choices <= mostHistories && calls * callsPerWrite * share <= mostCalls;
    if (fits) break;
    most--;
  }
  return takeTurns(operations).slice(0, most).sort((x, y) => x - y);
}

/** How many histories of one operation there are, where the order of messages makes no difference. */
export function countPlacements(replicas: number, writes: number): number {
  let count = 0;
  const everything: Merging = {
    initial: 0,
    apply: (state, { write }) => state | (1 << write),
    merge: (x, y) => x | y,
    areEqual: (x, y) => x === y,
  };
  const bounds = { replicas, writes, clock: 'in-order', operations: [0], part: 0, parts: 1 } as const;
  visitHistories(everything, bounds, {
    orders: () => 'as-sent',
    noteWork: () => undefined,
    look() {
      count++;
      return count < mostHistories;
    },
  });
  return count;
}

function countTuples(choices: number, length: number): number {
  let count = 1;
  for (let i = 0; i < length; i++) count *= choices;
  return count;
}

/** The first of each kind, then the second of each, and so on. */
function takeTurns(operations: readonly CandidateOperation[]): readonly number[] {
  const turnOf = (index: number): number =>
    operations.slice(0, index).filter(({ kind }) => kind === operations[index].kind).length;
  return operations.map((_, index) => index).sort((x, y) => turnOf(x) - turnOf(y) || x - y);
}

/** Three writes of sixteen operations are the most that still fit. */
const mostHistories = 250_000;

/** A further write takes so many times the calls, of what remembers every write. */
const callsPerWrite = 30;
const mostCalls = 250_000;
