/** All that a command may touch besides files: streams, variables, signals and the live view. */
import type { LoadedScenario } from '../scenarios/index.js';
import type { ExitCode } from './exit-codes.js';
import type { ResolverModule } from './load-resolver.js';
import type { LoadRequest } from './load-scenario.js';

/** The world of one command, so that a test can stand in for the process. */
export interface CommandIo {
  /** Results, and nothing else. */
  readonly stdout: TextOutput;
  /** Errors, warnings and progress. */
  readonly stderr: TextOutput;
  /** Whether keys can be read from a person. */
  readonly isStdinTerminal: boolean;
  /** All that stdin brings, to its end. */
  readonly readStdin: () => Promise<Uint8Array>;
  readonly env: Environment;
  /** Hands the terminal to the live view until the person leaves it. */
  readonly openLiveView: (loaded: LoadedScenario, options: LiveViewOptions) => Promise<ExitCode>;
  /** Hands the terminal to runs that are played beside each other until the person leaves them. */
  readonly openLockstep: (runs: readonly ComparedRun[], options: LockstepOptions) => Promise<ExitCode>;
  /**
   * Calls back at each signal that asks to stop, with the exit code that it calls for. The
   * returned function ends the subscription.
   */
  readonly onInterrupt: (listener: (exitCode: ExitCode) => void) => () => void;
}

/** Something that takes text. */
export interface TextOutput {
  /** Whether a person looks at it. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the command line passes on to the live view. */
export interface LiveViewOptions {
  /** Draw with ASCII characters only. */
  readonly ascii: boolean;
  /** The command that repeats the run. */
  readonly repeat: string;
  /** The scenario's own resolver, where it has one. */
  readonly resolver?: ResolverModule;
  /** What the scenario was loaded by, beside its seed: without it nothing can be changed about it. */
  readonly asked?: LoadRequest;
}

/** One of the runs that are played beside each other. */
export interface ComparedRun {
  /** What makes it another run than the others. */
  readonly name: string;
  readonly loaded: LoadedScenario;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: ResolverModule | null;
  /** The command that runs it alone. */
  readonly repeat: string;
  /** What it was loaded by: without it nothing can be changed about it. */
  readonly asked?: LoadRequest;
}

/** What the command line passes on to runs beside each other. */
export type LockstepOptions = Pick<LiveViewOptions, 'ascii'>;
