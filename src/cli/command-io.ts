/** All that a command may touch besides files: streams, variables, signals and the live view. */
import type { LoadedScenario, Override } from '../scenarios/index.js';
import type { Walk } from '../scenarios/lessons/walk.js';
import type { ExitCode } from './exit-codes.js';
import type { ScreenedThing } from './explain-request.js';
import type { DocumentSource } from './input-issues.js';
import type { ProgressStore } from './learn/progress-store.js';
import type { ResolverModule } from './load-resolver.js';
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
  /** Begins to read stdin line by line. */
  readonly openLines: () => LineSource;
  readonly env: Environment;
  /** Milliseconds from any fixed moment, never going back, for when to say how far a command is. */
  readonly nowMs: () => number;
  /** Hands the terminal to the live view until the person leaves it. */
  readonly openLiveView: (loaded: LoadedScenario, options: LiveViewOptions) => Promise<ExitCode>;
  /** Hands the terminal to runs that are played beside each other until the person leaves them. */
  readonly openLockstep: (runs: readonly ComparedRun[], options: LockstepOptions) => Promise<ExitCode>;
  /** Hands the terminal to the home screen until the person leaves it. */
  readonly openHome: (look: HomeLook) => Promise<ExitCode>;
  /** Hands the terminal to lessons until the person leaves them; null where there are no screens of them. */
  readonly openLearn: ((options: LearnOptions) => Promise<ExitCode>) | null;
  /** Hands the terminal to interviews until the person leaves them; null where there are no screens of them. */
  readonly openInterview: ((options: InterviewOptions) => Promise<ExitCode>) | null;
  /**
   * Calls back at each signal that asks to stop, with the exit code that it calls for. The
   * returned function ends the subscription.
   */
  readonly onInterrupt: (listener: (exitCode: ExitCode) => void) => () => void;
}

/** Lines that a person types, or that a pipe brings, one at a time. */
export interface LineSource {
  /** The next line without its end; null when there are no more. */
  readonly next: () => Promise<string | null>;
  /** Lets go of stdin; what was asked for by then may never come. */
  readonly close: () => void;
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
export interface LiveViewOptions extends HomeLook, LiveRunOptions {
  /** Begins with an explanation; the live view opens from it. */
  readonly explain?: ScreenedThing;
}

/** What is known of a run beside its scenario. */
export interface LiveRunOptions {
  /** The command that repeats the run. */
  readonly repeat: string;
  /** The moment to pause at; absent: it runs from its start. */
  readonly atUs?: number;
  /** The scenario's own resolver, where it has one. */
  readonly resolver?: ResolverModule;
  /** Where the scenario comes from; absent: no report says where it stands, and nothing can be changed about it. */
  readonly origin?: RunOrigin;
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
  /** Where the scenario comes from; absent: as for {@link LiveRunOptions}. */
  readonly origin?: RunOrigin;
}

/** What the command line passes on to runs beside each other. */
export type LockstepOptions = HomeLook;

/** What the command line passes on to the screens of lessons. */
export interface LearnOptions extends HomeLook {
  /** Steps to walk and where to begin, and the files of their lessons by name; null: the list of all lessons. */
  readonly opened: { readonly walk: Walk; readonly sources: ReadonlyMap<string, DocumentSource> } | null;
  /** Laid over every run of a lesson that is opened from the list. */
  readonly overrides: readonly Override[];
  readonly progress: ProgressStore;
}

/** What the command line passes on to the screens of interviews. */
export interface InterviewOptions extends HomeLook {
  /** The name or number of an interview, or a file; null: the list of all. */
  readonly target: string | null;
}
