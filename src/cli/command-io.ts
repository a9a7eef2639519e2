/** All that a command may touch besides files: streams, variables, signals and the live view. */
import type { LoadedScenario } from '../scenarios/index.js';
import type { ExitCode } from './exit-codes.js';
import type { ExplainedThing } from './explain-request.js';
import type { ResolverModule } from './load-resolver.js';
import type { LoadRequest } from './load-scenario.js';
import type { RunChoice } from './run-result.js';
import type { CastSink } from './tui/recording/cast-recorder.js';
import type { ColorTheme } from './view/drawing/color-themes.js';

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
  /** Hands the terminal to the home screen until the person leaves it. */
  readonly openHome: (look: HomeLook) => Promise<ExitCode>;
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

/** How screens look. */
export interface HomeLook {
  /** Draw with ASCII characters only. */
  readonly ascii: boolean;
  readonly theme?: ColorTheme;
  /** Takes all that is seen, as a recording. */
  readonly recording?: CastSink;
}

/** What the command line passes on to the live view. */
export interface LiveViewOptions extends HomeLook {
  /** The command that repeats the run. */
  readonly repeat: string;
  /** The moment to pause at; absent: it runs from its start. */
  readonly atUs?: number;
  /** The scenario's own resolver, where it has one. */
  readonly resolver?: ResolverModule;
  /** Where the scenario comes from; absent: no report says where it stands. */
  readonly origin?: RunOrigin;
  /** What it was loaded by beside its seed, where it has no origin; with neither nothing can be changed about it. */
  readonly asked?: LoadRequest;
  /** Begins with an explanation; the live view opens from it. */
  readonly explain?: ExplainedThing;
}

/** Where a run comes from. */
export interface RunOrigin {
  readonly choice: RunChoice;
  /** The document's text. */
  readonly text: string;
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
export type LockstepOptions = HomeLook;
