/** A command's world whose streams are text and whose live view only says that it was opened. */
import type { CommandIo, ComparedRun, Environment, HomeLook, InterviewOptions, LearnOptions, LiveViewOptions } from '../../src/cli/command-io.js';
import { main } from '../../src/cli/command-line.js';
import type { ExitCode } from '../../src/cli/exit-codes.js';
import type { LoadedScenario } from '../../src/scenarios/index.js';

/** What can be set about the world. */
export interface CaptureOptions {
  readonly isTerminal?: boolean;
  readonly env?: Environment;
  /** Sent as soon as the command listens for signals. */
  readonly interruptBy?: ExitCode;
  /** What passes between two looks at the clock; nothing, however busy the machine, unless told otherwise. */
  readonly msPerLook?: number;
  /** What stdin brings. */
  readonly stdin?: string;
}

/** The world, and what happened in it. */
export interface Capture {
  readonly io: CommandIo;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** What the live view was opened with. */
  readonly views: readonly { readonly loaded: LoadedScenario; readonly options: LiveViewOptions }[];
  /** What runs beside each other were opened with. */
  readonly lockstep: readonly { readonly runs: readonly ComparedRun[]; readonly ascii: boolean }[];
  /** What the home screen was opened with. */
  readonly homes: readonly HomeLook[];
  /** What the screens of lessons were opened with. */
  readonly lessons: readonly LearnOptions[];
  /** What the screens of interviews were opened with. */
  readonly interviews: readonly InterviewOptions[];
  readonly interrupt: (exitCode: ExitCode) => void;
}

/** What a finished command left. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly views: Capture['views'];
  readonly lockstep: Capture['lockstep'];
  readonly homes: Capture['homes'];
  readonly lessons: Capture['lessons'];
  readonly interviews: Capture['interviews'];
}

/** The exit code with which the stand-in for the live view is left. */
export const viewExitCode = 42;

/** Makes a world without colours, terminal or signals, unless told otherwise. */
export function captureIo(options: CaptureOptions = {}): Capture {
  const out: string[] = [];
  const err: string[] = [];
  const views: { loaded: LoadedScenario; options: LiveViewOptions }[] = [];
    const lockstep: { runs: readonly ComparedRun[]; ascii: boolean }[] = [];
    const homes: HomeLook[] = [];
  const lessons: LearnOptions[] = [];
  const interviews: InterviewOptions[] = [];
  const lines = (options.stdin ?? '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const listeners = new Set<(exitCode: ExitCode) => void>();
  const isTTY = options.isTerminal === true;
  let nowMs = 0;
  const io: CommandIo = {
    stdout: { isTTY, write: (text) => out.push(text) },
    stderr: { isTTY, write: (text) => err.push(text) },
    isStdinTerminal: isTTY,
    readStdin: () => Promise.resolve(new TextEncoder().encode(options.stdin ?? '')),
    openLines: () => ({ next: () => Promise.resolve(lines.shift() ?? null), close: () => undefined }),
    env: options.env ?? {},
    nowMs: () => (nowMs += options.msPerLook ?? 0),
    openLiveView: (loaded, viewOptions) => {
      views.push({ loaded, options: viewOptions });
      return Promise.resolve(viewExitCode);
    },
      openLockstep: (runs, { ascii }) => {
        lockstep.push({ runs, ascii });
        return Promise.resolve(viewExitCode);
      },
      openHome: (look) => {
        homes.push(look);
      return Promise.resolve(viewExitCode);
    },
    openLearn: (learnOptions) => {
      lessons.push(learnOptions);
      return Promise.resolve(viewExitCode);
    },
    openInterview: (interviewOptions) => {
      interviews.push(interviewOptions);
      return Promise.resolve(viewExitCode);
    },
    onInterrupt: (listener) => {
      listeners.add(listener);
      if (options.interruptBy !== undefined) listener(options.interruptBy);
      return () => listeners.delete(listener);
    },
  };
  return {
    io,
    stdout: () => out.join(''),
    stderr: () => err.join(''),
    views,
    lockstep,
    homes,
    lessons,
    interviews,
    interrupt: (exitCode) => listeners.forEach((listener) => listener(exitCode)),
  };
}

/** Runs one command line in such a world. */
export async function runCli(
  argv: readonly string[],
  options: CaptureOptions = {},
): Promise<Outcome> {
  const capture = captureIo(options);
  const exitCode = await main(argv, capture.io);
  const { views, lockstep, homes, lessons, interviews } = capture;
  return { exitCode, stdout: capture.stdout(), stderr: capture.stderr(), views, lockstep, homes, lessons, interviews };
}
