/** What the command line tells a shell: the same numbers for every command. */
import { assertNever } from '../sim/base/assert.js';
import type { Verdict } from '../sim/report.js';

/** Every exit code there is. */
export const exitCodes = {
  /** Everything asked for was done, and every expectation held. */
  held: 0,
  /** An expectation or property failed: the product, not an error. */
  violated: 1,
  /** Wrong usage, or input that cannot be used; nothing was run. */
  usage: 2,
  /** It cannot be told; never a pass. */
  inconclusive: 3,
  /** A bug of quarrel's own. */
  internal: 70,
  /** Stopped by Ctrl-C (SIGINT). */
  interrupted: 130,
  /** Stopped by SIGTERM. */
  terminated: 143,
} as const;

/** One of {@link exitCodes}; the live view may add those of other signals. */
export type ExitCode = number;

/** The exit code of a run whose expectations came to this. */
export function exitCodeOf(verdict: Verdict): ExitCode {
  switch (verdict) {
    case 'holds':
      return exitCodes.held;
    case 'violated':
      return exitCodes.violated;
    case 'unknown':
      return exitCodes.inconclusive;
    default:
      return assertNever(verdict);
  }
}
