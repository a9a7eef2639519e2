/**
 * Linearizability: each operation seems to take effect at one moment between its invocation and its
 * answer.
 *
 * It is local: a history is linearizable when the operations on each key are, so each key is judged
 * alone.
 *
 * @see Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects", TOPLAS
 *   12(3), 1990
 */
import { describeOperation, describePlace } from '../../record/history.js';
import type {
  History,
  HistoryOperation,
  HistoryScalar,
  ObjectFamily,
} from '../../record/history.js';
import type { Finding, Judgement, JudgeOptions } from './judgement.js';
import { Verdicts } from './judgement.js';
import { groupByKey, listEffective } from './keys.js';
import { searchLinearOrder } from './linear-search.js';
import { createObject, familyOf } from './sequential-object.js';
import { shrinkEvidence } from './shrink-evidence.js';

/** Judges every key. */
export function judgeLinearizable(history: History, options: JudgeOptions): Judgement {
  const verdicts = new Verdicts('linearizable');
  const keys = groupByKey(listEffective(history, options));
  let states = 0;
  for (const [key, operations] of keys) {
    const family = familyOf(operations);
    if (family === null) {
      verdicts.doubt(`key ${key}: its operations belong to objects of several kinds`);
      continue;
    }
    const object = createObject(family, operations, history.initial);
    const result = searchLinearOrder(operations, object, options.states - states);
    states += result.states;
    if (result.kind === 'exhausted') {
      verdicts.doubt(`key ${key}: more than ${options.states} states would have to be looked at`);
    } else if (result.kind === 'impossible' && verdicts.wantsFindings) {
      verdicts.violate(
        explain({ key, family, initial: history.initial }, operations, result.operation),
      );
    } else if (result.kind === 'impossible') {
      verdicts.count();
    }
  }
  verdicts.figures['keys'] = keys.size;
  verdicts.figures['states'] = states;
  return verdicts.conclude();
}

function explain(
  on: { readonly key: string; readonly family: ObjectFamily; readonly initial: HistoryScalar },
  operations: readonly HistoryOperation[],
  impossible: number,
): Finding {
  const last = operations[impossible];
  const shown = shrinkEvidence(cutAfter(operations, last.answeredAt), (some, mostStates) => {
    const object = createObject(on.family, some, on.initial);
    return searchLinearOrder(some, object, mostStates).kind === 'impossible';
  });
  const kept = new Set(shown.map(({ invokedAt }) => invokedAt));
  const evidence = operations.filter(({ invokedAt }) => kept.has(invokedAt));
  const told = `${describeOperation(last)} (${describePlace(last)})`;
  const what = `key ${on.key}: ${told}, and no order explains that together with what came before`;
  return { what, pattern: 'NoLinearOrder', key: on.key, operations: evidence };
}

/**
 * The history as it was known at that place: what is answered later is still open, and read nothing
 * yet.
 */
function cutAfter(
  operations: readonly HistoryOperation[],
  place: number,
): readonly HistoryOperation[] {
  return operations
    .filter(({ invokedAt }) => invokedAt < place)
    .flatMap((operation): readonly HistoryOperation[] => {
      if (operation.answeredAt <= place) return [operation];
      const { f, outcome } = operation;
      if (f === 'read' || outcome === 'fail') return [];
      return [{ ...operation, outcome: 'info', answeredAt: Infinity, answeredAtUs: null }];
    });
}
