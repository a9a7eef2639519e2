/** The two directions between neighbours as one line of the map. */
import type { LiveState } from './live-state.js';

/** Two regions with a link between them. */
export interface LinkPair {
  /** Indices of the regions, the smaller first. */
  readonly ends: readonly [first: number, second: number];
  readonly latencyUs: number;
  /** `one-way`: only one of the two directions is cut. */
  readonly state: 'up' | 'one-way' | 'cut';
  /** Since when the first cut of the two lasts; null when neither is cut. */
  readonly cutSinceUs: number | null;
}

/** Every pair of neighbours, in the order of the links. Links of a region that left are gone. */
export function pairLinks(state: LiveState): readonly LinkPair[] {
  const { regions, links } = state.observation;
  const indices = new Map(regions.map(({ name }, index) => [name, index]));
  const pairs = new Map<string, LinkPair>();
  const directions = new Map<string, number>();
  for (const link of links) {
    const from = indices.get(link.from);
    const to = indices.get(link.to);
    if (from === undefined || to === undefined) continue;
    if (regions[from]?.state === 'left' || regions[to]?.state === 'left') continue;
    const ends = [Math.min(from, to), Math.max(from, to)] as const;
    const name = ends.join(' ');
    const known = pairs.get(name);
    const count = (directions.get(name) ?? 0) + 1;
    directions.set(name, count);
    const since = link.state === 'cut' ? state.record.cutSinceUs(link.from, link.to) : null;
    const isCut = link.state === 'cut';
    pairs.set(name, {
      ends,
      latencyUs: known?.latencyUs ?? link.latencyUs,
      state: known === undefined ? stateOfOne(isCut) : stateOfBoth(known.state === 'cut', isCut),
      cutSinceUs: earliest(known?.cutSinceUs ?? null, since),
    });
  }
  return [...pairs.values()];
}

function stateOfOne(isCut: boolean): LinkPair['state'] {
  return isCut ? 'cut' : 'up';
}

function stateOfBoth(first: boolean, second: boolean): LinkPair['state'] {
  if (first && second) return 'cut';
  return first || second ? 'one-way' : 'up';
}

function earliest(first: number | null, second: number | null): number | null {
  if (first === null) return second;
  return second === null ? first : Math.min(first, second);
}
