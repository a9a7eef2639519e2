/**
 * The session guarantees, each alone or all together.
 *
 * @see Terry, Demers, Petersen, Spreitzer, Theimer and Welch, "Session guarantees for weakly
 *   consistent
 *   replicated data", PDIS 1994
 */
import { describeOperation } from '../../record/history.js';
import type { HistoryOperation } from '../../record/history.js';
import { Verdicts } from './judgement.js';
import type { Finding, Judgement, JudgeOptions } from './judgement.js';
import { judgeDemands, orderUnknown, sessionGuarantees } from './session-demands.js';
import type { Demand, SessionGuarantee } from './session-demands.js';
import type { SessionLog } from './session-log.js';
import { checkReplicas } from './session-replicas.js';
import { describeVersionCycle, findVersionCycles } from './version-cycles.js';

/** Judges one guarantee, or with `sessions` whether the four can hold together. */
export function judgeSessions(
  log: SessionLog,
  model: SessionGuarantee | 'sessions',
  options: Pick<JudgeOptions, 'findings'>,
): Judgement {
  const verdicts = new Verdicts(model, options);
  const { columns } = log;
  for (const key of columns.otherKeys)
    verdicts.doubt(`key ${key}: only reads, writes and cas are judged`);
  for (const reason of log.listUntraceable()) verdicts.doubt(reason);
  const guarantees = model === 'sessions' ? sessionGuarantees : [model];
  const open: Demand[] = [];
  let demands = 0;
  const listener = {
    broken: (guarantee: SessionGuarantee, operation: number, by: number): void => {
      if (!verdicts.wantsFindings) verdicts.count();
      else verdicts.violate(describeBroken(guarantee, columns.operation(operation), columns.operation(by)));
    },
    open: (demand: Demand): void => void open.push(demand),
  };
  for (const guarantee of guarantees) {
    demands += judgeDemands(log, guarantee, listener);
    if (guarantee === 'monotonic-writes' || guarantee === 'writes-follow-reads') {
      checkReplicas(log, guarantee, verdicts);
    }
  }
  for (const cycle of findVersionCycles(columns, open)) {
    if (verdicts.wantsFindings) verdicts.violate(describeVersionCycle(columns, cycle));
    else verdicts.count();
  }
  for (const { guarantee, operation } of open)
    verdicts.doubt(orderUnknown(columns.keyName(columns.key[operation]), guarantee));
  verdicts.figures['sessions'] = columns.sessions;
  verdicts.figures['demands'] = demands;
  return verdicts.conclude();
}

function describeBroken(guarantee: SessionGuarantee, operation: HistoryOperation, by: HistoryOperation): Finding {
  const [late, early] = [operation, by].map(
    (one) => `${describeOperation(one)} (line ${one.invokedAt})`,
  );
  const isWrite = guarantee === 'monotonic-writes' || guarantee === 'writes-follow-reads';
  const what = isWrite
    ? `${late} is older in the final order, though it came after: ${early}`
    : `${late} after it had seen or written what is newer: ${early}`;
  return { what, pattern: patternOf(guarantee), key: operation.key, operations: [by, operation] };
}

/** The name of a broken guarantee. */
function patternOf(guarantee: SessionGuarantee): string {
  return guarantee
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
}
