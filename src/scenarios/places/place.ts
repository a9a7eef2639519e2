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
  const measuredMs = measuredRoundTripMs(from, to);
  if (measuredMs !== null) return Math.round((measuredMs * 1000) / 2);
  return Math.max(leastUnmeasuredUs, Math.round(fibreFloorUs(from, to) * detour));
}

/** What no one-way latency can be below, in microseconds: light in fibre along the great circle. */
export function fibreFloorUs(from: Coordinates, to: Coordinates): number {
  return (greatCircleKm(from, to) / fibreKmPerS) * 1e6;
}

function measuredRoundTripMs(from: Place, to: Place): number | null {
  if (from.aws >= 0 && to.aws >= 0) return awsRoundTripsMs[from.aws]?.[to.aws] ?? null;
  if (from.gcp >= 0 && to.gcp >= 0) return gcpRoundTripsMs[from.gcp]?.[to.gcp] ?? null;
  return null;
}

function coordinatesOf(isThere: (city: (typeof cities)[number]) => boolean): Coordinates {
  const { latitude = 0, longitude = 0 } = cities.find(isThere) ?? {};
  return { latitude, longitude };
}
