/** How far a search of many runs is, on stderr: one rewritten line on a terminal, separate lines elsewhere. */
import type { TextOutput } from './command-io.js';

/** What such a line needs. */
export interface CountProgressOptions {
  readonly output: TextOutput;
  /** Rewrite one line; otherwise append lines. */
  readonly rewrite: boolean;
  /** A clock in milliseconds. */
  readonly nowMs: () => number;
}

/** Says nothing during the first second. */
export class CountProgress {
  readonly #options: CountProgressOptions;
  readonly #startedMs: number;
  #shownAtMs: number;
  #isLineOpen = false;

  constructor(options: CountProgressOptions) {
    this.#options = options;
    this.#startedMs = options.nowMs();
    this.#shownAtMs = this.#startedMs;
  }

  /** Shows a line when one is due: each tenth of a second on a terminal, each ten seconds elsewhere. */
  update(line: string): void {
    const { output, rewrite, nowMs } = this.#options;
    const now = nowMs();
    const isFirst = rewrite && !this.#isLineOpen && now - this.#startedMs >= quietMs;
    if (!isFirst && now - this.#shownAtMs < (rewrite ? redrawMs : lineMs)) return;
    if (now - this.#startedMs < quietMs) return;
    output.write(rewrite ? `\r\u001b[K${line}` : `${line}\n`);
    this.#shownAtMs = now;
    this.#isLineOpen = rewrite;
  }

  /** Leaves the terminal as if nothing had been there. */
  clear(): void {
    if (this.#isLineOpen) this.#options.output.write('\r\u001b[K');
    this.#isLineOpen = false;
  }
}

const quietMs = 1000;
const redrawMs = 100;
const lineMs = 10_000;
