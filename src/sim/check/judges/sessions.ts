/**
 * The session guarantees, each alone or all together.
 *
 * @see Terry, Demers, Petersen, Spreitzer, Theimer and Welch, "Session guarantees for weakly
 *   consistent
 *   replicated data", PDIS 1994
 */
import { describeOperation } from '../../record/history.js';
import type { History } from '../../record/history.js';
import { Verdicts } from './judgement.js';
import type { Finding, Judgement } from './judgement.js';
import { listDemands, orderUnknown, sessionGuarantees } from './session-demands.js';
import type { Demand, SessionGuarantee } from './session-demands.js';
import { SessionLog } from './session-log.js';
import { checkReplicas } from './session-replicas.js';
import { findVersionCycles } from './version-cycles.js';

/** Judges one guarantee, or with `sessions` whether the four can hold together. */
export function judgeSessions(history: History, model: SessionGuarantee | 'sessions'): Judgement {
  const verdicts = new Verdicts(model);
  const log = new SessionLog(history);
  for (const key of log.versions.otherKeys)
    verdicts.doubt(`key ${key}: only reads, writes and cas are judged`);
  for (const reason of log.untraceable) verdicts.doubt(reason);
  const guarantees = model === 'sessions' ? sessionGuarantees : [model];
  const open: Demand[] = [];
  let demands = 0;
  for (const guarantee of guarantees) {
    const own = listDemands(log, guarantee);
    demands += own.length;
    for (const demand of own) if (!isSettled(demand, verdicts)) open.push(demand);
    if (guarantee === 'monotonic-writes' || guarantee === 'writes-follow-reads') {
      checkReplicas(log, guarantee, verdicts);
    }
  }
  for (const finding of findVersionCycles(log, open)) verdicts.violate(finding);
  for (const { guarantee, operation } of open)
    verdicts.doubt(orderUnknown(operation.key, guarantee));
  verdicts.figures['sessions'] = log.sessions.length;
  verdicts.figures['demands'] = demands;
  return verdicts.conclude();
}

/** Judges a demand by what is known; false where that does not suffice. */
function isSettled(demand: Demand, verdicts: Verdicts): boolean {
  const { earlier, count, later } = demand;
  const told = earlier.holdAgainst(later, count);
  if (told.kind === 'unknown') return false;
  if (told.kind === 'met') return true;
  if (verdicts.wantsFindings) verdicts.violate(describeBroken(demand, told.by));
  else verdicts.count();
  return true;
}

function describeBroken({ guarantee, operation }: Demand, by: Demand['operation']): Finding {
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
export function patternOf(guarantee: SessionGuarantee): string {
  return guarantee
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
}
