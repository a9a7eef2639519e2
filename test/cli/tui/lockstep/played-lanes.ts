/** Runs in lockstep of a simulation known by heart, with a clock that goes on by itself. */
import { LockstepPlayer } from '../../../../src/cli/tui/lockstep/lockstep-player.js';
import { PartingScout } from '../../../../src/cli/tui/lockstep/parting-scout.js';
import { Player } from '../../../../src/cli/tui/live/player.js';
import type { Scenario } from '../../../../src/sim/scenario.js';
import { FakeSimulation } from '../live/fake-simulation.js';

/** A player of these scenarios, and a scout of the same. */
export function playLanes(scenarios: readonly Scenario[]) {
  let nowMs = 0;
  const clock = () => (nowMs += 1);
  const lanes = scenarios.map((scenario, index) => ({
    name: `run ${index}`,
    player: new Player({
      scenario,
      start: (trace) => new FakeSimulation(scenario, trace),
      judge: (report) => ({ report, expectations: [], verdict: 'holds' }),
      clock,
    }),
  }));
  const player = new LockstepPlayer(lanes, clock);
  const scout = new PartingScout(scenarios.map((scenario) => (trace) => new FakeSimulation(scenario, trace)));
  const settle = () => {
    for (let tick = 0; tick < 5000 && player.mode !== 'paused' && player.mode !== 'finished'; tick += 1) {
      player.tick(scout.parting);
    }
  };
  return { player, scout, settle, clock };
}
