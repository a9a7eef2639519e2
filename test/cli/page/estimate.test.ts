import { expect, test } from 'vitest';
import { estimateRun, mostEventsUnasked } from '../../../src/cli/page/estimate.js';
import { simulate } from '../../../src/sim/simulate.js';
import { loadShipped } from '../../support/shown-page.js';

test('the estimate is right within a factor of a few', () => {
  for (const name of ['split-brain', 'quiet-day', 'ring']) {
    const { scenario } = loadShipped(name);
    const ratio = simulate(scenario).report.events / estimateRun(scenario).events;
    expect(ratio, name).toBeGreaterThan(0.25);
    expect(ratio, name).toBeLessThan(4);
  }
});

test('what takes minutes is known before it begins', () => {
  const { events, isLarge } = estimateRun(loadShipped('capacity-partition').scenario);
  expect(events).toBeGreaterThan(mostEventsUnasked);
  expect(isLarge).toBe(true);
  expect(estimateRun(loadShipped('split-brain').scenario).isLarge).toBe(false);
});
