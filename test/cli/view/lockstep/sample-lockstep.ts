/** Runs in lockstep at a moment, for tests of what is drawn. */
import type { LockstepState } from '../../../../src/cli/view/lockstep/lockstep-state.js';
import { makeScenario } from '../../tui/live/fake-simulation.js';
import { stateAt } from '../live/sample-state.js';

/** The sample scenario beside itself without its partition. */
export function lockstepAt(nowUs: number, changes: Partial<LockstepState> = {}): LockstepState {
  return {
    title: 'split-brain',
    seed: '8841',
    lanes: [
      { name: 'as written', state: stateAt(nowUs) },
      { name: 'no partition', state: stateAt(nowUs, makeScenario({ faults: [] })) },
    ],
    nowUs,
    endUs: 30_000_000,
    mode: 'paused',
    speed: 1.5,
    parting: { kind: 'found', atUs: 9_100_000, steps: ['CUT ap-se - us-east', null] },
    chosen: 0,
    ...changes,
  };
}
