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
import { firstAnswerThatFails } from './first-answer.js';
import type { Finding, Judgement, JudgeOptions } from './judgement.js';
import { Verdicts } from './judgement.js';
import { groupByKey, listEffective } from './keys.js';
import { searchLinearOrder } from './linear-search.js';
import type { LinearSearchOutcome } from './linear-search.js';
import { judgeByZones } from './register-zones.js';
import { createObject, familyOf } from './sequential-object.js';
import { shrinkEvidence } from './shrink-evidence.js';

/** Judges every key. */
export function judgeLinearizable(history: History, options: JudgeOptions): Judgement {
  const verdicts = new Verdicts('linearizable', options);
  const keys = groupByKey(listEffective(history, options));
  let states = 0;
  for (const [key, operations] of keys) {
    const family = familyOf(operations);
    if (family === null) {
      verdicts.doubt(`key ${key}: its operations belong to objects of several kinds`);
      continue;
    }
    const on = { key, family, initial: history.initial };
    const result = findOrder(on, operations, options.states - states);
    states += result.states;
    if (result.kind === 'exhausted') {
      verdicts.doubt(`key ${key}: more than ${options.states} states would have to be looked at`);
    } else if (result.kind === 'impossible' && verdicts.wantsFindings) {
      verdicts.violate(
        explain(on, operations, firstImpossible(on, operations, result.operation)),
      );
    } else if (result.kind === 'impossible') {
      verdicts.count();
    }
  }
  verdicts.figures['keys'] = keys.size;
  verdicts.figures['states'] = states;
  return verdicts.conclude();
}

/** What is judged: a key, and the kind of object behind it. */
interface Subject {
  readonly key: string;
  readonly family: ObjectFamily;
  readonly initial: HistoryScalar;
}

/** A search of so many states takes a few milliseconds. */
const quickStates = 10_000;

/** A quick search, then the way without one where values are distinct, then a search to the end. */
function findOrder(
  { family, initial }: Subject,
  operations: readonly HistoryOperation[],
  mostStates: number,
): LinearSearchOutcome {
  const search = (most: number): LinearSearchOutcome =>
    searchLinearOrder(operations, createObject(family, operations, initial), most);
  const quick = search(Math.min(quickStates, mostStates));
  if (quick.kind !== 'exhausted') return quick;
  const { states } = quick;
  const zones = family === 'register' ? judgeByZones(operations, initial) : null;
  if (zones !== null && zones.kind !== 'inapplicable') return { ...zones, states };
  return mostStates <= quickStates ? quick : search(mostStates);
}

/**
 * The first answer that no order explains together with what came before. A search that looks ahead at
 * what appends must become turns back sooner than that: there it is found by halving.
 */
function firstImpossible(
  on: Subject,
  operations: readonly HistoryOperation[],
  told: number,
): number {
  if (on.family !== 'register' || operations.every(({ f }) => f !== 'append')) return told;
  return firstAnswerThatFails(
    operations,
    (upTo) => findOrder(on, cutAfter(operations, upTo), halvingStates).kind === 'impossible',
  );
}

/** A part that takes more counts as explained, and the answer that is told is a later one. */
const halvingStates = 200_000;

function explain(
  on: Subject,
  operations: readonly HistoryOperation[],
  impossible: number,
): Finding {
  const last = operations[impossible];
  const shown = shrinkEvidence(cutAfter(operations, last.answeredAt), (some, mostStates) => {
    // Appended texts are long, and without its reads nothing bounds what they may become.
    const hasAppends = some.some(({ f }) => f === 'append');
    const most = hasAppends ? Math.min(mostStates, 4 * some.length) : mostStates;
    return findOrder(on, some, most).kind === 'impossible';
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
