/** What stays in the terminal after runs in lockstep were left. */
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';
import { describeJudgement } from '../live/status-line.js';
import { formatMoment } from '../words/quantity.js';
import { letterOf } from './lockstep-state.js';
import type { LockstepState } from './lockstep-state.js';
import { drawParting } from './parting-words.js';

/** Where the runs part, and what came of each of them. */
export function describeLockstepEnd(state: LockstepState): readonly Row[] {
  const lanes = state.lanes.map(({ name, state: { judgement } }, index): Row => {
    const head = span(`${letterOf(index)} ${showText(name)}: `);
    if (judgement === null) return [head, span(`left at t=${formatMoment(state.nowUs)}s, before its end`)];
    return [head, describeJudgement(judgement), span(`   fingerprint ${judgement.report.fingerprint}`)];
  });
  const parting = drawParting(state, 1).map((row): Row => row.map(({ text, tone }) => span(text.trimStart(), tone)));
  return [...parting, ...lanes];
}
