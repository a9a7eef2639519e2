/**
 * Counters: every read lies between what must and what may have been counted by then.
 *
 * An increment must have been counted when it was answered before the read began, and may have been
 * when it was asked for before the read was answered. That is necessary for a right counter, not
 * sufficient: for more there is `linearizable`.
 *
 * @see Jepsen's checker `counter`, here also for negative increments
 */
import { describeOperation, isScalar } from '../../record/history.js';
import type { History, HistoryOperation } from '../../record/history.js';
import { groupByKey, listEffective } from './keys.js';
import { Verdicts } from './judgement.js';
import type { Judgement, JudgeOptions } from './judgement.js';
import { familyOf } from './sequential-object.js';

/** Judges every counter of a history. */
export function judgeCounters(history: History, options: JudgeOptions): Judgement {
  const verdicts = new Verdicts('counter', options);
  let reads = 0;
  for (const [key, operations] of groupByKey(listEffective(history, options))) {
    if (familyOf(operations) !== 'counter') {
      verdicts.doubt(
        `key ${key}: it is no counter, for nothing increments it, or other things are done to it`,
      );
      continue;
    }
    for (const { read, least, most } of boundReads(operations, Number(history.initial ?? 0))) {
      reads++;
      const value = isScalar(read.result) ? Number(read.result ?? 0) : NaN;
      if (value >= least && value <= most) continue;
      if (!verdicts.wantsFindings) {
        verdicts.count();
        continue;
      }
      const side =
        value > most ? `more than the ${most} that may` : `less than the ${least} that must`;
      verdicts.violate({
        what: `${describeOperation(read)} (line ${read.invokedAt}), ${side} have been counted`,
        pattern: 'OutOfBounds',
        key,
        operations: [...operations.filter((one) => isCounted(one, read)).slice(0, mostShown), read],
      });
    }
  }
  if (reads === 0) verdicts.doubt('no counter was read');
  verdicts.figures['reads'] = reads;
  return verdicts.conclude();
}

/** Increments shown beside a read. */
const mostShown = 50;

function isCounted({ f, invokedAt }: HistoryOperation, read: HistoryOperation): boolean {
  return f === 'increment' && invokedAt < read.answeredAt;
}

interface BoundedRead {
  readonly read: HistoryOperation;
  readonly least: number;
  readonly most: number;
}

/** Running sums of increments, gains and deductions apart, as asked for and as answered. */
function boundReads(
  operations: readonly HistoryOperation[],
  initial: number,
): readonly BoundedRead[] {
  const moments = operations.flatMap((operation) => [
    { operation, isAnswer: false, at: operation.invokedAt },
    ...(operation.answeredAt === Infinity
      ? []
      : [{ operation, isAnswer: true, at: operation.answeredAt }]),
  ]);
  moments.sort((a, b) => a.at - b.at);
  const gains = { asked: 0, answered: 0 };
  const deductions = { asked: 0, answered: 0 };
  const atStart = new Map<
    HistoryOperation,
    { readonly gained: number; readonly deducted: number }
  >();
  const bounded: BoundedRead[] = [];
  for (const { operation, isAnswer } of moments) {
    if (operation.f === 'increment') {
      const by = Number(operation.value);
      const sums = by > 0 ? gains : deductions;
      sums[isAnswer ? 'answered' : 'asked'] += by;
    } else if (!isAnswer) {
      atStart.set(operation, { gained: gains.answered, deducted: deductions.answered });
    } else {
      const { gained, deducted } = atStart.get(operation) ?? { gained: 0, deducted: 0 };
      const least = initial + gained + deductions.asked;
      const most = initial + gains.asked + deducted;
      bounded.push({ read: operation, least, most });
    }
  }
  return bounded;
}
