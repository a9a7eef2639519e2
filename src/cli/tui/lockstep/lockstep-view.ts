/** Runs in lockstep: what `quarrel compare --format tui` shows in a terminal, and what a change is held against. */
import { addRandomFaults, Simulation } from '../../../sim/simulate.js';
import type { TraceSink } from '../../../sim/record/trace.js';
import type { ComparedRun, LockstepOptions } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { judgeRun, openLiveScreen } from '../live/live-view.js';
import { Player } from '../live/player.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import { LockstepPlayer } from './lockstep-player.js';
import { LockstepScreen } from './lockstep-screen.js';
import { PartingScout } from './parting-scout.js';

/** A run that may be kept as a scenario file. */
export interface LockstepRun extends ComparedRun {
  readonly write?: () => string;
}

/** Plays runs beside each other until the person leaves, and returns the exit code. */
export function runLockstep(runs: readonly ComparedRun[], io: TerminalStreams, options: LockstepOptions): Promise<ExitCode> {
  return showScreens((place) => openLockstepScreen(runs, place, { atUs: 0 }), io, options);
}

/** Runs in lockstep as a screen, at a moment. */
export function openLockstepScreen(
  runs: readonly LockstepRun[],
  place: ScreenPlace,
  { atUs }: { readonly atUs: number },
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
  const doors = runs.map(({ loaded, resolver, repeat, write }) => {
    const ofOwn = resolver === null ? {} : { resolver };
    const open = () => openLiveScreen(loaded, place, { ascii: false, repeat, ...ofOwn });
    return { repeat, open, ...(write === undefined ? {} : { write }) };
  });
  const scout = new PartingScout(started.map(({ start }) => start));
  const { name: title = '', seed = '' } = runs[0]?.loaded.scenario ?? {};
  return new LockstepScreen({ title, seed, player, scout, doors, place, clock });
}
