/** How far a check is, on stderr: one rewritten line on a terminal, separate lines elsewhere. */
import type { TextOutput } from './command-io.js';

/** Says nothing about checks that take less than a second. */
export class CheckProgress {
  readonly #output: TextOutput;
  readonly #rewrites: boolean;
  readonly #nowMs: () => number;
  readonly #startedMs: number;
  #shownAtMs: number;
  #shownTenth = 0;
  #isLineOpen = false;

  constructor(output: TextOutput, options: { readonly rewrites: boolean; readonly nowMs: () => number }) {
    this.#output = output;
    this.#rewrites = options.rewrites;
    this.#nowMs = options.nowMs;
    this.#startedMs = options.nowMs();
    this.#shownAtMs = this.#startedMs;
  }

  /** Tells it how many parts are done. */
  update(done: number, count: number): void {
    const nowMs = this.#nowMs();
    if (nowMs - this.#startedMs < quietMs || count === 0) return;
    const line = `checking: ${Math.floor((100 * done) / count)} % (${done} of ${count} parts)`;
    if (this.#rewrites) {
      if (this.#isLineOpen && nowMs - this.#shownAtMs < redrawMs) return;
      this.#output.write(`\r\u001b[K${line}`);
      this.#isLineOpen = true;
    } else {
      const tenth = Math.floor((10 * done) / count);
      if (tenth <= this.#shownTenth && nowMs - this.#shownAtMs < lineMs) return;
      this.#output.write(`${line}\n`);
      this.#shownTenth = tenth;
    }
    this.#shownAtMs = nowMs;
  }

  /** Leaves the terminal as if nothing had been there. */
  clear(): void {
    if (this.#isLineOpen) this.#output.write('\r\u001b[K');
    this.#isLineOpen = false;
  }
}

const quietMs = 1000;
const redrawMs = 100;
const lineMs = 10_000;
