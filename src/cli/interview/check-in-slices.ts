/** The production checklist, item by item, with probes that run in slices: keys and signals are heard between them. */
import { setImmediate as giveWay } from 'node:timers/promises';
import type { CheckedDesign, ChecklistItem } from '../../scenarios/interview/checklist.js';
import { checks, probeOptions } from '../../scenarios/interview/checklist.js';
import { Simulation } from '../../sim/simulate.js';
import { drive } from '../drive.js';
import type { DriveOptions } from '../drive.js';

/** Comes to one item after the other; to no further one once somebody has interrupted. */
export async function* checkInSlices(design: CheckedDesign, options: Pick<DriveOptions, 'interruptedBy' | 'nowMs'>): AsyncGenerator<ChecklistItem> {
  for (const check of checks) {
    const checking = check(design);
    let asked = checking.next();
    while (asked.done !== true) {
      const simulation = new Simulation(asked.value, probeOptions);
      await giveWay();
      const outcome = await drive(simulation, { ...options, onSlice: () => undefined });
      if (outcome.kind === 'interrupted') return;
      await giveWay();
      asked = checking.next(outcome.run.report);
    }
    if (options.interruptedBy() !== null) return;
    yield asked.value;
  }
}
