/**
 * A nemesis that draws its faults: how many, when and which, within what a scenario allows.
 *
 * Under swarm testing each seed leaves out some kinds altogether: a fault that hides another one's effect
 * (a partition hides a slow link) is then absent from half of the runs.
 *
 * @see Groce et al., Swarm Testing, ISSTA 2012
 */
import { assertNever } from '../base/assert.js';
import { RandomStreams } from '../base/random.js';
import type { Fault, Impairment, NemesisSpec, RandomFaultKind, Scenario, Topology } from '../scenario.js';

/** Where draws come from: numbers of the open interval (0, 1). */
export interface Chance {
  nextUnit(): number;
}

/** What faults are drawn for. */
export interface Target {
  readonly regions: { readonly length: number };
  readonly topology: Topology;
}

/**
 * The scenario with the faults that its nemesis draws from its seed, after its own, and no nemesis: it
 * runs as the other does. Itself where there is none.
 */
export function addRandomFaults(scenario: Scenario): Scenario {
  const { nemesis, ...rest } = scenario;
  if (nemesis === undefined) return scenario;
  const chance = new RandomStreams(scenario.seed).stream('nemesis');
  return { ...rest, faults: [...rest.faults, ...drawFaults(nemesis, rest, chance)] };
}

/** Draws faults. Each begins at `fromUs` or later and has ended before `untilUs`. */
export function drawFaults(spec: NemesisSpec, target: Target, chance: Chance): readonly Fault[] {
  const kinds = chooseKinds(spec, target, chance);
  if (kinds.length === 0) return [];
  return Array.from({ length: spec.faults }, () => drawFault(pick(chance, kinds), spec, target, chance));
}

/** Values that a person would write. */
const choices = {
  slowTimes: [2, 3, 5, 10, 20],
  addUs: [20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000],
  loss: [0.01, 0.05, 0.1, 0.3, 0.5],
  bandwidthBps: [100_000, 1_000_000, 5_000_000, 20_000_000],
  stepUs: [1_000, 5_000, 20_000, 100_000, 300_000, 1_000_000],
} as const;

/** Begin and end lie on whole milliseconds where the window has room for that. */
const gridUs = 1000;

function chooseKinds(spec: NemesisSpec, { topology }: Target, chance: Chance): readonly RandomFaultKind[] {
  const possible = spec.kinds.filter((kind) => topology.links.length > 0 || !needsLinks(kind));
  if (!spec.swarm) return possible;
  const chosen = possible.filter(() => chance.nextUnit() < 0.5);
  return chosen.length > 0 || possible.length === 0 ? chosen : [pick(chance, possible)];
}

function needsLinks(kind: RandomFaultKind): boolean {
  switch (kind) {
    case 'partition':
    case 'latency-spike':
    case 'loss':
    case 'bandwidth':
    case 'offline':
      return true;
    case 'crash':
    case 'pause':
    case 'slow':
    case 'clock-step':
    case 'outage':
      return false;
    default:
      return assertNever(kind);
  }
}

function drawFault(kind: RandomFaultKind, spec: NemesisSpec, target: Target, chance: Chance): Fault {
  const span = drawSpan(spec, chance);
  const region = below(chance, target.regions.length);
  switch (kind) {
    case 'partition':
      return { kind, ...span, cuts: drawCuts(target, chance) };
    case 'crash':
    case 'pause':
    case 'outage':
    case 'offline':
      return { kind, ...span, region };
    case 'slow':
      return { kind, ...span, region, factor: pick(chance, choices.slowTimes) };
    case 'clock-step': {
      const sign = chance.nextUnit() < 0.5 ? -1 : 1;
      return { kind, atUs: span.atUs, region, byUs: sign * pick(chance, choices.stepUs) };
    }
    case 'latency-spike':
      return impair(target, chance, span, { kind, addUs: pick(chance, choices.addUs) });
    case 'loss':
      return impair(target, chance, span, { kind, loss: pick(chance, choices.loss) });
    case 'bandwidth':
      return impair(target, chance, span, { kind, bandwidthBps: pick(chance, choices.bandwidthBps) });
    default:
      return assertNever(kind);
  }
}

interface Span {
  readonly atUs: number;
  readonly untilUs: number;
}

/** A stretch of the window, at most the longest, each length and each place alike. */
function drawSpan({ fromUs, untilUs, longestUs }: NemesisSpec, chance: Chance): Span {
  const windowUs = untilUs - fromUs;
  const stepUs = windowUs >= 100 * gridUs ? gridUs : 1;
  const steps = Math.max(1, Math.floor(Math.min(longestUs, windowUs - stepUs) / stepUs));
  const lengthUs = stepUs * (1 + below(chance, steps));
  const places = Math.max(1, Math.floor((windowUs - lengthUs) / stepUs));
  const atUs = fromUs + stepUs * below(chance, places);
  return { atUs, untilUs: atUs + lengthUs };
}

/** Two sides that some link joins, cut both ways or one way. */
function drawCuts({ regions, topology }: Target, chance: Chance): readonly (readonly [number, number])[] {
  const { from, to } = pick(chance, topology.links);
  const side = Array.from({ length: regions.length }, (_, region) => {
    const isFar = chance.nextUnit() < 0.5;
    if (region === from) return 0;
    return region === to || isFar ? 1 : 0;
  });
  const isOneWay = chance.nextUnit() < 0.3;
  return topology.links
    .filter((link) => side[link.from] !== side[link.to] && (!isOneWay || side[link.from] === 0))
    .map((link) => [link.from, link.to] as const)
    .sort(byEnds);
}

/** One link, or both ways between its ends. */
function impair({ topology }: Target, chance: Chance, span: Span, impairment: Impairment): Fault {
  const { from, to } = pick(chance, topology.links);
  const isBothWays = chance.nextUnit() < 0.5;
  const links = topology.links
    .filter((link) => {
      const isSame = link.from === from && link.to === to;
      return isSame || (isBothWays && link.from === to && link.to === from);
    })
    .map((link) => [link.from, link.to] as const)
    .sort(byEnds);
  return { ...impairment, ...span, links };
}

/** As a document's links are read. */
function byEnds([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  return a - c || b - d;
}

function below(chance: Chance, count: number): number {
  return Math.floor(chance.nextUnit() * count);
}

function pick<T>(chance: Chance, items: readonly T[]): T {
  return items[below(chance, items.length)];
}
