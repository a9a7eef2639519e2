/** Moments of a simulation known by heart, for tests of what is drawn. */
import { Chronicle } from '../../../../src/cli/view/live/chronicle.js';
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
    history: { queues: scenario.regions.map(() => [0, 1, 2]), conflicts: [0, 1], lost: [0, 1] },
    record,
    marks: chronicle.marks,
    firstSeenUs: chronicle.firstSeen(nowUs),
    playback: { mode: 'paused', speed: 1.5, isHurrying: false },
    focus: { mode: 'view', filter: '', moment: '', scroll: 0 },
    judgement: null,
  };
}

/** Rows as one text. */
export function textOf(rows: readonly Row[]): string {
  return rows.map(rowText).join('\n');
}
