import { expect, test } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes.js';
import { checkInSlices } from '../../../src/cli/interview/check-in-slices.js';
import type { SliceOptions } from '../../../src/cli/interview/check-in-slices.js';
import { checklistNames, runChecklist } from '../../../src/scenarios/interview/checklist.js';
import type { CheckedDesign, ChecklistItem } from '../../../src/scenarios/interview/checklist.js';
import { parseScenarios } from '../../../src/scenarios/parse.js';

const read = parseScenarios(`version: 1
scenarios:
  shop:
    duration: 4s
    regions: { us-east: {}, eu-west: {} }
    workload: { keys: { count: 20 }, clients: [{ in: all, rate: 15/s, mix: { write: 60%, read: 40% } }] }
`);
const [shop] = read.ok ? read.scenarios : [];

/** A clock that leaps: every slice is as short as can be. */
async function checked({ interruptedBy }: Pick<SliceOptions, 'interruptedBy'>): Promise<readonly ChecklistItem[]> {
  if (shop === undefined) throw new Error(JSON.stringify(read));
  const design: CheckedDesign = { scenario: shop.scenario, ids: 'uuidv7' };
  let ms = 0;
  const items: ChecklistItem[] = [];
  for await (const item of checkInSlices(design, { interruptedBy, nowMs: () => (ms += 1000) })) items.push(item);
  expect(items).toEqual(runChecklist(design).slice(0, items.length));
  return items;
}

test('slices change nothing about the items, and there are many in each', async () => {
  let looks = 0;
  const items = await checked({ interruptedBy: () => { looks += 1; return null; } });
  expect(items.map(({ name }) => name)).toEqual([...checklistNames]);
  expect(looks).toBeGreaterThan(200);
});

test('whoever interrupts hears of no further item', async () => {
  let looks = 0;
  const items = await checked({ interruptedBy: () => { looks += 1; return looks > 30 ? exitCodes.interrupted : null; } });
  expect(items.length).toBeLessThan(checklistNames.length);
  expect(looks).toBe(31);
});
