/** Test cases as documents: what is run is what is written. */
import { readDocument } from '../document.js';
import type { Override } from '../overrides.js';
import { applyOverrides, valueAt } from '../overrides.js';
import type { LoadedScenario } from '../parse.js';
import { parseScenarios } from '../parse.js';
import { isMapping } from '../schema/field.js';
import { documentVersion } from '../schema.js';
import type { Mapping, TestCase } from './test-case.js';
import { layOver, listAt, mappingAt } from './test-case.js';
import { blockText } from './yaml-text.js';

/** The scenario of a checked document as plain values, changes laid over it and aliases expanded. */
export function readPlainScenario(text: string, name: string, overrides: readonly Override[]): Mapping {
  const read = readDocument(text);
  if (!read.ok) return {};
  const base = ['scenarios', name];
  const { document } = applyOverrides(read.document, base, overrides);
  const scenario = valueAt(document.value, base);
  return isMapping(scenario) ? scenario : {};
}

/**
 * The scenario with these expectations and no others, without what is there to be read, and without
 * what its reads must return.
 */
export function expectOnly(scenario: Mapping, expect: Mapping): Mapping {
  const entries = Object.entries(scenario).filter(([key]) => !commentary.includes(key));
  const workload = mappingAt(scenario, 'workload');
  const script = listAt(workload, 'script').map(withoutDemands);
  const asked = script.length === 0 ? {} : { workload: { ...workload, script } };
  return { ...Object.fromEntries(entries), ...asked, expect };
}

/** The document of one scenario. */
export function documentText(name: string, scenario: Mapping): string {
  const ordered = Object.entries(scenario).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const sections = Object.fromEntries(ordered.filter(isSaid));
  return `version: ${documentVersion}\nscenarios:\n  ${name}:\n${blockText(sections, '    ')}`;
}

/** A case that can run; null where its parts do not fit each other. */
export function loadCase(name: string, testCase: TestCase): LoadedScenario | null {
  const parsed = parseScenarios(documentText(name, layOver(testCase)));
  const [loaded = null] = parsed.ok ? parsed.scenarios : [];
  return loaded;
}

const commentary: readonly string[] = ['about', 'compare', 'systems', 'source', 'expect'];

/** In which a person would write the sections of a scenario. */
const order: readonly string[] = [
  'title', 'seed', 'duration', 'settle', 'client-latency', 'node', 'clock', 'regions', 'topology', 'links',
  'replication', 'conflicts', 'workload', 'faults', 'nemesis', 'expect',
];

/** A section that became empty on the way says nothing; an empty nemesis is one all the same. */
function isSaid([section, value]: readonly [string, unknown]): boolean {
  if (section === 'nemesis') return true;
  return Array.isArray(value) ? value.length > 0 : !isMapping(value) || Object.keys(value).length > 0;
}

function withoutDemands(operation: unknown): unknown {
  if (!isMapping(operation)) return operation;
  const { expect: _expect, clock: _clock, 'expect-conflicts': _conflicts, ...rest } = operation;
  return rest;
}
