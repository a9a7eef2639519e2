/** The live view of a scenario: what `quarrel run` shows in a terminal. */
import { judgeExpectations, overallVerdict } from '../../../scenarios/index.js';
import type { LoadedScenario } from '../../../scenarios/index.js';
import type { Report } from '../../../sim/report.js';
import { addRandomFaults, Simulation } from '../../../sim/simulate.js';
import type { LiveViewOptions } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { joinWords } from '../../shell-words.js';
import type { Judgement } from '../../view/live/live-state.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { LiveScreen } from './live-screen.js';
import { Player } from './player.js';

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
  return showScreens((place) => openLiveScreen(loaded, place, options), io, options);
}

/** The live view of a scenario as a screen. */
export function openLiveScreen(loaded: LoadedScenario, place: ScreenPlace, { resolver, repeat }: LiveViewOptions): Screen {
  const scenario = addRandomFaults(loaded.scenario);
  const player = new Player({
    scenario,
    start: (trace) => new Simulation(scenario, { trace, ...resolver?.open() }),
    judge: judgeRun(loaded),
    clock: () => performance.now(),
  });
  return new LiveScreen({ player, place, repeat });
}

/** Holds a finished run against what its scenario expects. */
export function judgeRun({ expectations }: LoadedScenario): (report: Report) => Judgement {
  return (report) => {
    const judged = judgeExpectations(expectations, report);
    return { report, expectations: judged, verdict: overallVerdict(judged) };
  };
}

function optionsFor({ scenario }: LoadedScenario): LiveViewOptions {
  const repeat = joinWords(['quarrel', 'run', scenario.name, '--seed', scenario.seed]);
  return { ascii: false, repeat };
}
