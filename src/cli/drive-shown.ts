/** Drives a run as commands do: with progress on stderr, until its end or the first interrupt. */
import type { CommandIo } from './command-io.js';
import { drive } from './drive.js';
import type { Drivable, DriveOutcome } from './drive.js';
import type { InterruptWatch } from './interrupts.js';
import { Progress } from './progress.js';
import { countOf, formatMs } from './report/format.js';

/** What is shown of a run while it goes on. */
export interface ShownDrive {
  /** Simulated time of the workload. */
  readonly durationUs: number;
  /** No redrawing. */
  readonly plain: boolean;
  /** Which of several runs it is. */
  readonly label?: string;
}

/** Whether a line on stderr may be written over. */
export function rewritesLines({ stderr, env }: CommandIo, plain: boolean): boolean {
  return stderr.isTTY === true && !plain && env['TERM'] !== 'dumb';
}

/** Runs to the end, or until somebody interrupts; the terminal is left as it was. */
export async function driveShown(
  simulation: Drivable,
  { plain, ...shown }: ShownDrive,
  io: CommandIo,
  interrupts: Pick<InterruptWatch, 'exitCode'>,
): Promise<DriveOutcome> {
  const progress = new Progress({ output: io.stderr, rewrite: rewritesLines(io, plain), ...shown, nowMs: io.nowMs });
  try {
    return await drive(simulation, {
      interruptedBy: interrupts.exitCode,
      onSlice: ({ nowUs }) => progress.update(nowUs),
      nowMs: () => performance.now(),
    });
  } finally {
    progress.clear();
  }
}

/** When a run was interrupted, and what had happened by then: one sentence. */
export function describeInterruption({ seen }: DriveOutcome & { readonly kind: 'interrupted' }): string {
  const facts = [
    countOf(seen.written, 'write'),
    `${countOf(seen.applied, 'replicated write')} applied`,
    countOf(seen.conflicts, 'conflict'),
  ];
  return `Interrupted at ${formatMs(seen.nowUs / 1000)} of simulated time: ${facts.join(', ')} so far.`;
}
