/** Round trips between places, where they come from, and what a write costs that has to make some. */
import { cities } from './cities.js';
import { greatCircleKm } from './great-circle.js';
import { fibreFloorUs, measuredRoundTrip, oneWayUs, readPlace } from './place.js';
import type { MeasuredBy } from './place.js';

/** The way from one place to another and back. Times in milliseconds. */
export interface RoundTrip {
  readonly from: string;
  readonly to: string;
  /** Where it was measured from both ends, the mean of the two: the two ways after each other. */
  readonly roundTripMs: number;
  /** Who measured it; null: it is estimated from the distance. */
  readonly measuredBy: MeasuredBy | null;
  /** From the first to the second: what scenarios take as latency by place. */
  readonly oneWayMs: number;
  /** What no round trip can be below: light in fibre along the great circle, there and back. */
  readonly leastMs: number;
  readonly km: number;
}

/** The round trip between two places that are known. */
export function roundTripBetween(from: string, to: string): RoundTrip | null {
  const [start, end] = [readPlace(from), readPlace(to)];
  if (start === null || end === null) return null;
  return {
    from,
    to,
    roundTripMs: (oneWayUs(start, end) + oneWayUs(end, start)) / 1000,
    measuredBy: measuredRoundTrip(start, end)?.by ?? null,
    oneWayMs: oneWayUs(start, end) / 1000,
    leastMs: (2 * fibreFloorUs(start, end)) / 1000,
    km: greatCircleKm(start, end),
  };
}

/** Every pair once, in the order of the names. */
export function pairsOf(names: readonly string[]): readonly RoundTrip[] {
  return names.flatMap((from, index) => names.slice(index + 1).flatMap((to) => roundTripBetween(from, to) ?? []));
}

/** From one place to every other city, the nearest first. */
export function roundTripsFrom(name: string): readonly RoundTrip[] {
  const others = cities.filter((city) => city.name !== name && city.aws !== name && city.gcp !== name);
  const trips = others.flatMap((city) => roundTripBetween(name, city.name) ?? []);
  return trips.sort((a, b) => a.roundTripMs - b.roundTripMs);
}

/** What a write of somebody at a place waits for on the network, beside the way to the nearest leader. */
export interface WriteCost {
  readonly at: string;
  /** Every place has a leader: none of the round trips. */
  readonly ownLeaderMs: number;
  /** The first place has the only leader: the way there and back. */
  readonly oneLeaderMs: number;
  /** The copy here asks all, and waits until a majority has it, itself included. */
  readonly majorityMs: number;
  /** The copy here waits for every other one. */
  readonly everywhereMs: number;
}

/** What a write costs at each of some places that all have a copy. */
export function writeCosts(names: readonly string[]): readonly WriteCost[] {
  const [leader = ''] = names;
  return names.map((at) => {
    const others = names.filter((name) => name !== at)
      .map((name) => roundTripBetween(at, name)?.roundTripMs ?? 0).sort((a, b) => a - b);
    const needed = Math.floor(names.length / 2);
    return {
      at,
      ownLeaderMs: 0,
      oneLeaderMs: at === leader ? 0 : (roundTripBetween(at, leader)?.roundTripMs ?? 0),
      majorityMs: others[needed - 1] ?? 0,
      everywhereMs: others.at(-1) ?? 0,
    };
  });
}
