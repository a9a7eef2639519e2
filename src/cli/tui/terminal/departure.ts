/** Every way out of the live view, told once. */
import { exitCodes } from '../../exit-codes.js';

/** Why the view was left. */
export type Outcome =
  /** The person quit, or there is nobody at the keyboard any more. */
  | { readonly kind: 'quit' }
  /** A signal, or the key that stands for one. */
  | { readonly kind: 'signal'; readonly exitCode: number }
  /** Something was thrown. */
  | { readonly kind: 'failure'; readonly error: unknown };

/** A stream that tells whether a text came through. */
export interface WrittenStream extends NodeJS.EventEmitter {
  write(text: string, told: (error?: Error | null) => void): unknown;
}

/** Where to listen for reasons to leave. */
export interface DepartureSources {
  readonly stdin: NodeJS.EventEmitter;
  readonly stdout: WrittenStream;
  readonly process: NodeJS.EventEmitter;
}

/** The first reason to leave, and an end to listening. */
export interface Departures {
  readonly outcome: Promise<Outcome>;
  /** Leaves for this reason, unless there was one before. */
  readonly leave: (outcome: Outcome) => void;
  readonly close: () => void;
}

/** Resets the colours: a text that changes nothing. */
const nothingToSee = '\u001b[0m';

/** The code a shell gives a process that ended with its terminal. */
const hungUpExitCode = 129;

/** Listens for signals, the end of input and a terminal that is gone. */
export function openDepartures({ stdin, stdout, process }: DepartureSources): Departures {
  let leave: (outcome: Outcome) => void = () => undefined;
  const outcome = new Promise<Outcome>((resolve) => {
    leave = resolve;
  });
  const leaveWith = (exitCode: number) => () => {
    leave({ kind: 'signal', exitCode });
  };
  const hangUp = leaveWith(hungUpExitCode);
  // The input of a terminal that is gone ends too, often before a signal comes; but only there is a text lost.
  const endInput = () => {
    stdout.write(nothingToSee, (error) => {
      if (error instanceof Error) hangUp();
      else leave({ kind: 'quit' });
    });
  };
  const listeners: readonly (readonly [NodeJS.EventEmitter, string, () => void])[] = [
    [process, 'SIGINT', leaveWith(exitCodes.interrupted)],
    [process, 'SIGTERM', leaveWith(exitCodes.terminated)],
    [process, 'SIGHUP', hangUp],
    [stdin, 'end', endInput],
    [stdin, 'error', hangUp],
    [stdout, 'error', hangUp],
  ];
  for (const [source, event, listener] of listeners) source.on(event, listener);
  return {
    outcome,
    leave,
    close: () => {
      for (const [source, event, listener] of listeners) source.off(event, listener);
    },
  };
}
