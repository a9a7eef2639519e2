/**
 * How an item is checked: it asks for probes, one after the other, hears what each came to, and ends in the item.
 * Whoever drives it decides how the probes run: at once, or in slices beside a screen.
 */
import type { Report } from '../../../sim/report.js';
import type { RowIdScheme, Scenario } from '../../../sim/scenario.js';
import type { SimulateOptions } from '../../../sim/simulate.js';
import { simulate } from '../../../sim/simulate.js';
import type { ChecklistItem } from './item.js';

/** A design as the checklist takes it. */
export interface CheckedDesign {
  readonly scenario: Scenario;
  /**
   * How the designer would name new rows, where its values leave no room for rows beside them: `open` where that was
   * asked and not answered, null where nobody asked.
   */
  readonly ids: RowIdScheme['kind'] | 'open' | null;
}

/** Asks for scenarios to be run, and comes to an item. */
export type Checking = Generator<Scenario, ChecklistItem, Report>;

/** The check of one item. */
export type Check = (design: CheckedDesign) => Checking;

/** How a probe is run: what clients saw is not judged. */
export const probeOptions: SimulateOptions = { judgesClients: false };

/** Checks one item, each probe from beginning to end. */
export function runCheck(check: Check, design: CheckedDesign): ChecklistItem {
  const checking = check(design);
  let asked = checking.next();
  while (asked.done !== true) asked = checking.next(simulate(asked.value, probeOptions).report);
  return asked.value;
}
