/**
 * Names that must exist: regions wherever they are named, and keys that `final.…` speaks of.
 *
 * This walks the plain values and not the checked document, so that a wrong name is reported in
 * the same breath as a wrong unit elsewhere.
 */
import type { Path, Problem } from './issue.js';
import { metrics } from './metrics.js';
import { parseRegionMetric } from './region-metrics.js';
import { changeKinds } from './schema/changes.js';
import { isMapping } from './schema/field.js';
import { conflictsOf, finalPrefix } from './schema/final-name.js';
import { splitLink } from './schema/network.js';
import { didYouMean, listWords } from './suggestion.js';

/** Every name in a scenario that nothing bears. */
export function findDanglingNames(scenario: unknown, base: Path): readonly Problem[] {
  if (!isMapping(scenario) || !isMapping(scenario['regions'])) return [];
  const names = Object.keys(scenario['regions']);
  const regions: Regions = { names, known: new Set(names) };
  const problems: Problem[] = [];
  for (const place of regionPlaces) {
    visit(scenario, place, [], (path, name) => {
      if (typeof name !== 'string' || regions.known.has(name)) return;
      const isForClients = name === 'all' && path[1] === 'clients';
      if (!isForClients) problems.push(unknownRegion(name, regions, [...base, ...path], false));
    });
  }
  for (const place of linkPlaces) {
    visit(scenario, place, [], (path, text) => {
      problems.push(...unknownEnds(text, regions, [...base, ...path], false));
    });
  }
  const links = isMapping(scenario['links']) ? Object.keys(scenario['links']) : [];
  for (const key of links.filter((key) => key !== 'default')) {
    problems.push(...checkLinkKey(key, regions, [...base, 'links', key]));
  }
  return [
    ...problems,
    ...findUnknownFinals(scenario, base),
    ...findUnknownRegionFigures(scenario, regions, base),
  ];
}

const any = Symbol('any key or index');

interface Regions {
  readonly names: readonly string[];
  readonly known: ReadonlySet<string>;
}

type Pattern = readonly (string | typeof any)[];

const regionPlaces: readonly Pattern[] = [
  ['topology', 'star', 'hub'],
  ['conflicts', 'priority', any],
  ['replication', 'leader'],
  ['replication', 'acknowledge', 'of', any],
  ['replication', 'failover', 'observer', 'beside'],
  ['workload', 'clients', any, 'in'],
  ['workload', 'script', any, 'in'],
  ['replication', 'writer'],
  ['replication', 'secondaries', any],
  ['faults', any, 'crash'],
  ['faults', any, 'offline'],
  ['faults', any, 'outage'],
  ['faults', any, 'pause'],
  ['faults', any, 'leave'],
  ['faults', any, 'clock-step', 'in'],
  ['faults', any, 'deploy', 'regions', any],
  ['faults', any, 'slow', 'in'],
  ['faults', any, 'partition', any, any],
  ['faults', any, 'latency-spike', 'between', any, any],
  ['faults', any, 'loss', 'between', any, any],
  ['faults', any, 'bandwidth', 'between', any, any],
];

const linkPlaces: readonly Pattern[] = [
  ['topology', 'links', any],
  ['replication', 'pull', 'links', any],
  ['faults', any, 'latency-spike', 'links', any],
  ['faults', any, 'loss', 'links', any],
  ['faults', any, 'bandwidth', 'links', any],
];

function visit(
  value: unknown,
  pattern: Pattern,
  path: Path,
  found: (path: Path, value: unknown) => void,
): void {
  const [step, ...rest] = pattern;
  if (step === undefined) {
    found(path, value);
  } else if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (step !== any) return;
    items.forEach((item, index) => { visit(item, rest, [...path, index], found); });
  } else if (isMapping(value)) {
    const keys = step === any ? Object.keys(value) : [step];
    for (const key of keys) {
      if (Object.hasOwn(value, key)) visit(value[key], rest, [...path, key], found);
    }
  }
}

function checkLinkKey(key: string, regions: Regions, path: Path): readonly Problem[] {
  if (splitLink(key) !== null) return unknownEnds(key, regions, path, true);
  const expected = '"default", "a -> b" for one direction or "a <-> b" for both';
  const nearest = didYouMean(key, ['default']);
  return [{ path, message: 'this does not name a link', expected, ...nearest, isKey: true }];
}

function unknownEnds(
  text: unknown,
  regions: Regions,
  path: Path,
  isKey: boolean,
): readonly Problem[] {
  const link = typeof text === 'string' ? splitLink(text) : null;
  if (link === null) return [];
  if (link.from === link.to) {
    const expected = 'two different regions';
    return [{ path, message: 'this link begins where it ends', expected, isKey }];
  }
  return [link.from, link.to]
    .filter((name) => !regions.known.has(name))
    .map((name) => unknownRegion(name, regions, path, isKey));
}

function unknownRegion(
  name: string,
  regions: Regions,
  path: Path,
  isKey: boolean,
): Problem {
  return {
    path,
    message: `there is no region "${name}"`,
    expected: `one of ${listWords(regions.names)}`,
    ...didYouMean(name, regions.names),
    isKey,
  };
}

/** Reports hold the final values of the script's keys alone. */
function findUnknownFinals(
  scenario: Readonly<Record<string, unknown>>,
  base: Path,
): readonly Problem[] {
  if (!isMapping(scenario['expect'])) return [];
  const scripted = scriptedKeys(scenario);
  const tables = [...keysOf(scenario, ['create'])];
  const keys = [...scripted, ...tables.map((table) => `${table}/1`)];
  const finals = keys.map((key) => `${finalPrefix}${key}`);
  return Object.keys(scenario['expect'])
    .filter((name) => name.startsWith(finalPrefix) && name.length > finalPrefix.length)
    .filter((name) => {
      const key = name.slice(finalPrefix.length);
      return !scripted.has(key) && !(keepsConflicts(scenario) && scripted.has(conflictsOf(key) ?? key));
    })
    .filter((name) => !tables.some((table) => name.startsWith(`${finalPrefix}${table}/`)))
    .map((name) => ({
      path: [...base, 'expect', name],
      message: 'the script never mentions this key',
      expected: keys.length === 0 ? 'a script' : `final. and one of ${listWords(keys)}`,
      ...didYouMean(name, finals),
      isKey: true,
    }));
}

/** Elsewhere nothing that lost is kept. */
function keepsConflicts({ conflicts }: Readonly<Record<string, unknown>>): boolean {
  return isMapping(conflicts) && conflicts['resolve'] === 'revision-tree';
}

/** Figures of a region's clients where there is no such region. */
function findUnknownRegionFigures(
  scenario: Readonly<Record<string, unknown>>,
  regions: Regions,
  base: Path,
): readonly Problem[] {
  if (!isMapping(scenario['expect'])) return [];
  return Object.keys(scenario['expect']).flatMap((name) => {
    const parsed = metricNames.has(name) ? null : parseRegionMetric(name);
    if (parsed === null || regions.known.has(parsed.region)) return [];
    return [unknownRegion(parsed.region, regions, [...base, 'expect', name], true)];
  });
}

const metricNames: ReadonlySet<string> = new Set(metrics.map((metric) => metric.name));

function scriptedKeys(scenario: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (_path: Path, key: unknown) => {
    if (typeof key === 'string' || typeof key === 'number') keys.add(String(key));
  };
  visit(scenario, ['workload', 'script', any, 'read'], [], add);
  visit(scenario, ['workload', 'script', any, 'delete'], [], add);
  for (const key of keysOf(scenario, ['write', 'merge', 'update', ...changeKinds])) keys.add(key);
  return keys;
}

/** What operations of these kinds are about. */
function keysOf(
  scenario: Readonly<Record<string, unknown>>,
  kinds: readonly string[],
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const kind of kinds) {
    visit(scenario, ['workload', 'script', any, kind], [], (_path, written) => {
      if (isMapping(written)) Object.keys(written).forEach((key) => { keys.add(key); });
    });
  }
  return keys;
}
