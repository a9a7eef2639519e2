/** Faults in words: those of a scenario document, so that a person can put one into a file. */
import { assertNever } from '../base/assert.js';
import type { ReportedFault } from '../report.js';
import type { Fault, Scenario } from '../scenario.js';

/** Where things are called what. */
type Names = Pick<Scenario, 'regions' | 'topology'>;

type Pairs = readonly (readonly [from: number, to: number])[];

/** What a report says of a fault. */
export function describeFault(fault: Fault, names: Names): ReportedFault {
  const end = 'untilUs' in fault ? fault.untilUs : null;
  return {
    kind: fault.kind,
    atMs: fault.atUs / 1000,
    untilMs: end === null ? null : end / 1000,
    where: placeOf(fault, names),
  };
}

function placeOf(fault: Fault, names: Names): string {
  switch (fault.kind) {
    case 'partition':
      return describeCuts(fault.cuts, names);
    case 'crash':
      return nameOf(names, fault.region) + (fault.disk === 'lost' ? ', disk: lost' : '');
    case 'storage':
      return fault.what + (fault.disk === 'lost' ? ', disk: lost' : '');
    case 'leave':
    case 'pause':
    case 'outage':
    case 'offline':
      return nameOf(names, fault.region);
    case 'clock-step':
      return `{ in: ${nameOf(names, fault.region)}, by: ${writeUs(fault.byUs)} }`;
    case 'deploy':
      return describeRollOut(fault, names);
    case 'slow':
      return `{ in: ${nameOf(names, fault.region)}, times: ${fault.factor} }`;
    case 'latency-spike':
      return `{ links: ${listLinks(fault.links, names)}, add: ${writeUs(fault.addUs)} }`;
    case 'loss':
      return `{ links: ${listLinks(fault.links, names)}, to: ${writeShare(fault.loss)} }`;
    case 'bandwidth':
      return `{ links: ${listLinks(fault.links, names)}, to: ${writeBps(fault.bandwidthBps)} }`;
    default:
      return assertNever(fault);
  }
}

function describeRollOut({ rule, regions }: Extract<Fault, { kind: 'deploy' }>, names: Names): string {
  const where = regions.length === names.regions.length ? '' : `, regions: ${listNames(regions, names)}`;
  return `{ resolve: ${rule}${where} }`;
}

/** As groups or as one direction where that says it all, else link by link. */
function describeCuts(cuts: Pairs, names: Names): string {
  const isCut = (from: number, to: number): boolean => cuts.some(([a, b]) => a === from && b === to);
  const regions = [...new Set(cuts.flat())].sort((a, b) => a - b);
  const groups = groupUncut(regions, names, isCut);
  const groupOf = (region: number): number => groups.findIndex((group) => group.includes(region));
  if (cuts.length > 0 && cuts.every(([from, to]) => groupOf(from) !== groupOf(to))) {
    return `[${groups.map((group) => listNames(group, names)).join(', ')}]`;
  }
  const from = regions.filter((region) => cuts.some(([a]) => a === region));
  const to = regions.filter((region) => cuts.some(([, b]) => b === region));
  const crossing = names.topology.links.filter((link) => from.includes(link.from) && to.includes(link.to));
  if (cuts.length > 0 && crossing.every((link) => isCut(link.from, link.to))) {
    return `{ from: ${listNames(from, names)}, to: ${listNames(to, names)} }`;
  }
  return listLinks(cuts, names);
}

/** The regions in groups that links still join. */
function groupUncut(
  regions: readonly number[],
  { topology }: Names,
  isCut: (from: number, to: number) => boolean,
): readonly (readonly number[])[] {
  let groups = regions.map((region): readonly number[] => [region]);
  for (const { from, to } of topology.links) {
    const joined = groups.filter((group) => group.includes(from) || group.includes(to));
    if (joined.length < 2 || isCut(from, to)) continue;
    const rest = groups.filter((group) => !joined.includes(group));
    groups = [...rest, joined.flat().sort((a, b) => a - b)].sort((x, y) => x[0] - y[0]);
  }
  return groups;
}

function listLinks(links: Pairs, names: Names): string {
  const has = (from: number, to: number): boolean => links.some(([a, b]) => a === from && b === to);
  const texts = links
    .filter(([from, to]) => from < to || !has(to, from))
    .map(([from, to]) => `${nameOf(names, from)} ${has(to, from) ? '<->' : '->'} ${nameOf(names, to)}`);
  return `[${texts.join(', ')}]`;
}

function listNames(regions: readonly number[], names: Names): string {
  return `[${regions.map((region) => nameOf(names, region)).join(', ')}]`;
}

function nameOf({ regions }: Names, region: number): string {
  return regions[region].name;
}

function writeUs(us: number): string {
  return us % 1000 === 0 ? `${us / 1000}ms` : `${us}us`;
}

function writeBps(bps: number): string {
  return bps % 1e6 === 0 ? `${bps / 1e6}Mbps` : `${bps / 1000}kbps`;
}

/** In percent where that is exact. */
function writeShare(share: number): string {
  const percent = Math.round(share * 1e6) / 1e4;
  return percent / 100 === share ? `${percent}%` : String(share);
}
