/** Everything of the terminal while the view has it, and the certainty that it is given back. */
import process from 'node:process';
import { assertNever } from '../../../sim/base/assert.js';
import { exitCodes } from '../../exit-codes.js';
import type { Size } from '../../view/drawing/panel.js';
import { openDepartures } from './departure.js';
import type { Outcome } from './departure.js';
import { FrameStream } from './frame-stream.js';
import type { FrameTarget } from './frame-stream.js';
import { openInputProxy } from './input-proxy.js';
import type { Departure } from '../screens/screen-stack.js';
import { openSuspension } from './suspension.js';
import { TerminalSession } from './terminal-session.js';

/** The two streams of a terminal. */
export interface TerminalIo {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/** A terminal that is ours until it is released. */
export interface HeldTerminal {
  readonly sizeOf: () => Size;
  /** Where frames go. */
  readonly frames: FrameStream;
  /** Where keys come from. */
  readonly keys: NodeJS.ReadStream;
  /** Why the view is to be left. */
  readonly outcome: Promise<Outcome>;
  readonly enter: () => void;
  /** Does what a key asks for that is about the terminal. */
  readonly depart: (departure: Departure) => void;
  /** Leaves because something was thrown. */
  readonly fail: (error: unknown) => void;
  /** Leaves a text on the terminal; to be called after it was released. */
  readonly leave: (text: string) => void;
  /** Gives the terminal back; does nothing the second time. */
  readonly release: () => void;
}

/** Told of all that happens on the screen. */
export interface ScreenWitness {
  output(text: string): void;
  resize(): void;
}

/** Takes over signals, keys and size of the terminal; its screen with `enter`. */
export function holdTerminal({ stdin, stdout }: TerminalIo, witnessFor: WitnessMaker = () => null): HeldTerminal {
  const sizeOf = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const witness = witnessFor(sizeOf);
  const screen = witness === null ? stdout : watch(stdout, witness);
  const session = new TerminalSession({ stdin, stdout: screen });
  const frames = new FrameStream(screen, sizeOf);
  const departures = openDepartures({ stdin, stdout, process });
  const input = openInputProxy(stdin);
  const restore = () => {
    session.leave();
  };
  const repaint = () => {
    frames.repaint();
  };
  const resize = () => {
    witness?.resize();
    repaint();
  };
  const suspension = openSuspension({
    leave: restore,
    enter: () => {
      // Whoever resizes the terminal of a job that is stopped tells the shell, not the job.
      process.emit('SIGWINCH', 'SIGWINCH');
      session.enter();
      repaint();
    },
  });
  // Whatever ends the process, the terminal is given back before the message about it.
  process.on('exit', restore);
  process.on('uncaughtExceptionMonitor', restore);
  stdout.on('resize', resize);
  // A terminal that is gone fails whatever is still written to it, and tells so when we are not here any more.
  stdout.off('error', ignore);
  stdout.on('error', ignore);
  return {
    sizeOf,
    frames,
    keys: input.stream,
    outcome: departures.outcome,
    enter: () => {
      session.enter();
    },
    depart: (departure) => {
      switch (departure) {
        case 'quit':
          return departures.leave({ kind: 'quit' });
        case 'interrupt':
          return departures.leave({ kind: 'signal', exitCode: exitCodes.interrupted });
        case 'suspend':
          return suspension.suspend();
        default:
          return assertNever(departure);
      }
    },
    fail: (error) => {
      departures.leave({ kind: 'failure', error });
    },
    leave: (text) => {
      screen.write(text);
    },
    release: () => {
      stdout.off('resize', resize);
      input.close();
      suspension.close();
      session.leave();
      departures.close();
      process.off('exit', restore);
      process.off('uncaughtExceptionMonitor', restore);
    },
  };
}

/** Makes the witness once the size of the terminal is known. */
export type WitnessMaker = (sizeOf: () => Size) => ScreenWitness | null;

function watch(stdout: FrameTarget, witness: ScreenWitness): FrameTarget {
  return {
    write: (text) => {
      witness.output(text);
      return stdout.write(text);
    },
    once: (event, listener) => stdout.once(event, listener),
  };
}

function ignore(): void {
  // Leaving is under way already.
}
