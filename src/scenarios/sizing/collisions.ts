/**
 * How many writes of one key are concurrent, a second.
 *
 * Two leaders accept a and b writes a second, at random moments (Poisson) and of keys that are drawn independently,
 * key k with probability p_k. A write takes L to the other leader. A write at one leader is concurrent with a write
 * at the other exactly if they are less than L apart, either way: a window of 2 L. Of key k that is
 * a p_k × b p_k × 2 L pairs a second; over all keys a b × 2 L × Σ p_k². Pairs of leaders add up.
 *
 * It counts pairs, met or not: where a key has many versions in a window, some never meet. Writers that know each
 * other's writes from elsewhere, clients that come in bursts, and a lag that grows with load are not in it.
 */
import { assertNever } from '../../sim/base/assert.js';
import { pow } from '../../sim/base/math.js';
import type { KeyChoice } from '../../sim/scenario.js';
import type { SizingParameters } from './parameters.js';

/** Σ p_k²: the chance that two writes are of one key. */
export function collisionChance(choose: KeyChoice, keys: number): number {
  switch (choose.kind) {
    case 'uniform':
      return 1 / keys;
    case 'zipf': {
      let [sum, squares] = [0, 0];
      for (let k = keys; k >= 1; k--) {
        const weight = pow(k, -choose.exponent);
        sum += weight;
        squares += weight * weight;
      }
      return squares / (sum * sum);
    }
    case 'hot': {
      const hot = Math.min(choose.keys, keys);
      if (hot === 0 || hot === keys) return 1 / keys;
      return choose.share ** 2 / hot + (1 - choose.share) ** 2 / (keys - hot);
    }
    default:
      return assertNever(choose);
  }
}

/** Σ a b over all pairs of leaders: products of their writes a second. */
export function rateProducts({ writesPerS, othersPerS, regions }: SizingParameters): number {
  const others = regions - 1;
  return others * writesPerS * othersPerS + ((others * (others - 1)) / 2) * othersPerS ** 2;
}

/** Pairs of concurrent writes of one key a second. */
export function concurrentPairsPerS(parameters: SizingParameters): number {
  const { choose, keys, lagUs } = parameters;
  return rateProducts(parameters) * ((2 * lagUs) / 1e6) * collisionChance(choose, keys);
}

/**
 * Pairs within a time that begins and ends without writes: at its ends windows reach out of it. Of two moments in a
 * time t, those less than L apart fill 2 L t − L².
 */
export function concurrentPairsWithin(parameters: SizingParameters, timeUs: number): number {
  const { choose, keys } = parameters;
  const lagUs = Math.min(parameters.lagUs, timeUs);
  const area = (2 * lagUs * timeUs - lagUs * lagUs) / 1e12;
  return rateProducts(parameters) * area * collisionChance(choose, keys);
}

/**
 * The variance of that number: that of rare events, and what comes on top where keys are busy. There one write more
 * makes many pairs more: Σ over leaders a_i (Σ of the others' rates)² × (2 L)² t × Σ p_k³.
 */
export function pairVarianceWithin(parameters: SizingParameters, timeUs: number): number {
  const { writesPerS, othersPerS, regions, choose, keys } = parameters;
  const total = writesPerS + (regions - 1) * othersPerS;
  const together = writesPerS * (total - writesPerS) ** 2 + (regions - 1) * othersPerS * (total - othersPerS) ** 2;
  const windowS = (2 * Math.min(parameters.lagUs, timeUs)) / 1e6;
  const triples = together * windowS ** 2 * (timeUs / 1e6) * tripleChance(choose, keys);
  return concurrentPairsWithin(parameters, timeUs) + triples;
}

/** Σ p_k³: the chance that three writes are of one key. */
function tripleChance(choose: KeyChoice, keys: number): number {
  switch (choose.kind) {
    case 'uniform':
      return 1 / keys ** 2;
    case 'zipf': {
      let [sum, cubes] = [0, 0];
      for (let k = keys; k >= 1; k--) {
        const weight = pow(k, -choose.exponent);
        sum += weight;
        cubes += weight ** 3;
      }
      return cubes / sum ** 3;
    }
    case 'hot': {
      const hot = Math.min(choose.keys, keys);
      if (hot === 0 || hot === keys) return 1 / keys ** 2;
      return choose.share ** 3 / hot ** 2 + (1 - choose.share) ** 3 / (keys - hot) ** 2;
    }
    default:
      return assertNever(choose);
  }
}
