/** The formulas against runs: what they say is what the engine does, whatever the parameters. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScenarios } from '../../../src/scenarios/index.js';
import { checkFigures } from '../../../src/scenarios/sizing/check.js';
import type { FigureCheck } from '../../../src/scenarios/sizing/check.js';
import { checkDocument, checkScenarioName } from '../../../src/scenarios/sizing/check-document.js';
import { divisorOf, mostScaledDeliveries, planChecks } from '../../../src/scenarios/sizing/check-plan.js';
import { publishedParameters } from '../../../src/scenarios/sizing/parameters.js';
import type { SizingParameters } from '../../../src/scenarios/sizing/parameters.js';
import { simulate } from '../../../src/sim/simulate.js';

function check(parameters: SizingParameters): readonly FigureCheck[] {
  const runs = planChecks(parameters, divisorOf(parameters, false));
  const parsed = parseScenarios(checkDocument(runs));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues[0]));
  return runs.flatMap((run) => {
    const loaded = parsed.scenarios.find(({ scenario }) => scenario.name === checkScenarioName(run.name));
    return loaded === undefined ? [] : checkFigures(run, simulate(loaded.scenario).report);
  });
}

const small: SizingParameters = {
  ...publishedParameters, writesPerS: 200, othersPerS: 100, partitionUs: 20e6, keys: 500, lagUs: 40_000,
};

describe('runs', () => {
  test('agree with every formula, with few writes and random parameters', () => {
    const parameters = fc.record({
      writesPerS: fc.integer({ min: 20, max: 400 }),
      othersPerS: fc.integer({ min: 0, max: 400 }),
      regions: fc.integer({ min: 2, max: 4 }),
      headroom: fc.constantFrom(1, 1.5, 2.5, 4),
      partitionUs: fc.integer({ min: 5, max: 40 }).map((seconds) => seconds * 1e6),
      payloadBytes: fc.integer({ min: 1, max: 4000 }),
      keys: fc.integer({ min: 50, max: 5000 }),
      lagUs: fc.integer({ min: 1000, max: 150_000 }),
      choose: fc.constantFrom(
        { kind: 'uniform' as const }, { kind: 'zipf' as const, exponent: 1.1 }, { kind: 'hot' as const, keys: 10, share: 0.8 },
      ),
    }).map((some) => ({ ...publishedParameters, ...some }));
    fc.assert(fc.property(parameters, (given) => {
      expect(check(given).filter(({ isWithin }) => !isWithin)).toEqual([]);
    }), { numRuns: 4, seed: 9, endOnFailure: true });
  });

  test('disagree where a formula is wrong: half of the lag, or a tenth less bandwidth', () => {
    const [stopped, ...others] = planChecks(small, 1);
    if (stopped === undefined) throw new Error('nothing is planned');
    const wrong = planChecks({ ...small, headroom: small.headroom * 0.9 }, 1)[0]?.figures ?? [];
    const conflicts = others.find(({ name }) => name === 'conflicts');
    const halfLag = planChecks({ ...small, lagUs: small.lagUs / 2 }, 1).find(({ name }) => name === 'conflicts');
    const parsed = parseScenarios(checkDocument([stopped, ...(conflicts === undefined ? [] : [conflicts])]));
    if (!parsed.ok || conflicts === undefined || halfLag === undefined) throw new Error('nothing to run');
    const [first, second] = parsed.scenarios.map(({ scenario }) => simulate(scenario).report);
    if (first === undefined || second === undefined) throw new Error('nothing ran');
    const drains = checkFigures({ ...stopped, figures: wrong }, first).filter(({ isWithin }) => !isWithin);
    expect(drains.map(({ name }) => name)).toEqual(['drain-writes-stopped']);
    const pairs = checkFigures({ ...conflicts, figures: halfLag.figures }, second).filter(({ isWithin }) => !isWithin);
    expect(pairs.map(({ name }) => name)).toContain('conflicts');
  });

  test('agree where rates are a few writes a minute', () => {
    const rare = { ...publishedParameters, writesPerS: 3 / 60, othersPerS: 3 / 60, partitionUs: 7200e6, keys: 5 };
    expect(check(rare).filter(({ isWithin }) => !isWithin)).toEqual([]);
  });

  test.each([
    ['a partition shorter than a round trip', { partitionUs: 1 }],
    ['a lag longer than the partition', { lagUs: 60e6 }],
    ['hardly any headroom', { headroom: 1.001 }],
    ['far more headroom than the lag lets through', { headroom: 9999 }],
    ['a partition of a few hundred writes', { writesPerS: 49_500, partitionUs: 6975, headroom: 1.05, lagUs: 31, payloadBytes: 172, metadataBytes: 323 }],
    ['many leaders', { regions: 20 }],
  ])('agree with %s', (_, some) => {
    expect(check({ ...small, ...some }).filter(({ isWithin }) => !isWithin)).toEqual([]);
  });

  test('drop their peer also where the queue is so small that it could not be divided', () => {
    const [dropped] = check({ ...publishedParameters, queueBytes: 2 ** 20, keys: 1000 });
    expect(dropped).toMatchObject({ name: 'queue-drops-at', formula: 0.8 * 2 ** 20, isWithin: true });
  });

  test('drop their peer when 80 % of a small queue are full', () => {
    const [dropped, ...others] = check({ ...small, queueBytes: 1_000_000 });
    expect(dropped).toMatchObject({ name: 'queue-drops-at', formula: 800_000, isWithin: true });
    expect(others.map(({ name }) => name)).toEqual(['link', 'all-links', 'conflicts']);
  });
});

test('a run that is scaled down brings few writes to all peers together, however many there are', () => {
  for (const regions of [2, 5, 50]) {
    const parameters = { ...publishedParameters, regions };
    const partitions = planChecks(parameters, divisorOf(parameters, false)).filter(({ partition }) => partition !== null);
    expect(partitions.reduce((sum, { writes }) => sum + writes, 0) * (regions - 1)).toBeLessThanOrEqual(mostScaledDeliveries);
  }
});

test('a run that is scaled down has few writes, and is scaled by a power of ten', () => {
  for (const writesPerS of [10, 1000, 50_000, 1_000_000]) {
    const parameters = { ...publishedParameters, writesPerS };
    const divisor = divisorOf(parameters, false);
    expect(Number.isInteger(Math.log10(divisor))).toBe(true);
    expect(planChecks(parameters, divisor).filter(({ writes }) => writes > mostScaledDeliveries)).toEqual([]);
    expect(divisorOf(parameters, true)).toBe(1);
  }
});

test('the written scenarios state what the formulas say, and it holds', () => {
  const parsed = parseScenarios(checkDocument(planChecks(small, 1)));
  expect(parsed.ok && parsed.scenarios.map(({ expectations }) => expectations.map(({ name }) => name))).toEqual([
    ['settled', 'backlog.peak-writes', 'backlog.peak-bytes', 'backlog.drain'],
    ['settled', 'backlog.drain'],
    ['settled', 'conflicts.pairs'],
  ]);
});
