/** Taking the terminal for the view (alternate screen, no cursor, raw keys) and giving it back. */

/** The streams of a terminal, as far as a session needs them. */
export interface TerminalStreams {
  readonly stdin: {
    readonly isTTY?: boolean;
    setRawMode(isRaw: boolean): unknown;
    resume(): unknown;
    pause(): unknown;
  };
  readonly stdout: { write(text: string): unknown };
}

/** Takes a terminal and returns it as it was. Both may be asked for again and again. */
export class TerminalSession {
  readonly #streams: TerminalStreams;
  #isEntered = false;

  constructor(streams: TerminalStreams) {
    this.#streams = streams;
  }

  /** Takes the terminal; once more after another program had it. */
  enter(): void {
    this.#isEntered = true;
    this.#setRawMode(true);
    this.#streams.stdin.resume();
    this.#streams.stdout.write(takeSequence);
  }

  /** Gives the terminal back; does nothing when that was done before. */
  leave(): void {
    if (!this.#isEntered) return;
    this.#isEntered = false;
    this.#setRawMode(false);
    this.#streams.stdin.pause();
    this.#streams.stdout.write(returnSequence);
  }

  #setRawMode(isRaw: boolean): void {
    if (this.#streams.stdin.isTTY !== true) return;
    try {
      this.#streams.stdin.setRawMode(isRaw);
    } catch {
      // A terminal that was hung up has no modes left to set.
    }
  }
}

/** Alternate screen, cursor hidden, no wrapping at the right edge, screen empty. */
const takeSequence = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J\u001b[H';

/** Update ended, colours reset, wrapping and cursor as usual, normal screen. */
const returnSequence = '\u001b[?2026l\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l';
