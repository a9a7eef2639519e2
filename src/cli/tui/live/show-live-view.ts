/** Puts the live view on a terminal, waits until it is left, and gives the terminal back. */
import process from 'node:process';
import { hasColors } from '../../color.js';
import type { LiveViewOptions } from '../../command-io.js';
import { exitCodeOf, exitCodes } from '../../exit-codes.js';
import type { ExitCode } from '../../exit-codes.js';
import { asciiTheme, unicodeTheme } from '../../view/drawing/theme.js';
import type { Outcome } from '../terminal/departure.js';
import { describeFarewell } from './farewell.js';
import { holdTerminal } from '../terminal/held-terminal.js';
import { LiveController } from './live-controller.js';
import { Player } from './player.js';
import type { PlayerOptions } from './player.js';
import { maskStream } from '../terminal/stream-mask.js';

/** The terminal. */
export interface LiveViewIo {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** What is played. */
export type LiveViewSubject = Omit<PlayerOptions, 'clock'>;

/** Shows a run until it is left; returns the exit code, rejects with whatever was thrown. */
export async function showLiveView(
  subject: LiveViewSubject,
  io: LiveViewIo,
  options: LiveViewOptions,
): Promise<ExitCode> {
  const mountLiveApp = await loadLiveApp();
  const palette = hasColors(io.stdout, process.env) ? 'colors' : 'bare';
  const terminal = holdTerminal(io);
  try {
    const controller = new LiveController({
      player: new Player({ ...subject, clock: () => performance.now() }),
      theme: options.ascii ? asciiTheme : unicodeTheme,
      palette,
      sizeOf: terminal.sizeOf,
      depart: terminal.depart,
    });
    terminal.enter();
    const unmount = mountLiveApp({
      controller,
      stdin: terminal.keys,
      stdout: maskStream(io.stdout, terminal.frames),
      fail: terminal.fail,
    });
    io.stdout.on('resize', controller.refresh);
    const outcome = await terminal.outcome;
    terminal.frames.close();
    unmount();
    io.stdout.off('resize', controller.refresh);
    terminal.release();
    if (outcome.kind === 'failure') throw outcome.error;
    io.stdout.write(describeFarewell(controller.state, options.repeat, palette));
    return exitCodeFor(outcome, controller);
  } finally {
    terminal.release();
  }
}

/** Which build of React is loaded is decided by the environment when it is: the plain one. */
async function loadLiveApp() {
  process.env['NODE_ENV'] = 'production';
  delete process.env['DEV'];
  const { mountLiveApp } = await import('./live-app.js');
  return mountLiveApp;
}

function exitCodeFor(
  outcome: Exclude<Outcome, { readonly kind: 'failure' }>,
  controller: LiveController,
): ExitCode {
  if (outcome.kind === 'signal') return outcome.exitCode;
  const { judgement } = controller.state;
  return judgement === null ? exitCodes.inconclusive : exitCodeOf(judgement.verdict);
}
