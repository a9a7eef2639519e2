/** The two lines that stay in the terminal after the view was left. */
import { formatMoment } from '../../view/words/quantity.js';
import { describeJudgement } from '../../view/live/status-line.js';
import type { LiveState } from '../../view/live/live-state.js';
import { paint } from '../terminal/palette.js';
import type { Palette } from '../terminal/palette.js';

/** The verdict with the run's fingerprint, and the command that repeats the run. */
export function describeFarewell(state: LiveState, repeat: string, palette: Palette): string {
  return `${describeResult(state, palette)}\nRun again:  ${repeat}\n`;
}

function describeResult({ judgement, observation }: LiveState, palette: Palette): string {
  if (judgement === null) {
    return `UNKNOWN: left at t=${formatMoment(observation.nowUs)}s, before the end of the run`;
  }
  const { text, tone } = describeJudgement(judgement);
  const sentence = palette === 'colors' ? paint(text, tone) : text;
  return `${sentence}   fingerprint ${judgement.report.fingerprint}`;
}
