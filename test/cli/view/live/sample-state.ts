/** Moments of a simulation known by heart, for tests of what is drawn. */
import { noChoice } from '../../../../src/cli/view/inspector/key-choice.js';
import { LiveRecord } from '../../../../src/cli/view/live/live-record.js';
import { plannedEndUs } from '../../../../src/cli/view/live/live-state.js';
import type { LiveState } from '../../../../src/cli/view/live/live-state.js';
import { rowText } from '../../../../src/cli/view/drawing/row.js';
import type { Row } from '../../../../src/cli/view/drawing/row.js';
import type { Scenario } from '../../../../src/sim/scenario.js';
import { FakeSimulation, makeScenario } from '../../tui/live/fake-simulation.js';

/** The state of a scenario's run after everything up to a moment has happened, paused. */
export function stateAt(nowUs: number, scenario: Scenario = makeScenario({})): LiveState {
  const record = new LiveRecord(plannedEndUs(scenario));
  const simulation = new FakeSimulation(scenario, (event) => {
    record.hear(event);
  });
  while (simulation.nextUs <= nowUs) simulation.step();
  const { lost, divergentKeys } = simulation.losses();
  return {
    scenario,
    observation: simulation.observe(),
    losses: { lost, divergentKeys },
    history: { queues: scenario.regions.map(() => [0, 1, 2]), conflicts: [0, 1], lost: [0, 1] },
    record,
    playback: { mode: 'paused', speed: 1.5, isHurrying: false },
    focus: { mode: 'view', panel: 3, filter: '', scroll: 0 },
    inspection: null,
    keyChoice: noChoice,
    judgement: null,
  };
}

/** Rows as one text. */
export function textOf(rows: readonly Row[]): string {
  return rows.map(rowText).join('\n');
}
