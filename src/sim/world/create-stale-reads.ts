/** Who counts stale reads in a run. */
import type { Ledger } from '../record/ledger.js';
import type { RequestTimes } from '../record/request-times.js';
import { StaleReads } from '../record/stale-reads.js';
import type { Scenario } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import { hasReads } from '../workload/clients.js';

/** Null where nobody reads; where values are merged, since no one write is the current one; and without times. */
export function createStaleReads(
  scenario: Scenario,
  parts: {
    readonly ops: OpLog;
    readonly keys: number;
    readonly expected: number;
    readonly ledger: Ledger;
    readonly times: RequestTimes | null;
  },
): StaleReads | null {
  const { ops, keys, expected, times, ledger: { collected, effects } } = parts;
  if (times === null || effects !== null || !hasReads(scenario)) return null;
  return new StaleReads({ ops, times, collected, keys, expected });
}
