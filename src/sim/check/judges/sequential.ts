/**
 * Sequential consistency: one order of all operations that keeps the order of each process and
 * explains every answer. It is not local, so the whole history is judged at once, and judging is
 * hard: the search has a bound.
 *
 * What is linearizable is sequentially consistent, and what is that is causally convergent and a
 * causal memory: those are judged first, for they are easy and show more.
 *
 * @see Lamport, "How to make a multiprocessor computer that correctly executes multiprocess
 *   programs", IEEE
 *   Transactions on Computers 28(9), 1979
 */
import { describeOperation } from '../../record/history.js';
import type { History, HistoryOperation } from '../../record/history.js';
import { judgeCausal } from './causal.js';
import { columnsOfHistory } from './columns-of-history.js';
import { Verdicts } from './judgement.js';
import type { Judgement, JudgeOptions } from './judgement.js';
import { groupByKey, listEffective } from './keys.js';
import { judgeLinearizable } from './linearizable.js';
import { familyOf } from './sequential-object.js';
import { searchSequentialOrder } from './sequential-search.js';
import { shrinkEvidence } from './shrink-evidence.js';

/** Judges a whole history. */
export function judgeSequential(history: History, options: JudgeOptions): Judgement {
  const verdicts = new Verdicts('sequential', options);
  const operations = listEffective(history, options);
  const mixed = [...groupByKey(operations)].filter(([, own]) => familyOf(own) === null);
  for (const [key] of mixed)
    verdicts.doubt(`key ${key}: its operations belong to objects of several kinds`);
  if (mixed.length > 0 || isLinearizable(history, options)) return verdicts.conclude();
  for (const model of ['causal-convergence', 'causal-memory'] as const) {
    const { findings } = judgeCausal(columnsOfHistory(history), model, options);
    for (const finding of findings) verdicts.violate(finding);
    if (verdicts.isViolated) return verdicts.conclude();
  }
  search(history, operations, options, verdicts);
  return verdicts.conclude();
}

function isLinearizable(history: History, options: JudgeOptions): boolean {
  return judgeLinearizable(history, options).verdict === 'holds';
}

function search(
  history: History,
  operations: readonly HistoryOperation[],
  { states: mostStates }: JudgeOptions,
  verdicts: Verdicts,
): void {
  const { kind, states } = searchSequentialOrder(operations, history.initial, mostStates);
  verdicts.figures['states'] = states;
  if (kind === 'exhausted')
    verdicts.doubt(`after ${states} states the search for an order was given up`);
  if (kind !== 'impossible') return;
  const evidence = shrinkEvidence(operations, (kept, most) => {
    return searchSequentialOrder(kept, history.initial, most).kind === 'impossible';
  });
  const words = evidence
    .slice(0, mostTold)
    .map((one) => `${describeOperation(one)} (line ${one.invokedAt})`);
  const more = evidence.length > mostTold ? `; and ${evidence.length - mostTold} more` : '';
  verdicts.violate({
    what: `no order that keeps that of each process explains these: ${words.join('; ')}${more}`,
    pattern: 'NoSequentialOrder',
    key: null,
    operations: evidence,
  });
}

/** Operations named in a sentence. */
const mostTold = 6;
