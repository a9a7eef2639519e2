/** Faults by region index, with the links that each one cuts or that close a gap. */
import { medianUs } from '../../sim/base/sampler.js';
import type { Fault, Link } from '../../sim/scenario.js';
import type { FaultDocument } from '../schema/fault.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';
import { isByPlace, resolveLatency } from './latency.js';
import type { Network, Pair } from './network.js';
import { makeLink } from './network.js';

/** Every fault, in the order of the document. */
export function resolveFaults(context: Context, network: Network): readonly Fault[] {
  const documents = context.document.faults;
  const bridges = planBridges(context, network);
  const added = [...bridges.values()].flat();
  const linked = new Set([...network.topology.links, ...added].map((link) => pairKey(link)));
  return documents.map((fault, index): Fault => {
    const untilUs = fault.until ?? null;
    const atUs = fault.at;
    if (fault.partition !== undefined) {
      const named = cutsOf(context, fault.partition, index);
      const cuts = named.filter((pair) => linked.has(pair.join()));
      if (cuts.length === 0) warnCutsNothing(context, index);
      return { kind: 'partition', atUs, untilUs, cuts };
    }
    if (fault.crash !== undefined) {
      return { kind: 'crash', atUs, untilUs, region: regionIndex(context, fault.crash) };
    }
    if (fault.leave !== undefined) {
      const region = regionIndex(context, fault.leave);
      return { kind: 'leave', atUs, region, bridges: bridges.get(index) ?? [] };
    }
    const step = fault['clock-step'];
    const region = step === undefined ? 0 : regionIndex(context, step.in);
    return { kind: 'clock-step', atUs, region, byUs: step?.by ?? 0 };
  });
}

type Partition = NonNullable<FaultDocument['partition']>;

function cutsOf(context: Context, partition: Partition, index: number): readonly Pair[] {
  if ('from' in partition) {
    const from = partition.from.map((name) => regionIndex(context, name));
    const to = partition.to.map((name) => regionIndex(context, name));
    return unique(from.flatMap((a) => to.filter((b) => b !== a).map((b): Pair => [a, b])));
  }
  reportTwiceNamed(context, partition, index);
  const groups = partition.map((group) => group.map((name) => regionIndex(context, name)));
  return unique(
    groups.flatMap((group, at) =>
      groups.flatMap((other, where) =>
        where === at ? [] : group.flatMap((a) => other.map((b): Pair => [a, b])),
      ),
    ),
  );
}

function unique(pairs: readonly Pair[]): readonly Pair[] {
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
}

function pairKey(link: Link): string {
  return `${String(link.from)},${String(link.to)}`;
}

function reportTwiceNamed(
  context: Context,
  groups: readonly (readonly string[])[],
  index: number,
): void {
  const seen = new Set<string>();
  groups.forEach((group, at) => {
    group.forEach((name, place) => {
      if (seen.has(name)) {
        context.problems.push({
          path: [...context.base, 'faults', index, 'partition', at, place],
          message: `"${name}" stands in this partition twice`,
          expected: 'each region in one group at most',
        });
      }
      seen.add(name);
    });
  });
}

function warnCutsNothing(context: Context, index: number): void {
  context.cautions.push({
    path: [...context.base, 'faults', index, 'partition'],
    message: 'no link of this topology joins these regions, so nothing is cut',
  });
}

/** Links that close the gaps which leaving regions make in a ring, by index of the fault. */
function planBridges(context: Context, network: Network): ReadonlyMap<number, readonly Link[]> {
  const { kind } = network.topology;
  const planned = new Map<number, readonly Link[]>();
  const alive = new Map(network.topology.links.map((link) => [pairKey(link), link]));
  let ring = context.names.map((_, index) => index);
  for (const { fault, index } of leavesInOrder(context)) {
    const region = regionIndex(context, fault.leave ?? '');
    const at = ring.indexOf(region);
    if (at < 0) {
      reportLeftBefore(context, index);
      continue;
    }
    const before = ring.at(at - 1) ?? region;
    const after = ring[(at + 1) % ring.length] ?? region;
    ring = ring.filter((other) => other !== region);
    if (kind !== 'ring' && kind !== 'two-way-ring') continue;
    const ways: readonly Pair[] =
      kind === 'ring' ? [[before, after]] : [[before, after], [after, before]];
    const made = ways
      .filter(([a, b]) => a !== b && !alive.has([a, b].join()))
      .map((pair) => makeBridge(context, network, pair, region, alive));
    for (const link of made) alive.set(pairKey(link), link);
    planned.set(index, made);
  }
  return planned;
}

function leavesInOrder(context: Context) {
  return context.document.faults
    .map((fault, index) => ({ fault, index }))
    .filter(({ fault }) => fault.leave !== undefined)
    .sort((a, b) => a.fault.at - b.fault.at || a.index - b.index);
}

function reportLeftBefore(context: Context, index: number): void {
  context.problems.push({
    path: [...context.base, 'faults', index, 'leave'],
    message: 'this region has left before',
    expected: 'each region to leave once at most',
  });
}

/** By place where the network goes by place; else as long as the way through the one that left. */
function makeBridge(
  context: Context,
  network: Network,
  pair: Pair,
  gone: number,
  alive: ReadonlyMap<string, Link>,
): Link {
  const [from, to] = pair;
  const style = network.styleOf(pair);
  const ends = [context.places[from] ?? null, context.places[to] ?? null] as const;
  const byPlace = isByPlace(style, ...ends) ? resolveLatency(style, ...ends) : null;
  const legs = [alive.get([from, gone].join()), alive.get([gone, to].join())];
  const known = legs.filter((leg) => leg !== undefined);
  const valueUs = known.reduce((sum, leg) => sum + medianUs(leg.latency), 0);
  return makeLink(pair, style, byPlace ?? { kind: 'constant', valueUs });
}
