/** Judges a history by models of consistency: the one way in for everybody outside the engine. */
import { assertNever } from '../base/assert.js';
import { operationFamilies, type History } from '../record/history.js';
import { judgeCausal } from './judges/causal.js';
import { judgeCounters } from './judges/counter.js';
import { judgeSets } from './judges/element-fates.js';
import { defaultJudgeOptions } from './judges/judgement.js';
import type { ConsistencyModel, Judgement, JudgeOptions } from './judges/judgement.js';
import { judgeLinearizable } from './judges/linearizable.js';
import { judgeSequential } from './judges/sequential.js';
import { sessionGuarantees } from './judges/session-demands.js';
import { judgeSessions } from './judges/sessions.js';
import { judgeStaleness } from './judges/staleness.js';

export { consistencyModels, defaultJudgeOptions } from './judges/judgement.js';
export type {
  ConsistencyModel,
  Finding,
  Judgement,
  JudgeOptions,
  StalenessBound,
} from './judges/judgement.js';

/** Why a history without reads is not said to hold. */
const nothingShown = 'no read could show anything';

/** Whether somebody was told what a key holds: by a read, or by a compare-and-set that was carried out. */
function showsValues({ operations }: History): boolean {
  return operations.some(({ f, outcome }) => outcome === 'ok' && (f === 'read' || f === 'cas'));
}

/**
 * Judges a history by one model. The same history always gets the same judgement. Where nobody read a register
 * nothing is promised of it, though an order of writes may still be a wrong one.
 */
export function judge(
  history: History,
  model: ConsistencyModel,
  options: Partial<JudgeOptions> = {},
): Judgement {
  const judgement = judgeAll(history, model, options);
  if (judgement.verdict !== 'holds' || !hasRegisters(history) || showsValues(history)) return judgement;
  // The order of writes is owed to sessions, whoever reads.
  if (isSessionGuarantee(model) && history.versionOrder.size > 0) return judgement;
  return { ...judgement, verdict: 'unknown', unknowns: [nothingShown] };
}

function hasRegisters({ operations }: History): boolean {
  return operations.some(({ f }) => f !== 'read' && operationFamilies[f] === 'register');
}

function isSessionGuarantee(model: ConsistencyModel): boolean {
  return model === 'sessions' || sessionGuarantees.some((one) => one === model);
}

function judgeAll(history: History, model: ConsistencyModel, options: Partial<JudgeOptions>): Judgement {
  const all = { ...defaultJudgeOptions, ...options };
  switch (model) {
    case 'linearizable':
      return judgeLinearizable(history, all);
    case 'sequential':
      return judgeSequential(history, all);
    case 'causal':
    case 'causal-convergence':
    case 'causal-memory':
      return judgeCausal(history, model, all);
    case 'sessions':
    case 'read-your-writes':
    case 'monotonic-reads':
    case 'monotonic-writes':
    case 'writes-follow-reads':
      return judgeSessions(history, model);
    case 'set':
      return judgeSets(history, all);
    case 'counter':
      return judgeCounters(history, all);
    case 'bounded-staleness':
      return judgeStaleness(history, all);
    default:
      return assertNever(model);
  }
}
