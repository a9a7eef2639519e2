/** How far a long run is, on stderr: one rewritten line on a terminal, separate lines elsewhere. */
import type { TextOutput } from './command-io.js';

/** What a progress line needs. */
export interface ProgressOptions {
  readonly output: TextOutput;
  /** Rewrite one line; otherwise append lines. */
  readonly rewrite: boolean;
  /** Which of several runs it is, to stand before the rest. */
  readonly label?: string;
  /** Simulated time of the workload. */
  readonly durationUs: number;
  /** A clock in milliseconds. */
  readonly nowMs: () => number;
}

/** Says nothing about runs that take less than a second. */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #startedMs: number;
  #shownAtMs: number;
  #shownTenth = 0;
  #isLineOpen = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#startedMs = options.nowMs();
    this.#shownAtMs = this.#startedMs;
  }

  /** Tells it where the simulation is. */
  update(nowUs: number): void {
    const nowMs = this.#options.nowMs();
    if (nowMs - this.#startedMs < quietMs) return;
    if (this.#options.rewrite) this.#rewrite(nowMs, nowUs);
    else this.#append(nowMs, nowUs);
  }

  /** Leaves the terminal as if nothing had been there. */
  clear(): void {
    if (this.#isLineOpen) this.#options.output.write('\r\u001b[K');
    this.#isLineOpen = false;
  }

  #rewrite(nowMs: number, nowUs: number): void {
    if (this.#isLineOpen && nowMs - this.#shownAtMs < redrawMs) return;
    this.#options.output.write(`\r\u001b[K${this.#describe(nowUs)}`);
    this.#shownAtMs = nowMs;
    this.#isLineOpen = true;
  }

  #append(nowMs: number, nowUs: number): void {
    const tenth = Math.floor((10 * nowUs) / this.#options.durationUs);
    const isDue = nowMs - this.#shownAtMs >= lineMs;
    if (!isDue && Math.min(tenth, 10) <= this.#shownTenth) return;
    this.#options.output.write(`${this.#describe(nowUs)}\n`);
    this.#shownAtMs = nowMs;
    this.#shownTenth = Math.max(this.#shownTenth, Math.min(tenth, 10));
  }

  #describe(nowUs: number): string {
    const { durationUs, label } = this.#options;
    const of = label === undefined ? '' : `${label}: `;
    const seconds = (nowUs / 1e6).toFixed(1);
    const total = (durationUs / 1e6).toFixed(1);
    if (nowUs > durationUs) return `${of}settling: ${seconds} s of simulated time`;
    const percent = Math.floor((100 * nowUs) / durationUs);
    return `${of}running: ${percent} % (${seconds} s of ${total} s of simulated time)`;
  }
}

const quietMs = 1000;
const redrawMs = 100;
const lineMs = 10_000;
