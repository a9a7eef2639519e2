/** Judges a history by models of consistency: the one way in for everybody outside the engine. */
import { assertNever } from '../base/assert.js';
import type { History } from '../record/history.js';
import { judgeCausal } from './judges/causal.js';
import { columnsOfHistory } from './judges/columns-of-history.js';
import { judgeCounters } from './judges/counter.js';
import { judgeSets } from './judges/element-fates.js';
import { defaultJudgeOptions } from './judges/judgement.js';
import type { ConsistencyModel, Judgement, JudgeOptions } from './judges/judgement.js';
import { judgeLinearizable } from './judges/linearizable.js';
import { judgeSequential } from './judges/sequential.js';
import { SessionLog } from './judges/session-log.js';
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

/** Judges a history by one model. The same history always gets the same judgement. */
export function judge(
  history: History,
  model: ConsistencyModel,
  options: Partial<JudgeOptions> = {},
): Judgement {
  const all = { ...defaultJudgeOptions, ...options };
  switch (model) {
    case 'linearizable':
      return judgeLinearizable(history, all);
    case 'sequential':
      return judgeSequential(history, all);
    case 'set':
      return judgeSets(history, all);
    case 'counter':
      return judgeCounters(history, all);
    default:
      return judgeRegisters(new SessionLog(columnsOfHistory(history)), model, all);
  }
}

/** Models that are about registers alone, and know of values only which write each comes from. */
export type RegisterModel = Exclude<ConsistencyModel, 'linearizable' | 'sequential' | 'set' | 'counter'>;

/** Judges registers by one model. */
export function judgeRegisters(log: SessionLog, model: RegisterModel, options: JudgeOptions): Judgement {
  switch (model) {
    case 'causal':
    case 'causal-convergence':
    case 'causal-memory':
      return judgeCausal(log.columns, model, options);
    case 'sessions':
    case 'read-your-writes':
    case 'monotonic-reads':
    case 'monotonic-writes':
    case 'writes-follow-reads':
      return judgeSessions(log, model, options);
    case 'bounded-staleness':
      return judgeStaleness(log, options);
    default:
      return assertNever(model);
  }
}
