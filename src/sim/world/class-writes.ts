/** What tells conflicts by kind, from what a world recorded. */
import type { ClassedWrites } from '../check/conflict-kinds.js';
import type { ChangeJournal } from '../record/change-journal.js';
import type { Ledger } from '../record/ledger.js';
import type { OpLog } from '../storage/op-log.js';

/** The writes of a run. */
export function classWrites(ops: OpLog, changes: ChangeJournal, ledger: Ledger): ClassedWrites {
  return {
    isDelete: (op) => ops.isDelete(op),
    changeOf: (op) => changes.changeOf(op),
    parentsOf: (op) => (ledger.effects === null ? ledger.parentsOf(op) : ledger.effects.parentsOfWrite(op)),
  };
}
