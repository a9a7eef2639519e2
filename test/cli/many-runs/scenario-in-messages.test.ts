import { deepStrictEqual } from 'node:assert';
import { expect, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/package-files.js';
import { parseScenarios } from '../../../src/scenarios/index.js';

test('a message to a thread takes nothing from any scenario of the catalogue', () => {
  const parsed = parseScenarios(readCatalogue());
  if (!parsed.ok) throw new Error('the catalogue does not parse');
  expect(parsed.scenarios.length).toBeGreaterThan(100);
  for (const { scenario } of parsed.scenarios) deepStrictEqual(structuredClone(scenario), scenario);
});
