/** The live view of a scenario: what `quarrel run` shows in a terminal. */
import type { LoadedScenario } from '../../../scenarios/index.js';
import { addRandomFaults, Simulation } from '../../../sim/simulate.js';
import type { ComparedRun, LiveRunOptions, LiveViewOptions } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { joinWords } from '../../shell-words.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { judgeRun } from './judge-run.js';
import type { LiveDoors } from './live-doors.js';
import { LiveScreen } from './live-screen.js';
import { Player } from './player.js';
import type { RunDoors, WatchedRun } from './run-doors.js';

/**
 * Plays a scenario until the person leaves, and returns the exit code: the verdict's when the run
 * came to its end, inconclusive when it was left before, that of the signal when one came.
 *
 * Rejects with whatever was thrown inside; the terminal has been restored by then.
 */
export function runLiveView(
  loaded: LoadedScenario,
  io: TerminalStreams,
  options: LiveViewOptions = optionsFor(loaded),
): Promise<ExitCode> {
  const open = options.explain === undefined ? openLiveScreen : openExplanation;
  return showScreens((place) => open(loaded, place, options), io, options);
}

/** The live view of a scenario as a screen. */
export function openLiveScreen(loaded: LoadedScenario, place: ScreenPlace, options: LiveRunOptions): Screen {
  const { resolver, repeat, atUs } = options;
  const scenario = addRandomFaults(loaded.scenario);
  const player = new Player({
    scenario,
    start: (trace) => new Simulation(scenario, { trace, ...resolver?.open() }),
    judge: judgeRun(loaded),
    clock: () => performance.now(),
  });
  if (atUs !== undefined) player.seek({ kind: 'time', atUs });
  const doors = doorsOf({ loaded, scenario, place, options }, player);
  return new LiveScreen({ player, place, repeat, doors });
}

/** What opens from a live view is loaded when it is opened for the first time: it takes longer than the view itself. */
function doorsOf(run: Omit<WatchedRun, 'goTo'>, player: Player): LiveDoors {
  const { loaded, place, options } = run;
  const { origin, resolver } = options;
  const goTo = (atUs: number): void => {
    player.seek({ kind: 'time', atUs });
    place.navigator.back();
  };
  let opened: Promise<RunDoors> | null = null;
  const doors = (): Promise<RunDoors> => (opened ??= openDoors({ ...run, goTo }));
  return {
    explain: async ({ observation }) => (await doors()).explain({ shownUs: observation.nowUs }),
    spaceTime: async ({ observation }) => (await doors()).spaceTime(observation.nowUs),
    ...(origin === undefined
      ? {}
      : {
          report: async () => (await doors()).report(),
          whatIf: async ({ observation: { nowUs } }) => {
            const { openWhatIf } = await import('../what-if/open-what-if.js');
            const branch = { loaded, origin, resolver: resolver ?? null, place, openAlone: openerOf(place) };
            return openWhatIf(branch, nowUs);
          },
        }),
  };
}

async function openDoors(run: WatchedRun): Promise<RunDoors> {
  const { RunDoors } = await import('./run-doors.js');
  return new RunDoors(run);
}

/** An explanation as the first screen; the live view opens from it. */
export async function openExplanation(loaded: LoadedScenario, place: ScreenPlace, options: LiveViewOptions): Promise<Screen> {
  const { explain, ...rest } = options;
  const goTo = (atUs: number): void => place.navigator.open(openLiveScreen(loaded, place, { ...rest, atUs }));
  const doors = await openDoors({ loaded, scenario: addRandomFaults(loaded.scenario), place, options, goTo });
  return doors.explain({ shownUs: null, ...(explain === undefined ? {} : { about: explain }) });
}

/** Opens one of several runs alone, at a moment. */
export function openerOf(place: ScreenPlace): (run: ComparedRun, atUs: number) => Screen {
  return ({ loaded, resolver, repeat, origin }, atUs) => {
    const ofOwn = resolver === null ? {} : { resolver };
    return openLiveScreen(loaded, place, { repeat, atUs, ...ofOwn, ...(origin === undefined ? {} : { origin }) });
  };
}

function optionsFor({ scenario }: LoadedScenario): LiveViewOptions {
  const repeat = joinWords(['quarrel', 'run', scenario.name, '--seed', scenario.seed]);
  return { ascii: false, repeat };
}
