/** Faults by region index, with the links that each one is about or that close a gap. */
import { maxAuthors } from '../../sim/base/max-authors.js';
import { medianUs } from '../../sim/base/sampler.js';
import type { Fault, Impairment, Link } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import type { FaultDocument } from '../schema/fault.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';
import { resolveRollOut } from './roll-out.js';
import { isByPlace, resolveLatency } from './latency.js';
import type { Network, Pair } from './network.js';
import { chosenPairs, pairsBetween } from './link-choice.js';
import { makeLink } from './network.js';
import { storageNodesOf } from './shared-storage.js';

/** Every fault, in the order of the document. */
export function resolveFaults(context: Context, network: Network): readonly Fault[] {
  const documents = context.document.faults;
  reportTooManyLosses(context);
  const bridges = planBridges(context, network);
  const added = [...bridges.values()].flat();
  const linked = new Map(
    [...network.topology.links, ...added].map((link) => [pairKey(link), link]),
  );
  return documents.map((fault, index): Fault => {
    const untilUs = fault.until ?? null;
    const atUs = fault.at;
    if (fault.partition !== undefined) {
      const path = [...context.base, 'faults', index, 'partition'];
      const cuts = existing(context, pairsBetween(context, fault.partition, path), linked, path);
      return { kind: 'partition', atUs, untilUs, cuts };
    }
    if (fault.crash !== undefined) {
      const region = regionIndex(context, fault.crash);
      const crash: Fault = { kind: 'crash', atUs, untilUs, region };
      return fault.disk === 'lost' ? { ...crash, disk: 'lost' } : crash;
    }
    if (fault.outage !== undefined) {
      return { kind: 'outage', atUs, untilUs, region: regionIndex(context, fault.outage) };
    }
    if (fault.storage !== undefined) {
      const { storage: what, disk = 'kept' } = fault;
      return { kind: 'storage', atUs, untilUs, what, disk, nodes: findStorage(context, what, index) };
    }
    if (fault.offline !== undefined) {
      return { kind: 'offline', atUs, untilUs, region: regionIndex(context, fault.offline) };
    }
    if (fault.pause !== undefined) {
      const region = regionIndex(context, fault.pause);
      return { kind: 'pause', atUs, untilUs: untilUs ?? atUs, region };
    }
    if (fault.leave !== undefined) {
      const region = regionIndex(context, fault.leave);
      return { kind: 'leave', atUs, region, bridges: bridges.get(index) ?? [] };
    }
    if (fault.slow !== undefined) {
      const region = regionIndex(context, fault.slow.in);
      return { kind: 'slow', atUs, untilUs, region, factor: fault.slow.times };
    }
    if (fault.deploy !== undefined) return resolveRollOut(context, atUs, fault.deploy);
    const impairment = impairmentOf(fault);
    if (impairment !== null) {
      const path = [...context.base, 'faults', index, impairment.kind];
      const links = existing(context, chosenPairs(context, fault[impairment.kind], path), linked, path);
      if (impairment.kind === 'loss' && impairment.loss === 1) {
        reportLosingAll(context, links.map((pair) => linked.get(pair.join())), path);
      }
      return { ...impairment, atUs, untilUs, links };
    }
    const step = fault['clock-step'];
    const region = step === undefined ? 0 : regionIndex(context, step.in);
    return { kind: 'clock-step', atUs, region, byUs: step?.by ?? 0 };
  });
}

function findStorage(context: Context, what: string, index: number): readonly number[] {
  const isShared = context.document.replication.strategy === 'shared-storage';
  const nodes = isShared ? storageNodesOf(context, what) : null;
  if (nodes !== null) return nodes;
  context.problems.push({
    path: [...context.base, 'faults', index, 'storage'],
    message: isShared ? `there is no storage "${what}"` : 'there are storage nodes under strategy: shared-storage alone',
    expected: isShared ? 'a zone of the volume, a node of it such as a/1, or all' : 'crash, or that strategy',
  });
  return [];
}

function impairmentOf(fault: FaultDocument): Impairment | null {
  const { loss, bandwidth } = fault;
  const spike = fault['latency-spike'];
  if (spike !== undefined) return { kind: 'latency-spike', addUs: spike.add };
  if (loss !== undefined) return { kind: 'loss', loss: loss.to };
  if (bandwidth !== undefined) return { kind: 'bandwidth', bandwidthBps: bandwidth.to };
  return null;
}

/** Those of the pairs that a link joins; a warning when there is none. */
function existing(
  context: Context,
  pairs: readonly Pair[],
  linked: ReadonlyMap<string, Link>,
  path: Path,
): readonly Pair[] {
  const found = pairs
    .filter((pair) => linked.has(pair.join()))
    .sort(([a, b], [c, d]) => a - c || b - d);
  if (found.length === 0) {
    const message = 'no link of this topology joins these regions, so this changes nothing';
    context.cautions.push({ path, message });
  }
  return found;
}

function reportLosingAll(
  context: Context,
  links: readonly (Link | undefined)[],
  path: Path,
): void {
  if (links.every((link) => link?.transport !== 'fifo')) return;
  context.problems.push({
    path: [...path, 'to'],
    message: 'a fifo link that loses everything never delivers',
    expected: 'below 100%; a partition cuts a link',
  });
}

/** Each lost disk makes one more author of writes, and an op tells only so many apart. */
function reportTooManyLosses(context: Context): void {
  const { names, document, base } = context;
  const losses = document.faults.flatMap(({ crash, disk }, index) => (crash !== undefined && disk === 'lost' ? [index] : []));
  const first = losses[maxAuthors - names.length];
  if (first === undefined) return;
  context.problems.push({
    path: [...base, 'faults', first, 'disk'],
    message: `${names.length} regions and ${losses.length} lost disks are too many`,
    expected: `at most ${maxAuthors} of both together`,
  });
}

function pairKey(link: Link): string {
  return `${String(link.from)},${String(link.to)}`;
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
