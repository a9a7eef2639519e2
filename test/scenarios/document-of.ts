/** Small documents for tests. */
import { expect } from 'vitest';
import type { Issue, LoadedScenario, ParseOptions } from '../../src/scenarios/index.js';
import { parseScenarios } from '../../src/scenarios/index.js';

/** A document with one scenario `s`; the lines of its body are indented by four spaces. */
export function documentOf(body: string): string {
  const lines = body.trim().split('\n').map((line) => `    ${line}`);
  return `version: 1\nscenarios:\n  s:\n${lines.join('\n')}\n`;
}

/** Two regions that need nothing else. */
export const twoRegions = 'regions: { a: { place: virginia }, b: { place: ireland } }';

/** The one scenario of a valid body. */
export function load(body: string, options: ParseOptions = {}): LoadedScenario {
  const result = parseScenarios(documentOf(body), options);
  expect(result.ok ? [] : result.issues).toEqual([]);
  const [loaded] = result.ok ? result.scenarios : [];
  if (loaded === undefined) throw new Error('the document holds no scenario');
  return loaded;
}

/** The issues of an invalid body. */
export function issuesIn(body: string, options: ParseOptions = {}): readonly Issue[] {
  return issuesOf(documentOf(body), options);
}

/** The issues of an invalid text. */
export function issuesOf(text: string, options: ParseOptions = {}): readonly Issue[] {
  const result = parseScenarios(text, options);
  expect(result.ok).toBe(false);
  return result.ok ? [] : result.issues;
}
