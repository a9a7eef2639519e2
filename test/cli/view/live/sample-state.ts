/** Moments of a simulation known by heart, for tests of what is drawn. */
import { Chronicle } from '../../../../src/cli/view/live/chronicle.js';
import { noChoice } from '../../../../src/cli/view/inspector/key-choice.js';
import { initialFocus } from '../../../../src/cli/view/live/live-focus.js';
import { LiveRecord } from '../../../../src/cli/view/live/live-record.js';
import type { LiveState } from '../../../../src/cli/view/live/live-state.js';
import { rowText } from '../../../../src/cli/view/drawing/row.js';
import type { Row } from '../../../../src/cli/view/drawing/row.js';
import type { Scenario } from '../../../../src/sim/scenario.js';
import { FakeSimulation, makeScenario } from '../../tui/live/fake-simulation.js';

/** The state of a scenario's run after everything up to a moment has happened, paused. */
export function stateAt(nowUs: number, scenario: Scenario = makeScenario({})): LiveState {
  const record = new LiveRecord();
  const chronicle = new Chronicle(scenario);
  const simulation = new FakeSimulation(scenario, (event) => {
    record.hear(event);
    chronicle.hear(event);
  });
  while (simulation.nextUs <= nowUs) simulation.step();
  const { lost, divergentKeys } = simulation.losses();
  return {
    scenario,
    observation: simulation.observe(),
    losses: { lost, divergentKeys },
    history: {
      queues: scenario.regions.map(() => [0, 1, 2]),
      written: scenario.regions.map(() => [0, 10, 30]),
      conflicts: [0, 1],
      lost: [0, 1],
      divergent: [0, 1],
      staleReads: [0, 1],
      atUs: [0, 100_000, 200_000],
    },
    lags: simulation.lags(),
    record,
    marks: chronicle.marks,
    firstSeenUs: chronicle.firstSeen(nowUs),
    playback: { mode: 'paused', speed: 1.5, isHurrying: false },
    focus: initialFocus,
    inspection: null,
    keyChoice: noChoice,
    judgement: null,
  };
}

/** Rows as one text. */
export function textOf(rows: readonly Row[]): string {
  return rows.map(rowText).join('\n');
}
