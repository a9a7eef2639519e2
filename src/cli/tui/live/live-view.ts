/** The live view of a scenario: what `quarrel run` shows in a terminal. */
import type { LoadedScenario } from '../../../scenarios/index.js';
import { addRandomFaults, Simulation } from '../../../sim/simulate.js';
import type { ComparedRun, LiveViewOptions, RunOrigin } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import type { LoadRequest } from '../../load-scenario.js';
import { overridesOf } from '../../run-request.js';
import { joinWords } from '../../shell-words.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { openWhatIf } from '../what-if/open-what-if.js';
import { judgeRun } from './judge-run.js';
import type { LiveDoors } from './live-doors.js';
import { LiveScreen } from './live-screen.js';
import { Player } from './player.js';
import { RunDoors } from './run-doors.js';

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
export function openLiveScreen(loaded: LoadedScenario, place: ScreenPlace, options: LiveViewOptions): Screen {
  const { resolver, repeat, atUs, origin } = options;
  const scenario = addRandomFaults(loaded.scenario);
  const player = new Player({
    scenario,
    start: (trace) => new Simulation(scenario, { trace, ...resolver?.open() }),
    judge: judgeRun(loaded),
    clock: () => performance.now(),
  });
  if (atUs !== undefined) player.seek({ kind: 'time', atUs });
  const asked = options.asked ?? (origin === undefined ? undefined : loadRequestOf(origin));
  const { doors } = new RunDoors({ loaded, scenario, place, options });
  const branch = { loaded, resolver: resolver ?? null, place, openAlone: openerOf(place) };
  const whatIf: LiveDoors =
    asked === undefined ? {} : { whatIf: ({ observation: { nowUs } }) => openWhatIf({ ...branch, asked }, nowUs) };
  return new LiveScreen({ player, place, repeat, doors: { ...doors, ...whatIf } });
}

function loadRequestOf({ choice }: RunOrigin): LoadRequest {
  const { target, scenario } = choice;
  return { target, scenario, overrides: overridesOf(choice) };
}

/** An explanation as the first screen; the live view opens from it. */
function openExplanation(loaded: LoadedScenario, place: ScreenPlace, options: LiveViewOptions): Screen {
  const scenario = addRandomFaults(loaded.scenario);
  const doors = new RunDoors({ loaded, scenario, place, options });
  return doors.explain({ shownUs: null, ...(options.explain === undefined ? {} : { about: options.explain }) });
}

/** Opens one of several runs alone. */
export function openerOf(place: ScreenPlace): (run: ComparedRun) => Screen {
  return ({ loaded, resolver, repeat, asked }) => {
    const ofOwn = resolver === null ? {} : { resolver };
    return openLiveScreen(loaded, place, { ascii: false, repeat, ...ofOwn, ...(asked === undefined ? {} : { asked }) });
  };
}

function optionsFor({ scenario }: LoadedScenario): LiveViewOptions {
  const repeat = joinWords(['quarrel', 'run', scenario.name, '--seed', scenario.seed]);
  return { ascii: false, repeat };
}
