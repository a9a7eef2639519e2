/** Judges a history by models of consistency: the one way in for everybody outside the engine. */
import { assertNever } from '../base/assert.js';
import type { History } from '../record/history.js';
import { judgeCausal } from './judges/causal.js';
import { judgeCounters } from './judges/counter.js';
import { judgeSets } from './judges/element-fates.js';
import { defaultJudgeOptions } from './judges/judgement.js';
import type { ConsistencyModel, Judgement, JudgeOptions } from './judges/judgement.js';
import { judgeLinearizable } from './judges/linearizable.js';
import { judgeSequential } from './judges/sequential.js';
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
