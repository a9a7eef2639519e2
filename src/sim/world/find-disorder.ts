/** Why what clients were answered has no order: the keys, and the smallest part that shows it. */
import { defaultJudgeOptions, judge } from '../check/judge.js';
import type { HistoryOperation } from '../record/history.js';
import { historyOf, mostStates } from './judge-clients.js';
import type { World } from './world.js';

/** What makes a run not linearizable. */
export interface Disorder {
  /** Keys whose requests have no order; the first ones. */
  readonly keys: readonly string[];
  /** How many such keys there are. */
  readonly keyCount: number;
  /** Requests of one of them that have no order, and would have one without any of these; in order of sending. */
  readonly requests: readonly DisorderedRequest[];
}

/** One request, and who asked. */
export interface DisorderedRequest {
  readonly client: string;
  readonly operation: HistoryOperation;
}

/** Of so many keys the smallest part is looked for: that costs more than the verdict. */
const mostKeysNamed = 3;

/** Null where an order explains all, and where nobody can tell. */
export function findDisorder(world: World): Disorder | null {
  const told = historyOf(world);
  if (told === null) return null;
  const options = { ...defaultJudgeOptions, states: mostStates, failedCas: 'mismatch', findings: mostKeysNamed } as const;
  const { findings, violations } = judge(told.history, 'linearizable', options);
  const [smallest] = findings.toSorted((a, b) => a.operations.length - b.operations.length);
  if (smallest === undefined) return null;
  return {
    keys: findings.flatMap(({ key }) => key ?? []),
    keyCount: violations,
    requests: smallest.operations.map((operation) => ({ client: told.clients[operation.process] ?? '', operation })),
  };
}
