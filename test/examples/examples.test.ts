import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeExpectations, loadScenarios, overallVerdict, simulate } from '../../src/index.js';

const folder = new URL('../../examples/', import.meta.url);
const documents = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe.each(documents)('%s', (name) => {
  const loaded = loadScenarios(readFileSync(new URL(name, folder), 'utf8'));

  test('is a valid document, and what it expects comes', () => {
    if (!loaded.ok) throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
    for (const { scenario, expectations } of loaded.scenarios) {
      const judged = judgeExpectations(expectations, simulate(scenario).report);
      expect(overallVerdict(judged)).toBe('holds');
    }
  });
});

test('the slow clock loses its write from the moment it is further behind than bob came after alice', () => {
  const text = readFileSync(new URL('slow-clock.yaml', folder), 'utf8');
  const lost = [19, 21].map((skewMs) => {
    const overrides = [{ path: 'regions.phone.clock.skew', value: `-${skewMs}ms` }];
    const loaded = loadScenarios(text, { overrides });
    if (!loaded.ok) throw new Error('the override is valid');
    return loaded.scenarios.map(({ scenario }) => simulate(scenario).report.lostWrites.byCause.skew);
  });
  expect(lost).toEqual([[0], [1]]);
});
