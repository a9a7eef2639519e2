/** Random schedules: which faults, which clocks, which workload, by the number of a run and nothing else. */
import { assertNever } from '../../sim/base/assert.js';
import { RandomStream } from '../../sim/base/random.js';
import type { FuzzGroup, FuzzKind } from './fault-kinds.js';
import { groupOf } from './fault-kinds.js';
import { durationText, shareText } from './quantity-text.js';
import type { Terrain, TerrainRegion } from './terrain.js';
import type { Change, Mapping } from './test-case.js';

/** What a schedule is drawn from. */
export interface Choices {
  readonly groups: readonly FuzzGroup[];
  /** Kinds of faults that the scenario allows. */
  readonly kinds: readonly FuzzKind[];
}

/** Most faults of one schedule. */
export const mostFaults = 5;

/**
 * The changes of one run. About half of the kinds are left out of each, so that none always hides another.
 *
 * @see Groce et al., Swarm Testing, ISSTA 2012
 */
export function drawChanges(
  terrain: Terrain,
  { groups, kinds }: Choices,
  { seed, run }: { readonly seed: string; readonly run: number },
): readonly Change[] {
  const streamOf = (part: string): RandomStream => new RandomStream(`fuzz/${seed}/${run}/${part}`);
  return [
    ...drawFaults(terrain, kinds.filter((kind) => groups.includes(groupOf(kind))), streamOf('faults')),
    ...(groups.includes('clocks') ? drawClocks(terrain, streamOf('clocks')) : []),
    ...(groups.includes('workload') ? drawWorkload(terrain, { seed, run }, streamOf('workload')) : []),
  ];
}

/** One fault of a kind; null where the scenario has nothing for it to befall. */
export function drawFault(kind: FuzzKind, terrain: Terrain, stream: RandomStream): Mapping | null {
  const { at, until } = drawSpan(terrain, stream);
  const { regions, links, storage } = terrain;
  const { name: region, claimedUs } = pick(stream, regions);
  switch (kind) {
    case 'partition':
      return links.length === 0 ? null : { at, until, partition: drawGroups(terrain, stream) };
    case 'offline':
      return links.length === 0 ? null : { at, until, offline: region };
    case 'crash':
    case 'outage':
    case 'pause':
      return { at, until, [kind]: region };
    case 'disk-loss':
      return { at, until, crash: region, disk: 'lost' };
    case 'leave':
      return regions.length < 3 ? null : { at, leave: region };
    case 'storage':
      return storage.length === 0 ? null : { at, until, storage: pick(stream, storage) };
    case 'clock-step': {
      if (claimedUs !== null) return null;
      return { at, 'clock-step': { in: region, by: durationText(drawOffset(stream)) } };
    }
    case 'slow':
      return { at, until, slow: { in: region, times: 2 + stream.nextBelow(19) } };
    case 'latency-spike':
      return ofLink(terrain, stream, { at, until }, kind, { add: durationText(gridUs * (1 + stream.nextBelow(1000))) });
    case 'loss':
      return ofLink(terrain, stream, { at, until }, kind, { to: shareText((1 + stream.nextBelow(50)) / 100) });
    case 'bandwidth':
      return ofLink(terrain, stream, { at, until }, kind, { to: `${100 * (1 + stream.nextBelow(200))}kbps` });
    default:
      return assertNever(kind);
  }
}

const gridUs = 1000;

function drawFaults(terrain: Terrain, kinds: readonly FuzzKind[], stream: RandomStream): readonly Change[] {
  const swarm = kinds.filter(() => stream.nextBelow(2) === 0);
  if (swarm.length === 0) return [];
  const count = stream.nextBelow(mostFaults + 1);
  return Array.from({ length: count }).flatMap((): Change[] => {
    const fault = drawFault(pick(stream, swarm), terrain, stream);
    return fault === null ? [] : [{ kind: 'fault', fault }];
  });
}

/** A stretch of the time in which there is work: short ones as often as long ones. */
function drawSpan({ endUs }: Terrain, stream: RandomStream): { readonly at: string; readonly until: string } {
  const stepUs = endUs >= 100 * gridUs ? gridUs : 1;
  const steps = Math.max(2, Math.floor(endUs / stepUs));
  const longest = Math.max(1, Math.floor((steps - 1) / pick(stream, [1, 2, 5, 20])));
  const length = 1 + stream.nextBelow(longest);
  const start = stream.nextBelow(steps - length + 1);
  return { at: durationText(stepUs * start), until: durationText(stepUs * (start + length)) };
}

/** Two sides that some link joins, cut both ways or one way. */
function drawGroups({ regions, links }: Terrain, stream: RandomStream): unknown {
  const [from, to] = pick(stream, links);
  const near: string[] = [];
  const far: string[] = [];
  for (const { name } of regions) {
    const isFar = stream.nextBelow(2) === 0;
    if (name === to || (name !== from && isFar)) far.push(name);
    else near.push(name);
  }
  return stream.nextUnit() < 0.3 ? { from: near, to: far } : [near, far];
}

function ofLink(
  { links }: Terrain,
  stream: RandomStream,
  span: Mapping,
  kind: 'latency-spike' | 'loss' | 'bandwidth',
  how: Mapping,
): Mapping | null {
  if (links.length === 0) return null;
  const [from, to] = pick(stream, links);
  const isBothWays = stream.nextBelow(2) === 0 && links.some(([a, b]) => a === to && b === from);
  return { ...span, [kind]: { links: [`${from} ${isBothWays ? '<->' : '->'} ${to}`], ...how } };
}

function drawClocks({ regions }: Terrain, stream: RandomStream): readonly Change[] {
  return regions.flatMap((region): Change[] => [
    ...(stream.nextBelow(2) === 0 ? drawSkew(region, stream) : []),
    ...(stream.nextBelow(4) === 0 ? drawDrift(region, stream) : []),
  ]);
}

function drawSkew({ name, claimedUs }: TerrainRegion, stream: RandomStream): Change[] {
  const drawnUs = drawOffset(stream);
  const skewUs = claimedUs === null ? drawnUs : Math.trunc((claimedUs * (stream.nextUnit() - 0.5)) / 100) * 200;
  return skewUs === 0 ? [] : [{ kind: 'clock', region: name, field: 'skew', value: durationText(skewUs) }];
}

function drawDrift({ name, claimedUs }: TerrainRegion, stream: RandomStream): Change[] {
  const ppm = (stream.nextBelow(2) === 0 ? -1 : 1) * (1 + stream.nextBelow(pick(stream, [20, 200])));
  return claimedUs === null ? [{ kind: 'clock', region: name, field: 'drift', value: `${ppm}ppm` }] : [];
}

/** Up to a second either way: clocks that NTP keeps, that it does not reach, and that somebody set by hand. */
function drawOffset(stream: RandomStream): number {
  const scale = pick(stream, [10, 100, 1000]);
  const sign = stream.nextBelow(2) === 0 ? -1 : 1;
  return sign * gridUs * (1 + stream.nextBelow(scale));
}

function drawWorkload(
  { hasClients, keyCount }: Terrain,
  { seed, run }: { readonly seed: string; readonly run: number },
  stream: RandomStream,
): readonly Change[] {
  const times = pick(stream, [0.25, 0.5, 1, 1, 1, 1.5, 2]);
  const fewer = pick(stream, [1, 1, 2, 10, 100]);
  const count = Math.max(1, Math.floor(keyCount / fewer));
  return [
    { kind: 'seed', seed: `${seed}-${run}` },
    ...(hasClients && times !== 1 ? [{ kind: 'rates' as const, times }] : []),
    ...(hasClients && count !== keyCount ? [{ kind: 'keys' as const, count }] : []),
  ];
}

function pick<T>(stream: RandomStream, items: readonly T[]): T {
  return items[stream.nextBelow(items.length)];
}
