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

/** Where to listen for reasons to leave. */
export interface DepartureSources {
  readonly stdin: NodeJS.EventEmitter;
  readonly stdout: NodeJS.EventEmitter;
  readonly process: NodeJS.EventEmitter;
}

/** The first reason to leave, and an end to listening. */
export interface Departures {
  readonly outcome: Promise<Outcome>;
  /** Leaves for this reason, unless there was one before. */
  readonly leave: (outcome: Outcome) => void;
  readonly close: () => void;
}

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
  const endInput = () => {
    leave({ kind: 'quit' });
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
