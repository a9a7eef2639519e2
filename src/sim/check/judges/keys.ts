/** A history taken apart by key, as far as its operations may have happened. */
import type { History, HistoryOperation } from '../../record/history.js';
import type { JudgeOptions } from './judgement.js';

/** The operations of each key in order of invocation, keys in order of their first. */
export function groupByKey(
  operations: readonly HistoryOperation[],
): ReadonlyMap<string, readonly HistoryOperation[]> {
  const keys = new Map<string, HistoryOperation[]>();
  for (const operation of operations) {
    const group = keys.get(operation.key);
    if (group === undefined) keys.set(operation.key, [operation]);
    else group.push(operation);
  }
  return keys;
}

/** Without what did not happen, and without reads that told nobody anything. */
export function listEffective(
  { operations }: Pick<History, 'operations'>,
  { failedCas }: Pick<JudgeOptions, 'failedCas'>,
): readonly HistoryOperation[] {
  return operations.filter(({ f, outcome }) => {
    if (outcome === 'fail') return f === 'cas' && failedCas === 'mismatch';
    return f !== 'read' || outcome === 'ok';
  });
}
