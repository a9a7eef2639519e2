/** What `quarrel compare --format tui` shows in a terminal. */
import type { ComparedRun, LockstepOptions } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { openerOf } from '../live/live-view.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import { openLockstepScreen } from './lockstep-view.js';

/** Plays runs beside each other until the person leaves, and returns the exit code. */
export function runLockstep(runs: readonly ComparedRun[], io: TerminalStreams, options: LockstepOptions): Promise<ExitCode> {
  return showScreens((place) => openLockstepScreen(runs, place, { atUs: 0, openAlone: openerOf(place) }), io, options);
}
