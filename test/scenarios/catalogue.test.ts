import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findScenario, listScenarios, searchScenarios } from '../../src/scenarios/catalogue.js';
import { judgeExpectations } from '../../src/scenarios/expectations.js';
import type { LoadedScenario } from '../../src/scenarios/parse.js';
import { parseScenarios } from '../../src/scenarios/parse.js';
import { sliceScenario } from '../../src/scenarios/slice.js';
import { simulate } from '../../src/sim/simulate.js';
import { runnable } from '../support/catalogue.js';
import { documentOf, twoRegions } from './document-of.js';

const shipped = readFileSync(new URL('../../scenarios.yaml', import.meta.url), 'utf8');
const parsed = parseScenarios(shipped);
const listed = listScenarios(shipped);
const scenarios: readonly LoadedScenario[] = parsed.ok ? parsed.scenarios : [];

test('the shipped document is valid and warns of nothing but size and the bound that lies', () => {
  expect(parsed.ok ? [] : parsed.issues).toEqual([]);
  const warned = runnable.flatMap(({ scenario: { name }, warnings }) =>
    warnings.map(({ message }) => `${name}: ${message}`),
  );
  expect(warned).toEqual([expect.stringMatching(/^truetime-lies: the bound lies: .* us-east /)]);
  expect(scenarios.length).toBeGreaterThanOrEqual(14);
  const large = scenarios.filter(({ scenario: { name } }) => !runnable.some((other) => other.scenario.name === name));
  for (const { warnings } of large) {
    expect(warnings.map(({ message }) => /million requests/.test(message))).toEqual([true]);
  }
});

test.each(runnable.map((loaded) => [loaded.scenario.name, loaded] as const))(
  'the shipped scenario %s comes out as the textbook says',
  (_name, { scenario, expectations }) => {
    expect(expectations.length).toBeGreaterThan(0);
    const judged = judgeExpectations(expectations, simulate(scenario).report);
    expect(judged.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
  },
);

test.each(scenarios.map((loaded) => [loaded.scenario.name, loaded] as const))(
  'the text of %s alone is a document of the same scenario',
  (name, { scenario, about }) => {
    expect(listed.find((entry) => entry.name === name)).toMatchObject({ title: scenario.title, about });
    const alone = parseScenarios(sliceScenario(shipped, name) ?? '');
    expect(alone.ok && alone.scenarios.map((loaded) => loaded.scenario)).toEqual([scenario]);
  },
);

test('every shipped scenario has a title and two to four sentences about it', () => {
  for (const { scenario, about } of scenarios) {
    expect(scenario.title).not.toBe(scenario.name);
    const sentences = about.split(/[.?!](?:\s|$)/).filter((sentence) => sentence.trim() !== '');
    expect(sentences.length, scenario.name).toBeGreaterThanOrEqual(2);
    expect(sentences.length, scenario.name).toBeLessThanOrEqual(4);
  }
});

test('a document is listed in its order, also when its scenarios are wrong', () => {
  const text = 'version: 1\nscenarios:\n  b: { title: T, about: " A. " }\n  a: 5\n';
  expect(listScenarios(text)).toEqual([
    { name: 'b', title: 'T', about: 'A.', systems: [], source: '' },
    { name: 'a', title: 'a', about: '', systems: [], source: '' },
  ]);
  expect(listScenarios('[')).toEqual([]);
  expect(listScenarios('scenarios: 5')).toEqual([]);
});

test('scenarios are found by words of their name, text, systems and source, in any case', () => {
  const text = 'version: 1\nscenarios:\n' +
    '  a: { title: Two carts, systems: [Riak, Dynamo], source: SOSP 2007 }\n' +
    '  b: { title: Two clocks, systems: 5 }\n';
  const find = (...words: string[]): string[] => {
    return searchScenarios(listScenarios(text), words).map(({ name }) => name);
  };
  expect(find()).toEqual(['a', 'b']);
  expect(find('riak')).toEqual(['a']);
  expect(find('sosp', 'TWO')).toEqual(['a']);
  expect(find('two')).toEqual(['a', 'b']);
  expect(find('riak', 'clocks')).toEqual([]);
});

test('a name that does not exist is answered with the nearest', () => {
  expect(findScenario(shipped, 'split-brian')).toEqual({
    ok: false, suggestion: 'did you mean "split-brain"?',
  });
  expect(findScenario(documentOf(twoRegions), 'something-else')).toEqual({ ok: false });
});
