/** Sentences about the moment at which runs part. */
import { assertNever } from '../../../sim/base/assert.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { formatMoment } from '../words/quantity.js';
import { letterOf } from './lockstep-state.js';
import type { LockstepState } from './lockstep-state.js';

/** One row that says where they part, and one for what each does there; as many as `rows`. */
export function drawParting({ parting }: LockstepState, rows: number): readonly Row[] {
  switch (parting.kind) {
    case 'unknown':
      return padded([[span(` The same up to t=${formatMoment(parting.sameUntilUs)}s; looking for where they part ...`, 'dim')]], rows);
    case 'never':
      return padded([[span(' The same from beginning to end: no event differs.', 'good')]], rows);
    case 'found': {
      const head: Row = [span(` They part at t=${formatMoment(parting.atUs)}s; up to there every event is the same.`, 'accent')];
      const steps = parting.steps.map((step, index): Row => {
        return [span(`   ${letterOf(index)} `, 'strong'), span(step ?? 'nothing happens')];
      });
      return padded([head, ...steps], rows);
    }
    default:
      return assertNever(parting);
  }
}

function padded(rows: readonly Row[], count: number): readonly Row[] {
  return Array.from({ length: count }, (_, index) => rows[index] ?? []);
}
