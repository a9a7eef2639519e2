/** Random ways to connect a few regions, with every kind of latency and transport. */
import type { Distribution } from '../../src/sim/base/distribution.js';
import type { Link, LoopFilter, Topology } from '../../src/sim/scenario.js';
import type { Dice } from './dice.js';

/** A topology together with the loop filter and the guard that suit it. */
export interface RandomNetwork {
  readonly topology: Topology;
  readonly loops: LoopFilter;
  readonly hopLimit: number;
}

/**
 * Connects this many regions. Most networks come to rest by themselves; where copies would circle,
 * in a ring without a filter or a forwarding mesh without seen ids, the hop limit is small enough
 * to end it soon.
 */
export function randomNetwork(dice: Dice, regions: number): RandomNetwork {
  const kind = dice.pick(['mesh', 'mesh', 'star', 'ring', 'two-way-ring', 'links'] as const);
  const transport = dice.chance(0.25) ? 'datagram' : 'fifo';
  const links = listPairs(dice, kind, regions).map(([from, to]) =>
    randomLink(dice, from, to, transport),
  );
  const forward = kind === 'mesh' ? dice.chance(0.25) : dice.chance(0.95);
  const loops = dice.pick(['origin-tag', 'origin-tag', 'seen-ids', 'seen-ids', 'none'] as const);
  return {
    topology: { kind, forward, links },
    loops,
    hopLimit: randomHopLimit(dice, kind, loops, regions),
  };
}

/** A duration of about this many microseconds. */
export function randomDistribution(dice: Dice, typicalUs: number): Distribution {
  const kind = dice.pick([
    'constant',
    'constant',
    'uniform',
    'normal',
    'lognormal',
    'exponential',
    'pareto',
    'mixture',
    'empirical',
  ] as const);
  switch (kind) {
    case 'constant':
      return { kind, valueUs: typicalUs };
    case 'uniform':
      return { kind, minUs: Math.floor(typicalUs / 2), maxUs: typicalUs * 2 };
    case 'normal':
      return { kind, meanUs: typicalUs, stdDevUs: Math.floor(typicalUs / 3) };
    case 'lognormal':
      return { kind, medianUs: typicalUs, sigma: 0.1 + dice.unit() };
    case 'exponential':
      return { kind, meanUs: typicalUs };
    case 'pareto':
      return { kind, scaleUs: typicalUs, shape: 1.5 + 3 * dice.unit() };
    case 'mixture':
      return {
        kind,
        parts: [
          { weight: 9, of: { kind: 'constant', valueUs: typicalUs } },
          { weight: 1, of: { kind: 'uniform', minUs: typicalUs, maxUs: typicalUs * 10 } },
        ],
      };
    case 'empirical':
      return { kind, valuesUs: [typicalUs, Math.floor(typicalUs / 3), typicalUs * 4] };
  }
}

/** A directed link. Only datagram links duplicate. */
export function randomLink(
  dice: Dice,
  from: number,
  to: number,
  transport: Link['transport'],
): Link {
  return {
    from,
    to,
    transport,
    latency: randomDistribution(dice, dice.pick([0, 500, 5_000, 40_000, 200_000])),
    ...(dice.chance(0.2) ? { bandwidthBps: dice.pick([200_000, 2_000_000, 100_000_000]) } : {}),
    loss: dice.chance(0.3) ? dice.pick([0.01, 0.1, 0.3]) : 0,
    duplicate: transport === 'datagram' && dice.chance(0.5) ? dice.pick([0.05, 0.3]) : 0,
    retransmitUs: dice.pick([1_000, 50_000, 200_000]),
  };
}

type Pair = readonly [from: number, to: number];

function listPairs(dice: Dice, kind: Topology['kind'], regions: number): readonly Pair[] {
  const all = Array.from({ length: regions }, (_, i) => i);
  switch (kind) {
    case 'mesh':
      return all.flatMap((from) => all.filter((to) => to !== from).map((to): Pair => [from, to]));
    case 'star':
      return joinBothWays(all.slice(1).map((spoke): Pair => [0, spoke]));
    case 'ring':
      return regions < 2 ? [] : all.map((from): Pair => [from, (from + 1) % regions]);
    case 'two-way-ring':
      return joinBothWays(
        regions < 3
          ? all.slice(1).map((to): Pair => [0, to])
          : all.map((from): Pair => [from, (from + 1) % regions]),
      );
    case 'links':
      return joinBothWays(all.slice(1).map((child): Pair => [dice.between(0, child - 1), child]));
  }
}

function joinBothWays(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.flatMap(([a, b]): readonly Pair[] => [
    [a, b],
    [b, a],
  ]);
}

function randomHopLimit(
  dice: Dice,
  kind: Topology['kind'],
  loops: LoopFilter,
  regions: number,
): number {
  const isEndedByFilter = loops === 'seen-ids';
  if (isEndedByFilter) return 8 * regions;
  const canMultiply = kind === 'mesh' && regions > 3;
  return canMultiply ? dice.between(2, 4) : dice.between(regions, 2 * regions);
}
