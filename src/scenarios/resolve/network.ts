/** Topology and links: every directed connection, each with its latency. */
import { medianUs } from '../../sim/base/sampler.js';
import { assertNever } from '../../sim/base/assert.js';
import type { Link, Topology } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import { fibreFloorUs, fibreKmPerS } from '../places/place.js';
import type { LinkDocument, TopologyDocument } from '../schema/network.js';
import { splitLink } from '../schema/network.js';
import type { Context } from './context.js';
import { regionIndex } from './context.js';
import { isByPlace, mergeLinks, resolveLatency } from './latency.js';

/** A directed pair of region indices. */
export type Pair = readonly [from: number, to: number];

/** The network of a scenario, and how to make further links in its style. */
export interface Network {
  readonly topology: Topology;
  /** What the document says of a link between two regions. */
  readonly styleOf: (pair: Pair) => LinkDocument;
}

/** Puts the network together. */
export function resolveNetwork(context: Context): Network {
  const { kind, forward, pairs } = resolvePairs(context);
  const styleOf = collectStyles(context);
  const links = pairs.flatMap((pair) => {
    const style = styleOf(pair);
    const [from = null, to = null] = pair.map((end) => context.places[end]);
    const latency = resolveLatency(style, from, to);
    if (latency !== null) return [makeLink(pair, style, latency)];
    reportMissingPlace(context, pair);
    return [];
  });
  warnAboutIdleEntries(context, pairs);
  for (const link of links) warnBelowFloor(context, link, styleOf([link.from, link.to]));
  return { topology: { kind, forward, links }, styleOf };
}

/** One directed link. */
export function makeLink(pair: Pair, style: LinkDocument, latency: Link['latency']): Link {
  return {
    from: pair[0],
    to: pair[1],
    transport: style.transport ?? 'fifo',
    latency,
    ...(style.bandwidth === undefined ? {} : { bandwidthBps: style.bandwidth }),
    loss: style.loss ?? 0,
    duplicate: style.duplicate ?? 0,
    retransmitUs: style.retransmit ?? defaultRetransmitUs,
  };
}

const defaultRetransmitUs = 200_000;

interface Pairs {
  readonly kind: Topology['kind'];
  readonly forward: boolean;
  readonly pairs: readonly Pair[];
}

function resolvePairs(context: Context): Pairs {
  const { kind, forward, hub, links } = normalise(context.document.topology);
  const count = context.names.length;
  const forwards = forward ?? kind !== 'mesh';
  const all = context.names.map((_, index) => index);
  switch (kind) {
    case 'mesh': {
      const pairs = all.flatMap((a) => all.filter((b) => b !== a).map((b): Pair => [a, b]));
      return { kind, forward: forwards, pairs };
    }
    case 'star': {
      const middle = hub === undefined ? 0 : regionIndex(context, hub);
      const spokes = all.filter((index) => index !== middle);
      const pairs = spokes.flatMap((spoke): readonly Pair[] => [[middle, spoke], [spoke, middle]]);
      return { kind, forward: forwards, pairs };
    }
    case 'ring':
    case 'two-way-ring': {
      const around = all.map((a): Pair => [a, (a + 1) % count]).filter(([a, b]) => a !== b);
      const back = kind === 'ring' ? [] : around.map(([a, b]): Pair => [b, a]);
      return { kind, forward: forwards, pairs: uniquePairs([...around, ...back]) };
    }
    case 'links': {
      const listed = links.flatMap((text) => pairsOf(context, text));
      return { kind, forward: forwards, pairs: uniquePairs(listed) };
    }
    default:
      return assertNever(kind);
  }
}

interface PlainTopology {
  readonly kind: Topology['kind'];
  readonly forward: boolean | undefined;
  readonly hub: string | undefined;
  readonly links: readonly string[];
}

function normalise(topology: TopologyDocument): PlainTopology {
  const plain = { forward: undefined, hub: undefined, links: [] };
  if (typeof topology === 'string') return { ...plain, kind: topology };
  const { mesh, star, ring, links } = topology;
  const twoWay = topology['two-way-ring'];
  if (mesh !== undefined) return { ...plain, kind: 'mesh', forward: mesh.forward };
  if (ring !== undefined) return { ...plain, kind: 'ring', forward: ring.forward };
  if (twoWay !== undefined) return { ...plain, kind: 'two-way-ring', forward: twoWay.forward };
  if (star !== undefined) return { ...plain, kind: 'star', forward: star.forward, hub: star.hub };
  return { ...plain, kind: 'links', forward: topology.forward, links: links ?? [] };
}

/** The pairs of `a -> b` or `a <-> b`, by index. */
export function pairsOf(context: Context, text: string): readonly Pair[] {
  const link = splitLink(text);
  if (link === null) return [];
  const from = regionIndex(context, link.from);
  const to = regionIndex(context, link.to);
  return link.isTwoWay ? [[from, to], [to, from]] : [[from, to]];
}

function uniquePairs(pairs: readonly Pair[]): readonly Pair[] {
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
}

/** One pass over the entries: there may be forty thousand links. */
function collectStyles(context: Context): (pair: Pair) => LinkDocument {
  const base: LinkDocument = context.document.links['default'] ?? {};
  const own = new Map<string, LinkDocument>();
  for (const [text, entry] of Object.entries(context.document.links)) {
    for (const pair of text === 'default' ? [] : pairsOf(context, text)) {
      own.set(pair.join(), mergeLinks(own.get(pair.join()) ?? base, entry));
    }
  }
  return (pair) => own.get(pair.join()) ?? base;
}

function reportMissingPlace(context: Context, [from, to]: Pair): void {
  const missing = [from, to].find((index) => context.places[index] === null) ?? from;
  const name = context.names[missing] ?? '';
  if (context.problems.some((problem) => problem.path.at(-1) === name)) return;
  context.problems.push({
    path: [...context.base, 'regions', name],
    message: 'this region has no place, and its links go by place',
    expected: 'a place, or a latency for its links',
  });
}

function warnAboutIdleEntries(context: Context, pairs: readonly Pair[]): void {
  const linked = new Set(pairs.map((pair) => pair.join()));
  for (const text of Object.keys(context.document.links)) {
    const named = pairsOf(context, text);
    if (named.length === 0 || named.some((pair) => linked.has(pair.join()))) continue;
    context.cautions.push({
      path: [...context.base, 'links', text],
      message: 'the topology has no such link, so this changes nothing',
    });
  }
}

function warnBelowFloor(context: Context, link: Link, style: LinkDocument): void {
  const from = context.places[link.from] ?? null;
  const to = context.places[link.to] ?? null;
  if (from === null || to === null || isByPlace(style, from, to)) return;
  const floorUs = fibreFloorUs(from, to);
  const latencyUs = medianUs(link.latency);
  if (latencyUs >= floorUs) return;
  const km = Math.round((floorUs / 1e6) * fibreKmPerS);
  const [a = '', b = ''] = [context.names[link.from], context.names[link.to]];
  context.cautions.push({
    path: pathOfStyle(context, a, b),
    message:
      `${a} -> ${b} takes ${formatMs(latencyUs)} one way, but light in fibre needs ` +
      `${formatMs(floorUs)} for the ${String(km)} km between their places`,
  });
}

function pathOfStyle(context: Context, from: string, to: string): Path {
  const keys = Object.keys(context.document.links).filter((text) => {
    const link = splitLink(text);
    if (link === null) return false;
    const isForward = link.from === from && link.to === to;
    return isForward || (link.isTwoWay && link.from === to && link.to === from);
  });
  const key = keys.at(-1) ?? 'default';
  return [...context.base, 'links', key, 'latency'];
}

function formatMs(us: number): string {
  return `${String(Math.round(us / 100) / 10)}ms`;
}
