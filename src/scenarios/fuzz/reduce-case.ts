/** Smaller test cases that still fail: fewer faults, regions, clients, operations, settings; less time. */
import { isMapping } from '../schema/field.js';
import { duration } from '../units.js';
import { beginSooner } from './begin-sooner.js';
import type { Search } from './bounded.js';
import { keepRegions, regionNames } from './keep-regions.js';
import { minimizeList } from './minimize-list.js';
import { durationText } from './quantity-text.js';
import type { Mapping, TestCase } from './test-case.js';
import { listAt, mappingAt, putList, without } from './test-case.js';

/** Leaves out whatever is not needed. Each step is one that was asked about. */
export function* reduceCase(start: TestCase): Search<TestCase> {
  let here = start;
  here = yield* reduceChanges(here);
  here = yield* reduceBaseFaults(here);
  here = yield* reduceRegions(here);
  here = yield* reduceClients(here);
  here = yield* reduceScript(here);
  here = yield* reduceStart(here);
  here = yield* reduceDuration(here);
  here = yield* reduceSettings(here);
  return here;
}

function* reduceChanges({ base, changes }: TestCase): Search<TestCase> {
  const kept = yield* minimizeList(changes, (fewer) => ({ base, changes: fewer }));
  return { base, changes: kept };
}

function* reduceBaseFaults({ base, changes }: TestCase): Search<TestCase> {
  const put = (faults: readonly unknown[]): TestCase => ({ base: putList(base, 'faults', faults), changes });
  return put(yield* minimizeList(listAt(base, 'faults'), put));
}

function* reduceRegions(here: TestCase): Search<TestCase> {
  const kept = yield* minimizeList(regionNames(here.base), (names) => keepRegions(here, names));
  return keepRegions(here, kept);
}

/** Clients everywhere are clients of each region. */
function* reduceClients(here: TestCase): Search<TestCase> {
  const clients = listAt(mappingAt(here.base, 'workload'), 'clients');
  if (clients.length === 0) return here;
  const each = clients.flatMap((client) =>
    isMapping(client) && client['in'] === 'all'
      ? regionNames(here.base).map((region) => ({ ...client, in: region }))
      : [client],
  );
  const kept = yield* minimizeList(each, (fewer) => putInWorkload(here, 'clients', fewer));
  const isOneRegion = each.length === clients.length && (yield putInWorkload(here, 'clients', kept));
  return kept.length < each.length || isOneRegion ? putInWorkload(here, 'clients', kept) : here;
}

function* reduceScript(here: TestCase): Search<TestCase> {
  const script = listAt(mappingAt(here.base, 'workload'), 'script');
  const writes = script.filter((operation) => !isMapping(operation) || !('read' in operation));
  const isEnough = writes.length < script.length && (yield putInWorkload(here, 'script', writes));
  const kept = yield* minimizeList(isEnough ? writes : script, (fewer) => putInWorkload(here, 'script', fewer));
  return kept.length === script.length ? here : putInWorkload(here, 'script', kept);
}

function putInWorkload({ base, changes }: TestCase, key: string, items: readonly unknown[]): TestCase {
  return { base: { ...base, workload: putList(mappingAt(base, 'workload'), key, items) }, changes };
}

function* reduceStart(here: TestCase): Search<TestCase> {
  const sooner = beginSooner(here);
  return sooner !== null && (yield sooner) ? sooner : here;
}

/** Half as long, as often as that will do; no longer than its script where that is all there is. */
function* reduceDuration(here: TestCase): Search<TestCase> {
  const { base, changes } = here;
  const us = microseconds(base['duration'] ?? defaultDuration);
  const workload = mappingAt(base, 'workload');
  const script = listAt(workload, 'script').filter(isMapping);
  const lastUs = Math.max(shortestUs, ...script.map(({ at }) => microseconds(at)));
  const isScripted = listAt(workload, 'clients').length === 0;
  const lessUs = isScripted ? lastUs : Math.max(lastUs, Math.floor(us / 2));
  if (lessUs >= us) return here;
  const shorter = { base: { ...base, duration: durationText(lessUs) }, changes };
  return (yield shorter) ? yield* reduceDuration(shorter) : here;
}

const defaultDuration = '10s';
const shortestUs = 1000;

function microseconds(text: unknown): number {
  const read = duration.read(text);
  return read.ok ? read.value : 0;
}

/** What a scenario says of costs, sizes and distances; its strategy and its conflicts are what is tested. */
function* reduceSettings(here: TestCase): Search<TestCase> {
  const { base, changes } = here;
  const all = listSettings(base);
  const put = (kept: readonly Setting[]): TestCase => ({
    base: all.filter((setting) => !kept.includes(setting)).reduce(removeSetting, base),
    changes,
  });
  return put(yield* minimizeList(all, put));
}

/** A section; what it says of one name; one key of that. */
type Setting = readonly [section: string, name?: string, key?: string];

function listSettings(base: Mapping): readonly Setting[] {
  const regions = mappingAt(base, 'regions');
  const links = mappingAt(base, 'links');
  const candidates: readonly Setting[] = [
    ['nemesis'], ['settle'], ['client-latency'], ['clock'], ['node'],
    ['workload', 'payload'], ['workload', 'keys', 'choose'], ['replication', 'batch'],
    ...Object.keys(mappingAt(base, 'node')).map((key): Setting => ['node', key]),
    ...Object.keys(regions).flatMap((region) => regionSettings.map((key): Setting => ['regions', region, key])),
    ...Object.keys(links).flatMap((link): Setting[] => [
      ['links', link],
      ...linkSettings.map((key): Setting => ['links', link, key]),
    ]),
  ];
  return candidates.filter((setting) => isThere(base, setting));
}

const regionSettings = ['followers', 'client-latency', 'clock', 'node', 'datacenter'];
const linkSettings = ['jitter', 'bandwidth', 'loss', 'duplicate', 'retransmit'];

function isThere(base: Mapping, [section, name, key]: Setting): boolean {
  const inside = mappingAt(base, section);
  if (name === undefined) return section in base;
  return name in inside && (key === undefined || key in mappingAt(inside, name));
}

function removeSetting(base: Mapping, setting: Setting): Mapping {
  const [section, name, key] = setting;
  if (!isThere(base, setting)) return base;
  if (name === undefined) return without(base, section);
  const inside = mappingAt(base, section);
  if (key === undefined) return putUnlessEmpty(base, section, without(inside, name));
  const inner = without(mappingAt(inside, name), key);
  // A region that nothing is said of is there all the same.
  if (section === 'regions') return { ...base, regions: { ...inside, [name]: inner } };
  return putUnlessEmpty(base, section, putUnlessEmpty(inside, name, inner));
}

function putUnlessEmpty(mapping: Mapping, key: string, inner: Mapping): Mapping {
  return Object.keys(inner).length === 0 ? without(mapping, key) : { ...mapping, [key]: inner };
}
