/** What ink reads its keys from, in front of the real standard input. */
import { Readable } from 'node:stream';
import { KeyReader } from './key-reader.js';
import { maskStream } from './stream-mask.js';

/** A terminal's input of which ink sees single, harmless keys. */
export interface InputProxy {
  readonly stream: NodeJS.ReadStream;
  /** Stops listening to the terminal. */
  readonly close: () => void;
}

/** Starts reading the terminal; raw mode stays with whoever owns the terminal. */
export function openInputProxy(terminal: NodeJS.ReadStream): InputProxy {
  const reader = new KeyReader();
  const keys = new KeyStream();
  const forward = (chunk: Buffer | string) => {
    for (const key of reader.read(chunk.toString())) keys.push(key);
  };
  terminal.setEncoding('utf8');
  terminal.on('data', forward);
  return {
    stream: maskStream(terminal, keys),
    close: () => {
      terminal.off('data', forward);
    },
  };
}

/** One chunk is one key. The methods are those that ink calls on a terminal. */
class KeyStream extends Readable {
  readonly isTTY = true;

  constructor() {
    super({ objectMode: true });
  }

  override _read(): void {
    // Keys are pushed when they come.
  }

  override setEncoding(): this {
    return this;
  }

  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
