/** The two directions between neighbours as one line of the map. */
import type { LinkObservation, Observation } from '../../../sim/observation.js';
import { outageOf } from './link-faults.js';
import type { LinkOutage } from './link-faults.js';
import type { LiveState } from './live-state.js';

/** Two regions with a link between them. */
export interface LinkPair {
  /** Indices of the regions, the smaller first. */
  readonly ends: readonly [first: number, second: number];
  /** From the first to the second, and back; absent where there is no such link. */
  readonly there?: LinkObservation;
  readonly back?: LinkObservation;
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
  const pairs = new Map<number, LinkPair>();
  for (const link of links) {
    const from = indices.get(link.from);
    const to = indices.get(link.to);
    if (from === undefined || to === undefined) continue;
    if (regions[from]?.state === 'left' || regions[to]?.state === 'left') continue;
    const ends = [Math.min(from, to), Math.max(from, to)] as const;
    const name = ends[0] * regions.length + ends[1];
    const known = pairs.get(name);
    const isCut = link.state === 'cut';
    pairs.set(name, {
      ...known,
      ...(from < to ? { there: link } : { back: link }),
      ends,
      latencyUs: known?.latencyUs ?? link.latencyUs,
      loss: Math.max(known?.loss ?? 0, link.loss),
      state: known === undefined ? stateOfOne(isCut) : stateOfBoth(known.state === 'cut', isCut),
      inFlightWrites: (known?.inFlightWrites ?? 0) + link.inFlightWrites,
      waitingWrites: (known?.waitingWrites ?? 0) + link.waitingWrites,
    });
  }
  return [...pairs.values()];
}

/** Why a pair is cut, and how long; null when it is not, or no fault of the scenario is the reason. */
export function outageOfPair({ scenario, observation }: LiveState, { ends, state }: LinkPair): LinkOutage | null {
  if (state === 'up') return null;
  const [from, to] = ends;
  const { nowUs } = observation;
  return outageOf(scenario, { from, to }, nowUs) ?? outageOf(scenario, { from: to, to: from }, nowUs);
}

function stateOfOne(isCut: boolean): LinkPair['state'] {
  return isCut ? 'cut' : 'up';
}

function stateOfBoth(first: boolean, second: boolean): LinkPair['state'] {
  if (first && second) return 'cut';
  return first || second ? 'one-way' : 'up';
}
