/** The production checklist: what is asked of a design before it serves people, held against it by running it. */
import { checkQueues } from './checklist/bounded-queues.js';
import type { Check, CheckedDesign } from './checklist/check.js';
import { runCheck } from './checklist/check.js';
import { checkClocks } from './checklist/clock-drift.js';
import type { ChecklistItem } from './checklist/item.js';
import { checkRouting } from './checklist/home-region-routing.js';
import { checkLimits } from './checklist/rate-limits.js';
import { checkIds } from './checklist/uuidv7-keys.js';
import { checkVectors } from './checklist/version-vectors.js';

export { probeOptions } from './checklist/check.js';
export type { CheckedDesign } from './checklist/check.js';
export { checklistNames, checklistVerdicts } from './checklist/item.js';
export type { ChecklistItem, ChecklistName, ChecklistVerdict } from './checklist/item.js';

/**
 * Holds every item against a design. Each runs the scenario, or parts of it, under what the item is about: it takes
 * about ten times as long as one run.
 */
export function runChecklist(design: CheckedDesign): readonly ChecklistItem[] {
  return checks.map((check) => runCheck(check, design));
}

/** One check an item, in the order of the list: for those who show each as soon as it is known, and run probes in slices. */
export const checks: readonly Check[] = [checkRouting, checkIds, checkClocks, checkVectors, checkQueues, checkLimits];
