/** Puts screens on a terminal, waits until they are left, and gives the terminal back. */
import process from 'node:process';
import type { ExitCode } from '../../exit-codes.js';
import type { ColorTheme } from '../../view/drawing/color-themes.js';
import { asciiTheme, unicodeTheme } from '../../view/drawing/theme.js';
import { copySequence } from '../terminal/clipboard.js';
import { CastRecorder } from '../recording/cast-recorder.js';
import type { CastSink } from '../recording/cast-recorder.js';
import { holdTerminal } from '../terminal/held-terminal.js';
import { paintRow } from '../terminal/palette.js';
import { maskStream } from '../terminal/stream-mask.js';
import { choosePalette } from './choose-palette.js';
import type { Screen, ScreenPlace } from './screen.js';
import { ScreenStack } from './screen-stack.js';

/** The terminal. */
export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** What people say about how screens look. */
export interface ScreenLook {
  /** Draw with ASCII characters only. */
  readonly ascii: boolean;
  /** Default: that of `QUARREL_THEME`, else as the terminal is. */
  readonly theme?: ColorTheme;
  /** Takes all that is seen, as a recording. */
  readonly recording?: CastSink;
}

/**
 * Shows a screen, and whatever is opened from it, until the person leaves; returns the exit code that the first screen
 * ends with, or that of the signal when one came. Rejects with whatever was thrown inside; the terminal has been
 * restored by then.
 */
export async function showScreens(
  first: (place: ScreenPlace) => Screen | Promise<Screen>,
  io: TerminalStreams,
  look: ScreenLook,
): Promise<ExitCode> {
  const { palette, notice } = choosePalette(look.theme ?? null, io.stdout, process.env);
  if (notice !== null) io.stderr.write(`${notice}\n`);
  const theme = look.ascii ? asciiTheme : unicodeTheme;
  const { recording: sink } = look;
  const clock = () => performance.now();
  const terminal = holdTerminal(io, (sizeOf) => (sink === undefined ? null : new CastRecorder({ sink, clock, sizeOf })));
  const { sizeOf, depart, fail } = terminal;
  const copy = (text: string): void => {
    io.stdout.write(copySequence(text));
  };
  const stack = new ScreenStack({ theme, palette, sizeOf, depart, fail, copy });
  try {
    stack.place.navigator.open(await first(stack.place));
    terminal.enter();
    // What draws every frame takes longest to load: the first one is there before it.
    terminal.frames.show(stack.draw());
    const mountApp = await loadApp();
    const unmount = mountApp({
      stack,
      stdin: terminal.keys,
      stdout: maskStream(io.stdout, terminal.frames),
      show: (rows) => {
        terminal.frames.show(rows);
      },
      fail,
    });
    io.stdout.on('resize', stack.refresh);
    const outcome = await terminal.outcome;
    terminal.frames.close();
    unmount();
    io.stdout.off('resize', stack.refresh);
    terminal.release();
    if (outcome.kind === 'failure') throw outcome.error;
    const { rows, exitCode } = stack.ending();
    terminal.leave(rows.map((row) => `${paintRow(row, stack.palette)}\n`).join(''));
    return outcome.kind === 'signal' ? outcome.exitCode : exitCode;
  } finally {
    terminal.release();
    stack.close();
  }
}

/** Which build of React is loaded is decided by the environment when it is: the plain one. */
async function loadApp() {
  process.env['NODE_ENV'] = 'production';
  delete process.env['DEV'];
  const { mountApp } = await import('./app.js');
  return mountApp;
}
