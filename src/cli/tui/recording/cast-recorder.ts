/** A terminal session as asciicast: a header, then one line for each text that was written and each change of size. */
import type { Size } from '../../view/drawing/panel.js';

/** Where lines go, one at a time and whole. */
export interface CastSink {
  writeLine(line: string): void;
}

/** What a recorder works with. */
export interface CastRecorderOptions {
  readonly sink: CastSink;
  /** Milliseconds from any fixed moment, never going back. */
  readonly clock: () => number;
  readonly sizeOf: () => Size;
}

/**
 * Writes asciicast version 2. Nothing of the machine is in it, neither its name nor the time of day.
 *
 * @see https://docs.asciinema.org/manual/asciicast/v2/
 */
export class CastRecorder {
  readonly #options: CastRecorderOptions;
  readonly #startMs: number;

  constructor(options: CastRecorderOptions) {
    this.#options = options;
    this.#startMs = options.clock();
    const { columns, rows } = options.sizeOf();
    options.sink.writeLine(JSON.stringify({ version: 2, width: columns, height: rows }));
  }

  /** A text was written to the terminal. */
  output(text: string): void {
    this.#write('o', text);
  }

  /** The terminal has another size. */
  resize(): void {
    const { columns, rows } = this.#options.sizeOf();
    this.#write('r', `${columns}x${rows}`);
  }

  #write(code: 'o' | 'r', text: string): void {
    const { clock, sink } = this.#options;
    const seconds = Math.round(clock() - this.#startMs) / 1000;
    sink.writeLine(JSON.stringify([seconds, code, text]));
  }
}
