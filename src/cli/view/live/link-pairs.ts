/** The two directions between neighbours as one line of the map. */
import type { LinkObservation, Observation } from '../../../sim/observation.js';
import { outageOf } from './link-faults.js';
import type { LinkOutage } from './link-faults.js';
import type { LiveState } from './live-state.js';

/** Two regions with a link between them. */
export interface LinkPair {
  /** Indices of the regions, the smaller first. */
  readonly ends: readonly [first: number, second: number];
  /** From the first to the second, and back; undefined where there is no such link. */
  readonly there: LinkObservation | undefined;
  readonly back: LinkObservation | undefined;
  readonly latencyUs: number;
  /** The higher chance of the two that a transmission is lost. */
  readonly loss: number;
  /** `one-way`: only one of the two directions is cut. */
  readonly state: 'up' | 'one-way' | 'cut';
  /** Writes on their way, both ways together. */
  readonly inFlightWrites: number;
  /** Writes that could not be sent yet, both ways together. */
  readonly waitingWrites: number;
}

/** Every pair of neighbours, in the order of the links. Links of a region that left are gone. */
export function pairLinks({ observation }: LiveState): readonly LinkPair[] {
  const { regions, links } = observation;
  const known = knownPairs.get(regions);
  if (known?.links === links) return known.pairs;
  const pairs = listPairs(observation);
  knownPairs.set(regions, { links, pairs });
  return pairs;
}

/** Of the looks that are still shown: one frame asks several times. */
const knownPairs = new WeakMap<
  Observation['regions'],
  { readonly links: Observation['links']; readonly pairs: readonly LinkPair[] }
>();

function listPairs({ regions, links }: Observation): readonly LinkPair[] {
  const indices = new Map(regions.map(({ name }, index) => [name, index]));
  const pairs = new Map<number, Changeable>();
  for (const link of links) {
    const from = indices.get(link.from);
    const to = indices.get(link.to);
    if (from === undefined || to === undefined) continue;
    if (regions[from]?.state === 'left' || regions[to]?.state === 'left') continue;
    const first = Math.min(from, to);
    const second = Math.max(from, to);
    const name = first * regions.length + second;
    const known = pairs.get(name);
    if (known === undefined) pairs.set(name, pairOfOne(link, [first, second], from < to));
    else addLink(known, link, from < to);
  }
  return [...pairs.values()];
}

type Changeable = { -readonly [Name in keyof LinkPair]: LinkPair[Name] };

// Thousands of pairs in every frame: they are made of one shape, and changed in place.
function pairOfOne(link: LinkObservation, ends: LinkPair['ends'], isThere: boolean): Changeable {
  const { latencyUs, loss, inFlightWrites, waitingWrites } = link;
  return {
    ends,
    there: isThere ? link : undefined,
    back: isThere ? undefined : link,
    latencyUs,
    loss,
    state: link.state === 'cut' ? 'cut' : 'up',
    inFlightWrites,
    waitingWrites,
  };
}

function addLink(pair: Changeable, link: LinkObservation, isThere: boolean): void {
  if (isThere) pair.there = link;
  else pair.back = link;
  pair.loss = Math.max(pair.loss, link.loss);
  pair.state = stateOfBoth(pair.state === 'cut', link.state === 'cut');
  pair.inFlightWrites += link.inFlightWrites;
  pair.waitingWrites += link.waitingWrites;
}

/** Why a pair is cut, and how long; null when it is not, or no fault of the scenario is the reason. */
export function outageOfPair({ scenario, observation }: LiveState, { ends, state }: LinkPair): LinkOutage | null {
  if (state === 'up') return null;
  const [from, to] = ends;
  const { nowUs } = observation;
  return outageOf(scenario, { from, to }, nowUs) ?? outageOf(scenario, { from: to, to: from }, nowUs);
}

function stateOfBoth(first: boolean, second: boolean): LinkPair['state'] {
  if (first && second) return 'cut';
  return first || second ? 'one-way' : 'up';
}
