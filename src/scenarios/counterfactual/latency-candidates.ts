/** How fast links would have had to be for a write to be known before the one that took its place. */
import { medianUs } from '../../sim/base/sampler.js';
import { setTo, turn } from './candidate.js';
import type { Candidate } from './candidate.js';
import { stepFor } from './dial.js';
import type { Loss } from './loss.js';
import { sayBound, sayUs } from './quantity-words.js';

const finestUs = 100;
/** Distance sets a limit to what is tried: this share of what it takes. */
const leastShare = 0.1;
/** Writes further apart did not miss each other because of latency. */
const mostGapUs = 1_000_000;

/** One for each pair of regions whose writes missed each other. */
export function latencyCandidates({ scenario, cause, displacements }: Loss): readonly Candidate[] {
  if (cause !== 'resolution' && cause !== 'skew') return [];
  const found = new Map<string, Candidate>();
  for (const { loser, winner } of displacements) {
    const gapUs = Math.abs(winner.atUs - loser.atUs);
    if (loser.region === winner.region || gapUs > mostGapUs) continue;
    // The one that came first would have had to be there before the other one was written.
    const [first, second] = winner.atUs >= loser.atUs ? [loser, winner] : [winner, loser];
    const link = scenario.topology.links.find(
      ({ from, to }) =>
        scenario.regions[from].name === first.region && scenario.regions[to].name === second.region,
    );
    const name = `links.${first.region} -> ${second.region}.latency`;
    if (link === undefined || found.has(name)) continue;
    const actual = Math.round(medianUs(link.latency));
    const leastUs = Math.ceil(actual * leastShare);
    if (actual === leastUs) continue;
    const way = `the way from ${first.region} to ${second.region} took`;
    found.set(
      name,
      turn({
        name,
        words: `${way} ${sayUs(leastUs)}`,
        weight: 40,
        actual,
        limit: leastUs,
        step: stepFor(actual, finestUs),
        changesAt: setTo(name),
        wordsOf: (edge) => `${way} ${sayBound(edge, sayUs)}`,
      }),
    );
  }
  return [...found.values()];
}
