/** Places and round trips for programs. */
import { cities } from '../../../scenarios/places/cities.js';
import { writeCosts } from '../../../scenarios/places/round-trips.js';
import type { RoundTrip } from '../../../scenarios/places/round-trips.js';
import { trimmed } from '../format.js';
import { formatVersion, toJsonDocument } from '../json.js';

/** The document that `schema/places.schema.json` describes. */
export function renderPlacesJson(names: readonly string[], trips: readonly RoundTrip[]): string {
  const asked = names.length === 0 ? cities.map(({ name, latitude, longitude, aws = null, gcp = null }) =>
    ({ name, latitude, longitude, aws, gcp })) : [];
  return toJsonDocument({
    formatVersion,
    places: asked,
    pairs: trips.map((trip) => ({
      ...trip, oneWayMs: rounded(trip.oneWayMs), roundTripMs: rounded(trip.roundTripMs), leastMs: rounded(trip.leastMs), km: Math.round(trip.km),
    })),
    writes: names.length < 2 ? [] : writeCosts(names),
  });
}

function rounded(ms: number): number {
  return Number(trimmed(ms, 3));
}
