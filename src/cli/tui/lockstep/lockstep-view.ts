/** Runs in lockstep, made from their scenarios. */
import { addRandomFaults, Simulation } from '../../../sim/simulate.js';
import type { TraceSink } from '../../../sim/record/trace.js';
import type { ComparedRun } from '../../command-io.js';
import { judgeRun } from '../live/judge-run.js';
import { Player } from '../live/player.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { LockstepPlayer } from './lockstep-player.js';
import { LockstepScreen } from './lockstep-screen.js';
import { PartingScout } from './parting-scout.js';

/** A run that may be kept as a scenario file. */
export interface LockstepRun extends ComparedRun {
  readonly write?: () => string;
}

/** Where they begin, and what opens one of them. */
export interface LockstepPlace {
  readonly atUs: number;
  /** Opens one of them at a moment. */
  readonly openAlone: (run: ComparedRun, atUs: number) => Screen;
}

/** Runs in lockstep as a screen, at a moment. */
export function openLockstepScreen(
  runs: readonly LockstepRun[],
  place: ScreenPlace,
  { atUs, openAlone }: LockstepPlace,
): Screen {
  const clock = () => performance.now();
  const started = runs.map(({ loaded, resolver }) => {
    const scenario = addRandomFaults(loaded.scenario);
    return { scenario, start: (trace: TraceSink) => new Simulation(scenario, { trace, ...resolver?.open() }) };
  });
  const lanes = runs.flatMap(({ name, loaded }, index) => {
    const one = started[index];
    if (one === undefined) return [];
    return [{ name, player: new Player({ ...one, judge: judgeRun(loaded), clock }) }];
  });
  const player = new LockstepPlayer(lanes, clock);
  if (atUs > 0) player.seek(atUs);
  const doors = runs.map((run) => {
    const { repeat, write } = run;
    return { repeat, open: (shownUs: number) => openAlone(run, shownUs), ...(write === undefined ? {} : { write }) };
  });
  const scout = new PartingScout(started.map(({ start }) => start));
  const { name: title = '', seed = '' } = runs[0]?.loaded.scenario ?? {};
  return new LockstepScreen({ title, seed, player, scout, doors, place, clock });
}
