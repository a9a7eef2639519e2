/** The two lines that stay in the terminal after the view was left. */
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { formatMoment } from '../words/quantity.js';
import type { LiveState } from './live-state.js';
import { describeJudgement } from './status-line.js';

/** The verdict with the run's fingerprint, and the command that repeats the run. */
export function describeFarewell(state: LiveState, repeat: string): readonly Row[] {
  return [describeResult(state), [span(`Run again:  ${repeat}`)]];
}

function describeResult({ judgement, observation }: LiveState): Row {
  if (judgement === null) {
    return [span(`UNKNOWN: left at t=${formatMoment(observation.nowUs)}s, before the end of the run`)];
  }
  return [describeJudgement(judgement), span(`   fingerprint ${judgement.report.fingerprint}`)];
}
