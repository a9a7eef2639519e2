/**
 * From the name of a place to latencies between places.
 *
 * Measured pairs take half of the measured round trip. Other pairs take light in fibre along the
 * great circle, times {@link detour}: real paths are longer and pass routers. Either way a latency
 * by place is a plausible figure and not a promise of any network.
 */
import { awsCodes, awsRoundTripsMs } from './aws.js';
import { cities } from './cities.js';
import { gcpCodes, gcpRoundTripsMs } from './gcp.js';
import type { Coordinates } from './great-circle.js';
import { greatCircleKm } from './great-circle.js';

/** A place that a scenario named. */
export interface Place extends Coordinates {
  /** Its index among the measured regions of AWS; -1 when there is none. */
  readonly aws: number;
  /** Its index among the measured regions of Google Cloud; -1 when there is none. */
  readonly gcp: number;
}

/** Kilometres a second that light covers in fibre. */
export const fibreKmPerS = 200_000;

/** How much longer than the great circle an unmeasured path is taken to be. */
export const detour = 1.5;

/** The least one-way latency of an unmeasured pair in microseconds: two sites in one city. */
export const leastUnmeasuredUs = 250;

const places: ReadonlyMap<string, Place> = new Map([
  ...cities.map((city): [string, Place] => [
    city.name,
    {
      latitude: city.latitude,
      longitude: city.longitude,
      aws: city.aws === undefined ? -1 : awsCodes.indexOf(city.aws),
      gcp: city.gcp === undefined ? -1 : gcpCodes.indexOf(city.gcp),
    },
  ]),
  ...awsCodes.map((code, aws): [string, Place] => [
    code,
    { ...coordinatesOf((city) => city.aws === code), aws, gcp: -1 },
  ]),
  ...gcpCodes.map((code, gcp): [string, Place] => [
    code,
    { ...coordinatesOf((city) => city.gcp === code), aws: -1, gcp },
  ]),
]);

/** Every name of a place: cities first, then region codes. */
export const placeNames: readonly string[] = [...places.keys()];

/** The place of this name; null when it is not known. */
export function readPlace(name: string): Place | null {
  return places.get(name) ?? null;
}

/** One-way latency by place in whole microseconds. */
export function oneWayUs(from: Place, to: Place): number {
  const measured = measuredRoundTrip(from, to);
  if (measured !== null) return Math.round((measured.ms * 1000) / 2);
  return Math.max(leastUnmeasuredUs, Math.round(fibreFloorUs(from, to) * detour));
}

/** What no one-way latency can be below, in microseconds: light in fibre along the great circle. */
export function fibreFloorUs(from: Coordinates, to: Coordinates): number {
  return (greatCircleKm(from, to) / fibreKmPerS) * 1e6;
}

/** Whose regions a round trip was measured between. */
export type MeasuredBy = 'aws' | 'gcp';

/** The measured round trip; null where no cloud has a region in both places. */
export function measuredRoundTrip(from: Place, to: Place): { readonly ms: number; readonly by: MeasuredBy } | null {
  const aws = awsRoundTripsMs[from.aws]?.[to.aws];
  if (aws !== undefined) return { ms: aws, by: 'aws' };
  const gcp = gcpRoundTripsMs[from.gcp]?.[to.gcp];
  return gcp === undefined ? null : { ms: gcp, by: 'gcp' };
}

function coordinatesOf(isThere: (city: (typeof cities)[number]) => boolean): Coordinates {
  const { latitude = 0, longitude = 0 } = cities.find(isThere) ?? {};
  return { latitude, longitude };
}
