/** The production checklist: what is asked of a design before it serves people, held against it by running it. */
import type { Scenario } from '../../sim/scenario.js';
import { checkQueues } from './checklist/bounded-queues.js';
import { checkClocks } from './checklist/clock-drift.js';
import type { ChecklistItem } from './checklist/item.js';
import { checkRouting } from './checklist/home-region-routing.js';
import { checkLimits } from './checklist/rate-limits.js';
import { checkIds } from './checklist/uuidv7-keys.js';
import { checkVectors } from './checklist/version-vectors.js';

export { checklistNames } from './checklist/item.js';
export type { ChecklistItem, ChecklistName } from './checklist/item.js';

/**
 * Holds every item against a scenario, whoever wrote it. Each runs the scenario, or parts of it, under what the item
 * is about: it takes about ten times as long as one run.
 */
export function runChecklist(scenario: Scenario): readonly ChecklistItem[] {
  return checks.map((check) => check(scenario));
}

/** One check an item, in the order of the list: for those who show each as soon as it is known. */
export const checks: readonly ((scenario: Scenario) => ChecklistItem)[] = [
  checkRouting, checkIds, checkClocks, checkVectors, checkQueues, checkLimits,
];
