/** Finds what of a scenario can be changed, in the scenario's own document. */
import { readDocument } from '../../scenarios/document.js';
import { parseScenarios } from '../../scenarios/index.js';
import type { LoadedScenario } from '../../scenarios/index.js';
import { applyOverrides, valueAt } from '../../scenarios/overrides.js';
import { toYaml } from '../../scenarios/comparison/yaml-value.js';
import { resolveWords } from '../../scenarios/schema/conflicts.js';
import { faultKinds } from '../../scenarios/schema/fault.js';
import { topologyNames } from '../../scenarios/schema/network.js';
import type { Scenario } from '../../sim/scenario.js';
import type { Controls, FaultControl, PageSubject, SkewControl } from './controls.js';

/** The controls of a scenario; `loaded` is what the subject's document parses to. */
export function findControls(subject: PageSubject, { scenario }: LoadedScenario): Controls {
  const written = writtenScenario(subject);
  const topology = topologyName(scenario, written);
  const { resolve } = scenario.conflicts;
  return {
    seed: scenario.seed,
    skews: scenario.regions.map(({ name, clock }) => skewControl(name, clock.skewUs)),
    resolver: { chosen: resolve, choices: findAccepted(subject, 'conflicts.resolve', resolveWords, resolve) },
    topology: { chosen: topology, choices: findAccepted(subject, 'topology', topologyNames, topology) },
    faults: listOf(valueAt(written, ['faults'])).map(faultControl),
  };
}

const leastSliderMs = 200;

function skewControl(region: string, skewUs: number): SkewControl {
  const skewMs = skewUs / 1000;
  return { region, skewMs, mostMs: Math.max(leastSliderMs, Math.ceil(Math.abs(skewMs) * 2)) };
}

/** The scenario's own part of the document, with what was changed about it. */
function writtenScenario({ document: text, name, overrides }: PageSubject): unknown {
  const read = readDocument(text);
  if (!read.ok) return null;
  const base = ['scenarios', name];
  return valueAt(applyOverrides(read.document, base, overrides).document.value, base);
}

/** A topology by name is called so; one that says more stands as it is written. */
function topologyName({ topology }: Scenario, written: unknown): string {
  const said = valueAt(written, ['topology']);
  return said === undefined ? topology.kind : toYaml(said);
}

/** Each word is tried: what the scenario cannot be run with is not offered. */
function findAccepted(
  { document, name, overrides }: PageSubject,
  path: string,
  words: readonly string[],
  chosen: string,
): readonly string[] {
  const accepted = words.filter((value) => {
    if (value === chosen) return true;
    return parseScenarios(document, { only: name, overrides: [...overrides, { path, value }] }).ok;
  });
  return accepted.includes(chosen) ? accepted : [chosen, ...accepted];
}

function faultControl(raw: unknown): FaultControl {
  const written: Readonly<Record<string, unknown>> =
    typeof raw === 'object' && raw !== null ? { ...raw } : {};
  const kind = faultKinds.find((one) => Object.hasOwn(written, one));
  return {
    words: kind === undefined ? 'fault' : `${kind} ${describe(written[kind])}`,
    at: textOf(written['at']),
    until: textOf(written['until']),
    canEnd: kind !== 'leave' && kind !== 'clock-step' && kind !== 'deploy',
    written,
  };
}

function describe(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((group: unknown) => listOf(group).join(', ')).join(' | ');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.entries(value).map(([key, inner]) => `${key} ${describe(inner)}`).join(', ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
