/** Whether one region's flood, such as a storm of retries, leaves the clients of the other regions alone. */
import type { ClientGroup, Region, Scenario } from '../../../sim/scenario.js';
import type { Report } from '../../../sim/report.js';
import type { CheckedDesign, Checking } from './check.js';
import { spellMs, spellShare } from './item.js';
import { busiestRegion, calm, mostProbeRequests, requestRate, writeRate } from './probe.js';

/** Nodes of a scenario that gives them no work to do are sized for so many times its requests. */
const sizedFor = 4;
/** The flood is so many times what a node can do. */
const floodTimes = 2;
/** How much slower others may become, and how many of them may be refused. */
const mostTimesSlower = 5;
const leastServed = 0.99;

/** Floods the busiest region with writes, and looks at what the clients of the others notice. */
export function* checkLimits({ scenario }: CheckedDesign): Checking {
  const item = { name: 'rate-limits', title: 'A flood in one region does not slow down the others' } as const;
  const { workload: { clients }, regions } = scenario;
  const flooded = busiestRegion(scenario);
  if (regions.length < 2) {
    const evidence = 'There is one region: its flood has nobody else to harm.';
    return { ...item, verdict: 'not-applicable', evidence, remedy: null };
  }
  if (writeRate(clients.filter(({ region }) => region !== flooded)) === 0) {
    const evidence = 'Clients write in one region alone, if anywhere: nobody could notice its flood.';
    return { ...item, verdict: 'not-applicable', evidence, remedy: null };
  }
  const isSized = regions.some(({ node }) => node.writeUs > 0);
  const serviceUs = isSized
    ? Math.max(...regions.map(({ node }) => node.writeUs / node.workers))
    : 1e6 / (sizedFor * requestRate(clients));
  const perS = (floodTimes * 1e6) / serviceUs;
  // What a script asks depends on its own earlier writes, which the flood may keep from being taken.
  const steady = calm({ ...scenario, workload: { ...scenario.workload, script: [] } });
  const longestUs = Math.floor((mostProbeRequests / (perS + requestRate(clients))) * 1e6);
  const durationUs = Math.max(1, Math.min(steady.durationUs, longestUs));
  const sized: Scenario = isSized
    ? steady
    : { ...steady, regions: regions.map((region) => sizeNode(region, Math.ceil(serviceUs))) };
  const before = othersOf(yield { ...sized, durationUs }, flooded);
  const model = clients.find(({ region, mix }) => region === flooded && mix.read < 1) ?? clients[0];
  const flood = model === undefined ? [] : [floodLike(model, flooded, perS)];
  const flooding: Scenario = { ...sized, durationUs, workload: { ...steady.workload, clients: [...clients, ...flood] } };
  const after = othersOf(yield flooding, flooded);
  const name = regions[flooded]?.name ?? '';
  const nodes = isSized ? '' : `, on nodes sized for ${String(sizedFor)} times today’s requests`;
  const evidence = `A client in ${name} sent ${spellRate(perS)} writes a second${nodes}. For clients elsewhere the p99 ` +
    `of writes went from ${spellMs(before.p99Ms)} to ${spellMs(after.p99Ms)}, and ${spellShare(after.served)} of their ` +
    'writes were taken.';
  if (isCalm(after, before)) return { ...item, verdict: 'holds', evidence, remedy: null };
  const share = 1e6 / serviceUs / regions.length;
  let noHelp = '';
  for (const perNode of [share, share / 2]) {
    const limit = spellRate(perNode);
    const limited = othersOf(yield limitNodes(flooding, Number(limit)), flooded);
    if (isCalm(limited, before)) return { ...item, verdict: 'violated', evidence, remedy: `node: { rate-limit: ${limit}/s }` };
    noHelp = `A limit of ${limit}/s at each node would not do: the p99 would be ${spellMs(limited.p99Ms)}, and ` +
      `${spellShare(limited.served)} would be taken.`;
  }
  const why = isCommon(scenario) ? ' Where all meet at one node it cannot tell the flood from the others: that takes a limit for each client.' : '';
  return { ...item, verdict: 'violated', evidence: `${evidence} ${noHelp}${why}`, remedy: null };
}

/** Whole numbers, but for rates below ten. */
function spellRate(perS: number): string {
  return String(perS < 10 ? Number(perS.toPrecision(2)) : Math.floor(perS));
}

/** Whether the writes of all regions go through one node. */
function isCommon({ replication: { strategy } }: Scenario): boolean {
  return strategy === 'single-leader' || strategy === 'shared-storage';
}

/** What clients of the other regions notice, at worst. */
interface Noticed {
  readonly p99Ms: number | null;
  readonly served: number | null;
}

function isCalm(after: Noticed, before: Noticed): boolean {
  const isFast = (after.p99Ms ?? 0) <= mostTimesSlower * Math.max(1, before.p99Ms ?? 0);
  return isFast && (after.served ?? 1) >= leastServed * (before.served ?? 1);
}

function limitNodes(scenario: Scenario, rateLimitPerS: number): Scenario {
  return { ...scenario, regions: scenario.regions.map((region) => ({ ...region, node: { ...region.node, rateLimitPerS } })) };
}

function sizeNode(region: Region, serviceUs: number): Region {
  const { rateLimitPerS, queue } = region.node;
  return {
    ...region,
    node: {
      writeUs: serviceUs, readUs: serviceUs, applyUs: serviceUs, logUs: 0, respondUs: 0, workers: 1,
      ...(rateLimitPerS === undefined ? {} : { rateLimitPerS }),
      ...(queue === undefined ? {} : { queue }),
    },
  };
}

/** Writes as that group makes them, and nothing else; it neither waits nor goes home. */
function floodLike({ mix }: ClientGroup, region: number, ratePerS: number): ClientGroup {
  const share = 1 - mix.read;
  const part = (value: number | undefined): number => (value ?? 0) / share;
  return {
    region,
    ratePerS,
    arrivals: 'poisson',
    mix: {
      read: 0,
      write: part(mix.write), delete: part(mix.delete), update: part(mix.update), increment: part(mix.increment),
      add: part(mix.add), remove: part(mix.remove), set: part(mix.set), insert: part(mix.insert), erase: part(mix.erase),
      create: part(mix.create),
    },
  };
}

/** The worst of the other regions. */
function othersOf({ clients: { byRegion } }: Report, flooded: number): Noticed {
  const others = byRegion.filter(({ write }, index) => index !== flooded && write.count > 0).map(({ write }) => write);
  return {
    p99Ms: others.length === 0 ? null : Math.max(...others.map(({ p99Ms }) => p99Ms ?? 0)),
    served: others.length === 0 ? null : Math.min(...others.map(({ availability }) => availability ?? 1)),
  };
}
