/** What texts promise, kept by the engine under faults: the same text everywhere, and nobody's words gone. */
import { beforeAll, describe, expect, test } from 'vitest';
import { runTexts, type TextRun } from '../support/text-run.js';
import { textScenario, type TextType } from '../support/text-scenario.js';

const runsEach = 150;

describe.each(['text-sequence', 'text-ot'] as const)('under %s', (type) => {
  let runs: readonly TextRun[] = [];

  beforeAll(() => {
    runs = runAll(type);
  }, 120_000);

  test('every acknowledged write has one fate', () => {
    for (const { report } of runs) {
      const { visible, superseded, merged, lost, pending } = report.fates;
      const sum = visible + superseded + merged + lost + pending;
      expect(sum, report.scenario).toBe(report.writes.acknowledged);
    }
  });

  test('replicas that have all edits show the same, and nothing is lost', () => {
    const complete = runs.filter(({ isComplete }) => isComplete);
    expect(complete.length).toBeGreaterThan(runsEach / 3);
    for (const { report, histories } of complete) {
      expect(report.fates.lost, report.scenario).toBe(0);
      for (const { final } of histories) {
        expect(new Set(final).size, report.scenario).toBe(1);
      }
    }
  });

  test('every character is there once, unless somebody who saw it took it out', () => {
    let characters = 0;
    for (const { report, histories } of runs.filter(({ isComplete }) => isComplete)) {
      for (const { inserted, erased, final } of histories) {
        const expected = [...inserted].filter((symbol) => !erased.has(symbol)).sort();
        expect([...(final[0] ?? '')].sort(), report.scenario).toEqual(expected);
        characters += expected.length;
      }
    }
    expect(characters).toBeGreaterThan(1000);
  });

  /** @see Attiya et al., Specification and complexity of collaborative text editing, PODC (2016) */
  test('characters that stay stand in the same order wherever and whenever they are shown', () => {
    let compared = 0;
    for (const { report, histories } of runs.filter(({ isComplete }) => isComplete)) {
      for (const { shown, final } of histories) {
        const places = new Map([...(final[0] ?? '')].map((symbol, place) => [symbol, place]));
        for (const text of shown) {
          const order = text.flatMap((symbol) => places.get(symbol) ?? []);
          expect(order, report.scenario).toEqual(order.toSorted((x, y) => x - y));
          if (order.length > 1) compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});

test('positions that are carried out as they come keep none of this', () => {
  const complete = runAll('text-naive').filter(({ isComplete }) => isComplete);
  expect(complete.length).toBeGreaterThan(runsEach / 3);
  const isDiverged = ({ histories }: TextRun): boolean =>
    histories.some(({ final }) => new Set(final).size > 1);
  expect(complete.filter(isDiverged).length).toBeGreaterThan(complete.length / 4);
  expect(complete.filter(({ report }) => report.fates.lost > 0).length).toBeGreaterThan(10);
});

function runAll(type: TextType): readonly TextRun[] {
  return Array.from({ length: runsEach }, (_, n) => runTexts(textScenario(n, type)));
}
