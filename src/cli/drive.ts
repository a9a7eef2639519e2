/**
 * Runs a simulation in slices, so that a long one can show how far it is and be stopped.
 *
 * The slices steer nothing: the same events run in the same order however the time is cut.
 */
import { setImmediate as giveWay } from 'node:timers/promises';
import type { Observation } from '../sim/observation.js';
import type { Run } from '../sim/simulate.js';
import type { ExitCode } from './exit-codes.js';

/** How driving ended. */
export type DriveOutcome =
  | { readonly kind: 'finished'; readonly run: Run }
  /** Someone asked to stop; `exitCode` says who. */
  | { readonly kind: 'interrupted'; readonly exitCode: ExitCode; readonly seen: Observation };

/** A simulation, as far as driving it needs. */
export interface Drivable {
  readonly nowUs: number;
  /** Infinity once there is no further event. */
  readonly nextUs: number;
  runUntil(timeUs: number): void;
  /** At the time of the last event, or at a later one before the next. */
  observe(atUs?: number): Observation;
  finish(): Run;
}

/** What accompanies a drive. */
export interface DriveOptions {
  /** The exit code of an interrupt that has come, or null. */
  readonly interruptedBy: () => ExitCode | null;
  /** Called between slices. */
  readonly onSlice: (simulation: Drivable) => void;
  /** A clock in milliseconds, for the length of slices alone. */
  readonly nowMs: () => number;
}

/** Runs to the end, or until somebody interrupts. */
export async function drive(simulation: Drivable, options: DriveOptions): Promise<DriveOutcome> {
  let sliceUs = firstSliceUs;
  while (simulation.nextUs !== Infinity) {
    const startedMs = options.nowMs();
    simulation.runUntil(Math.max(simulation.nextUs, simulation.nowUs + sliceUs));
    sliceUs = nextSlice(sliceUs, options.nowMs() - startedMs);
    options.onSlice(simulation);
    await giveWay();
    const exitCode = options.interruptedBy();
    if (exitCode !== null) return { kind: 'interrupted', exitCode, seen: simulation.observe() };
  }
  return { kind: 'finished', run: simulation.finish() };
}

const firstSliceUs = 10_000;
const shortMs = 15;
const longMs = 60;

/** Keeps slices between {@link shortMs} and {@link longMs} of work. */
function nextSlice(sliceUs: number, tookMs: number): number {
  if (tookMs < shortMs) return Math.min(sliceUs * 2, Number.MAX_SAFE_INTEGER);
  if (tookMs > longMs) return Math.max(1, Math.floor(sliceUs / 2));
  return sliceUs;
}
