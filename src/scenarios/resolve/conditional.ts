/** From a document's conditional writes to the engine's, and where nobody could decide about them. */
import { isReplicated } from '../../sim/base/operation-kind.js';
import { isOwnResolver, type Leaderless, type WriteCondition } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import type { WorkloadDocument } from '../schema/workload.js';
import type { Context } from './context.js';

/** The condition of a scripted operation, if it has one. */
export function conditionOf(
  { if: condition }: WorkloadDocument['script'][number],
): { readonly condition?: WriteCondition } {
  return condition === undefined ? {} : { condition };
}

/** Who decides about conditional writes; absent where nobody does. */
export function resolveTransactions(context: Context): Pick<Leaderless, 'transactions'> {
  const { replication, conflicts, workload } = context.document;
  const { transactions, read } = replication;
  const areReadsSerial = read?.kind === 'serial';
  if (transactions === undefined) {
    if (areReadsSerial) {
      object(context, ['replication', 'read'], {
        message: 'serial reads see what transactions agreed on, and there are none',
        expected: 'quorum, or transactions: serial beside it',
      });
    }
    workload.script.forEach((operation, index) => {
      if (operation.if === undefined) return;
      object(context, ['workload', 'script', index, 'if'], {
        message: 'without a leader, nobody knows by itself what the key holds',
        expected: 'replication.transactions: serial, or strategy: multi-leader',
      });
    });
    return {};
  }
  if (conflicts.resolve !== 'lww') {
    object(context, ['conflicts', 'resolve'], {
      message: 'what was agreed on replaces what was there by its greater stamp',
      expected: 'resolve: lww, or no replication.transactions',
    });
  }
  if (conflicts.timestamps === 'truetime') {
    object(context, ['conflicts', 'timestamps'], {
      message: 'what was agreed on is stamped with its ballot, and waits for no clock',
      expected: 'physical, hybrid or lamport, or no replication.transactions',
    });
  }
  if (replication.coordinator === 'any') {
    object(context, ['replication', 'coordinator'], {
      message: 'who has a write agreed on has to keep a copy of its key',
      expected: 'coordinator: home, or no replication.transactions',
    });
  }
  return { transactions: { scope: transactions, areReadsSerial } };
}

/** Reports conditions on values that no write replaces, and where nobody looks at values. */
export function checkConditions(context: Context): void {
  const { conflicts, workload, replication } = context.document;
  const { resolve } = conflicts;
  const isMerged = !isOwnResolver(resolve) && isReplicated(resolve);
  if (!isMerged && replication.strategy !== 'certification') return;
  workload.script.forEach((operation, index) => {
    if (operation.if === undefined) return;
    object(context, ['workload', 'script', index, 'if'], {
      message: isMerged
        ? `a condition compares whole values, and ${resolve} merges them`
        : 'certification lets the first of two writes commit, and looks at no values',
      expected: isMerged ? 'resolve: lww, or no condition' : 'no condition: the later write is refused by itself',
    });
  });
}

function object(context: Context, path: Path, said: { readonly message: string; readonly expected: string }): void {
  context.problems.push({ path: [...context.base, ...path], ...said });
}
