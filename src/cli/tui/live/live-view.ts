/** The live view of a scenario: what `quarrel run` shows in a terminal. */
import { judgeExpectations, overallVerdict } from '../../../scenarios/expectations.js';
import type { LoadedScenario } from '../../../scenarios/index.js';
import { addRandomFaults, Simulation } from '../../../sim/simulate.js';
import type { LiveViewOptions } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { joinWords } from '../../shell-words.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
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
  const { expectations } = loaded;
  const { resolver, repeat, atUs } = options;
  const scenario = addRandomFaults(loaded.scenario);
  const player = new Player({
    scenario,
    start: (trace) => new Simulation(scenario, { trace, ...resolver?.open() }),
    judge: (report) => {
      const judged = judgeExpectations(expectations, report);
      return { report, expectations: judged, verdict: overallVerdict(judged) };
    },
    clock: () => performance.now(),
  });
  if (atUs !== undefined) player.seek({ kind: 'time', atUs });
  const { doors } = new RunDoors({ loaded, scenario, place, options });
  return new LiveScreen({ player, place, repeat, doors });
}

/** An explanation as the first screen; the live view opens from it. */
function openExplanation(loaded: LoadedScenario, place: ScreenPlace, options: LiveViewOptions): Screen {
  const scenario = addRandomFaults(loaded.scenario);
  const doors = new RunDoors({ loaded, scenario, place, options });
  return doors.explain({ shownUs: null, ...(options.explain === undefined ? {} : { about: options.explain }) });
}

function optionsFor({ scenario }: LoadedScenario): LiveViewOptions {
  const repeat = joinWords(['quarrel', 'run', scenario.name, '--seed', scenario.seed]);
  return { ascii: false, repeat };
}
