/** A test case with some of its regions: whatever speaks of the others goes with them. */
import { isMapping } from '../schema/field.js';
import { splitLink } from '../schema/network.js';
import type { Change, Mapping, TestCase } from './test-case.js';
import { listAt, mappingAt, putList } from './test-case.js';

/** Names of the regions of a scenario, in order. */
export function regionNames(base: Mapping): readonly string[] {
  return Object.keys(mappingAt(base, 'regions'));
}

/** Where a strategy cannot do without a region that went, the case is one that cannot run. */
export function keepRegions({ base, changes }: TestCase, kept: readonly string[]): TestCase {
  const isKept = (name: unknown): boolean => typeof name === 'string' && kept.includes(name);
  return { base: keepInScenario(base, isKept), changes: changes.flatMap((change) => keepInChange(change, isKept)) };
}

type IsKept = (name: unknown) => boolean;

function keepInScenario(base: Mapping, isKept: IsKept): Mapping {
  const workload = mappingAt(base, 'workload');
  const ofKept = (one: unknown): boolean => isMapping(one) && (one['in'] === 'all' || isKept(one['in']));
  return {
    ...base,
    regions: filterKeys(mappingAt(base, 'regions'), isKept),
    ...replace(base, 'topology', (topology) => keepInTopology(topology, isKept)),
    ...replace(base, 'links', (links) =>
      isMapping(links) ? filterKeys(links, (key) => key === 'default' || areEndsKept(key, isKept)) : links,
    ),
    ...replace(base, 'conflicts', (conflicts) => keepInPriority(conflicts, isKept)),
    ...replace(base, 'faults', (faults) =>
      Array.isArray(faults) ? faults.flatMap((fault: unknown) => keepInFault(fault, isKept)) : faults,
    ),
    ...replace(base, 'workload', () => putList(
      putList(workload, 'clients', listAt(workload, 'clients').filter(ofKept)),
      'script',
      listAt(workload, 'script').filter(ofKept),
    )),
  };
}

function keepInChange(change: Change, isKept: IsKept): readonly Change[] {
  if (change.kind === 'clock') return isKept(change.region) ? [change] : [];
  if (change.kind !== 'fault') return [change];
  return keepInFault(change.fault, isKept).flatMap((fault) => (isMapping(fault) ? [{ kind: 'fault', fault }] : []));
}

/** The fault among those that stay; none where it concerns nobody of them. */
function keepInFault(fault: unknown, isKept: IsKept): readonly unknown[] {
  if (!isMapping(fault)) return [fault];
  for (const kind of ['crash', 'outage', 'offline', 'pause', 'leave']) {
    if (kind in fault) return isKept(fault[kind]) ? [fault] : [];
  }
  for (const kind of ['clock-step', 'slow']) {
    if (kind in fault) return isKept(mappingAt(fault, kind)['in']) ? [fault] : [];
  }
  const rollOut = mappingAt(fault, 'deploy');
  if (Array.isArray(rollOut['regions'])) {
    const regions = rollOut['regions'].filter(isKept);
    return regions.length === 0 ? [] : [{ ...fault, deploy: { ...rollOut, regions } }];
  }
  if ('partition' in fault) {
    const groups = keepInGroups(fault['partition'], isKept);
    return groups === null ? [] : [{ ...fault, partition: groups }];
  }
  for (const kind of ['latency-spike', 'loss', 'bandwidth']) {
    if (!(kind in fault)) continue;
    const { links, between, ...how } = mappingAt(fault, kind);
    const kept = Array.isArray(links) ? links.filter((link: unknown) => areEndsKept(link, isKept)) : [];
    if (kept.length > 0) return [{ ...fault, [kind]: { links: kept, ...how } }];
    const groups = between === undefined ? null : keepInGroups(between, isKept);
    return groups === null ? [] : [{ ...fault, [kind]: { between: groups, ...how } }];
  }
  return [fault];
}

/** Null where less than two sides are left. */
function keepInGroups(groups: unknown, isKept: IsKept): unknown {
  const keepIn = (group: unknown): readonly unknown[] => (Array.isArray(group) ? group.filter(isKept) : []);
  if (Array.isArray(groups)) {
    const left = groups.map(keepIn).filter((group) => group.length > 0);
    return left.length < 2 ? null : left;
  }
  if (!isMapping(groups)) return null;
  const { from, to } = { from: keepIn(groups['from']), to: keepIn(groups['to']) };
  return from.length === 0 || to.length === 0 ? null : { from, to };
}

function keepInTopology(topology: unknown, isKept: IsKept): unknown {
  if (!isMapping(topology) || !Array.isArray(topology['links'])) return topology;
  return { ...topology, links: topology['links'].filter((link: unknown) => areEndsKept(link, isKept)) };
}

function keepInPriority(conflicts: unknown, isKept: IsKept): unknown {
  if (!isMapping(conflicts) || !Array.isArray(conflicts['priority'])) return conflicts;
  return { ...conflicts, priority: conflicts['priority'].filter(isKept) };
}

function areEndsKept(link: unknown, isKept: IsKept): boolean {
  const ends = typeof link === 'string' ? splitLink(link) : null;
  return ends !== null && isKept(ends.from) && isKept(ends.to);
}

function filterKeys(mapping: Mapping, isKept: (key: string) => boolean): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => isKept(key)));
}

/** A key with another value, where it is there. */
function replace(mapping: Mapping, key: string, change: (value: unknown) => unknown): Mapping {
  return key in mapping ? { [key]: change(mapping[key]) } : {};
}
