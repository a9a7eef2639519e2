#!/usr/bin/env node
/** The program: lends the process's streams and signals to the command line, keeps its exit code. */
import { main } from './command-line.js';
import type { CommandIo, LineSource } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';

let isOutputLost = false;

/** A reader that went away (`| head`, a closed terminal) has what it wanted; a full disk has not. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  const isReaderGone = error.code === 'EPIPE' || (error.code === 'EIO' && process.stdout.isTTY);
  if (isReaderGone || isOutputLost) return;
  isOutputLost = true;
  process.exitCode = exitCodes.usage;
  process.stderr.write(`error: the result could not be written: ${error.message}\n`);
});
process.stderr.on('error', () => undefined);

const io: CommandIo = {
  stdout: process.stdout,
  stderr: process.stderr,
  isStdinTerminal: process.stdin.isTTY,
  readStdin: async () => {
    const { buffer } = await import('node:stream/consumers');
    return buffer(process.stdin);
  },
  openLines: readLines,
  env: process.env,
  nowMs: () => performance.now(),
  openLiveView: async (loaded, options) => {
    const { runLiveView } = await import('./tui/live/live-view.js');
    const { stdin, stdout, stderr } = process;
    return runLiveView(loaded, { stdin, stdout, stderr }, options);
  },
  openLockstep: async (runs, options) => {
    const { runLockstep } = await import('./tui/lockstep/run-lockstep.js');
    const { stdin, stdout, stderr } = process;
    return runLockstep(runs, { stdin, stdout, stderr }, options);
  },
  openHome: async (look) => {
    const { runHome } = await import('./tui/home/home-view.js');
    const { stdin, stdout, stderr } = process;
    return runHome({ stdin, stdout, stderr }, look);
  },
  openLearn: async (options) => {
    const { runLearn } = await import('./tui/learn/learn-view.js');
    const { stdin, stdout, stderr } = process;
    return runLearn({ stdin, stdout, stderr }, options);
  },
  openInterview: async (options) => {
    const { runInterview } = await import('./tui/interview/interview-view.js');
    const { stdin, stdout, stderr } = process;
    return runInterview({ stdin, stdout, stderr }, options);
  },
  onInterrupt: listenForSignals,
};

const exitCode = await main(process.argv.slice(2), io);
process.exitCode = isOutputLost ? exitCodes.usage : exitCode;

/** The first signal asks; the second one leaves at once. */
function listenForSignals(listener: (exitCode: ExitCode) => void): () => void {
  let count = 0;
  const onSignal = (code: ExitCode) => () => {
    count += 1;
    if (count > 1) process.exit(code);
    listener(code);
  };
  const onInterrupt = onSignal(exitCodes.interrupted);
  const onTerminate = onSignal(exitCodes.terminated);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
  };
}

/** Lines come as the terminal or the pipe ends them; nothing is drawn or edited here. */
function readLines(): LineSource {
  const opened = import('node:readline').then(({ createInterface }) => {
    const reader = createInterface({ input: process.stdin, crlfDelay: Infinity, terminal: false });
    return { reader, lines: reader[Symbol.asyncIterator]() };
  });
  return {
    next: async () => {
      const { lines } = await opened;
      const line = await lines.next();
      return line.done === true ? null : line.value;
    },
    close: () => {
      // A pipe that stays open, or a terminal, would keep the program; a closed reader only pauses it.
      void opened.then(({ reader }) => {
        reader.close();
        process.stdin.destroy();
      });
    },
  };
}
