/** A counterexample that is looked at again: what `quarrel replay` says of it, as a text. */
import type { CommandIo } from '../../command-io.js';
import { exitCodes } from '../../exit-codes.js';
import { printable } from '../../printable.js';
import { ReadingScreen } from '../reading/reading-screen.js';
import type { Opened, Surroundings } from './home-item.js';

/** Replays a kept counterexample; it is given up when the home screen is left. */
export async function lookAgain(path: string, { place, ascii, signal }: Surroundings): Promise<Opened> {
  const { replay } = await import('../../replay.js');
  const told: string[] = [];
  const request = {
    target: path, resolver: null, file: null, overrides: [], changed: false, json: false, ascii,
  };
  await replay(request, worldOf(told, signal));
  const text = { title: printable(path), parts: [{ kind: 'complaint', text: told.join('') }] } as const;
  const repeat = printable(`quarrel replay ${path}`);
  return { screen: new ReadingScreen({ place, text, opens: null }), said: null, repeat };
}

/** Streams without a terminal: what is written is kept. */
function worldOf(told: string[], signal: AbortSignal): CommandIo {
  const stream = { isTTY: false, write: (text: string) => told.push(text) };
  return {
    stdout: stream,
    stderr: stream,
    isStdinTerminal: false,
    readStdin: () => Promise.resolve(new Uint8Array()),
    openLines: () => ({ next: () => Promise.resolve(null), close: () => undefined }),
    env: { NO_COLOR: '1' },
    nowMs: () => 0,
    openLiveView: () => Promise.resolve(exitCodes.inconclusive),
    openLockstep: () => Promise.resolve(exitCodes.inconclusive),
    openHome: () => Promise.resolve(exitCodes.inconclusive),
    openLearn: null,
    openInterview: null,
    onInterrupt: (listener) => {
      const stop = () => {
        listener(exitCodes.interrupted);
      };
      signal.addEventListener('abort', stop);
      return () => {
        signal.removeEventListener('abort', stop);
      };
    },
  };
}
