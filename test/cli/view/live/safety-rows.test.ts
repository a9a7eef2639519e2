import { expect, test } from 'vitest';
import { drawSafety } from '../../../../src/cli/view/live/safety-rows.js';
import type { Observation } from '../../../../src/sim/observation.js';
import { asciiTheme } from '../../../../src/cli/view/drawing/theme.js';
import { stateAt, textOf } from './sample-state.js';

function draw(seen: Partial<Observation>): string {
  const state = stateAt(0);
  return textOf(drawSafety({ ...state, observation: { ...state.observation, ...seen } }, 80, asciiTheme));
}

test('stale reads are counted while the run goes on, with when the first was sent', () => {
  expect(draw({ staleReads: 7, firstStaleReadUs: 1_250_000 })).toMatch(/stale reads +7 .* 1\.25/);
  expect(draw({ staleReads: 0 })).toMatch(/stale reads +0 .* -$/m);
  expect(draw({ staleReads: null })).toMatch(/stale reads +- .* -$/m);
});
