/** The production checklist, item by item, with probes that run in slices: keys and signals are heard between them. */
import { setImmediate as giveWay } from 'node:timers/promises';
import type { CheckedDesign, ChecklistItem } from '../../scenarios/interview/checklist.js';
import { checks, probeOptions } from '../../scenarios/interview/checklist.js';
import { Simulation } from '../../sim/simulate.js';
import type { DriveOptions } from '../drive.js';

/** Who may stop it, and the clock that cuts slices. */
export type SliceOptions = Pick<DriveOptions, 'interruptedBy' | 'nowMs'>;

/** Comes to one item after the other; to no further one once somebody has interrupted. */
export async function* checkInSlices(design: CheckedDesign, options: SliceOptions): AsyncGenerator<ChecklistItem> {
  for (const check of checks) {
    const checking = check(design);
    let asked = checking.next();
    while (asked.done !== true) {
      const simulation = new Simulation(asked.value, probeOptions);
      do {
        await giveWay();
        if (options.interruptedBy() !== null) return;
      } while (runSlice(simulation, options));
      asked = checking.next(simulation.finish().report);
    }
    if (options.interruptedBy() !== null) return;
    yield asked.value;
  }
}

const sliceMs = 20;
/** Events between two looks at the clock. */
const eventsAtOnce = 64;

/**
 * Runs for a slice of real time, not of simulated time: when a cut heals, much happens at one moment. False once
 * nothing is left to happen.
 */
function runSlice(simulation: Simulation, { nowMs }: SliceOptions): boolean {
  const untilMs = nowMs() + sliceMs;
  do {
    for (let events = 0; events < eventsAtOnce; events += 1) if (!simulation.step()) return false;
  } while (nowMs() < untilMs);
  return true;
}
