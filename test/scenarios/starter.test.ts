import { expect, test } from 'vitest';
import { judgeExpectations, overallVerdict } from '../../src/scenarios/expectations.js';
import { parseScenarios } from '../../src/scenarios/parse.js';
import { starterDocument } from '../../src/scenarios/starter.js';
import { simulate } from '../../src/sim/simulate.js';

test('the starter document is valid, warns of nothing, and its expectations hold', () => {
  const result = parseScenarios(starterDocument);
  expect(result.ok ? [] : result.issues).toEqual([]);
  const [loaded, ...others] = result.ok ? result.scenarios : [];
  expect(others).toEqual([]);
  expect(loaded?.warnings).toEqual([]);
  if (loaded === undefined) return;
  const judged = judgeExpectations(loaded.expectations, simulate(loaded.scenario).report);
  expect(judged.length).toBeGreaterThan(0);
  expect(overallVerdict(judged)).toBe('holds');
});

test('what the starter document proposes to try changes its outcome', () => {
  const overrides = [{ path: 'conflicts.resolve', value: 'siblings' }];
  const result = parseScenarios(starterDocument, { overrides });
  const [loaded] = result.ok ? result.scenarios : [];
  expect(loaded && simulate(loaded.scenario).report.lostWrites.total).toBe(0);
});
