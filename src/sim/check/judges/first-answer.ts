/** The answer with which a history first becomes impossible, by halving. */
import type { HistoryOperation } from '../../record/history.js';

/**
 * Index of the operation whose answer is the earliest up to which the history fails. The whole history fails, and
 * so does what goes on from a beginning that does.
 */
export function firstAnswerThatFails(
  operations: readonly HistoryOperation[],
  fails: (upTo: number) => boolean,
): number {
  const byAnswer = operations
    .map((_, i) => i)
    .filter((i) => operations[i].answeredAt < Infinity)
    .sort((a, b) => operations[a].answeredAt - operations[b].answeredAt);
  let low = 0;
  let high = byAnswer.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fails(operations[byAnswer[middle]].answeredAt)) high = middle;
    else low = middle + 1;
  }
  return byAnswer[low];
}
