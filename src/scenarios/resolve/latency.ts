/** The latency of one link, from what the scenario says and where both ends stand. */
import type { Distribution } from '../../sim/base/distribution.js';
import type { Place } from '../places/place.js';
import { oneWayUs } from '../places/place.js';
import type { LinkDocument } from '../schema/network.js';

/** Latency of a link between places that are not known, in microseconds. */
const defaultLatencyUs = 50_000;

/** The distribution of a link's latency; null when it goes by place and a place is missing. */
export function resolveLatency(
  link: LinkDocument,
  from: Place | null,
  to: Place | null,
): Distribution | null {
  const { latency, jitter = 0 } = link;
  if (latency !== undefined && latency.kind !== 'by-place') {
    return latency.kind === 'constant' ? spread(latency.valueUs, jitter) : latency;
  }
  if (from !== null && to !== null) return spread(oneWayUs(from, to), jitter);
  return latency === undefined ? spread(defaultLatencyUs, jitter) : null;
}

/** Whether a link's latency is what lies between two known places. */
export function isByPlace(link: LinkDocument, from: Place | null, to: Place | null): boolean {
  const kind = link.latency?.kind ?? 'by-place';
  return kind === 'by-place' && from !== null && to !== null;
}

/** A later entry for a link replaces an earlier one field by field. */
export function mergeLinks(earlier: LinkDocument, later: LinkDocument): LinkDocument {
  const merged = { ...earlier, ...later };
  const isDistribution =
    later.latency !== undefined &&
    later.latency.kind !== 'constant' &&
    later.latency.kind !== 'by-place';
  // A distribution has a spread of its own: an inherited jitter does not add to it.
  return isDistribution && later.jitter === undefined ? { ...merged, jitter: 0 } : merged;
}

function spread(valueUs: number, jitter: number): Distribution {
  if (jitter === 0) return { kind: 'constant', valueUs };
  const minUs = Math.round(valueUs * (1 - jitter));
  return { kind: 'uniform', minUs, maxUs: Math.round(valueUs * (1 + jitter)) };
}
