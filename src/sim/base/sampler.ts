/** From a distribution as data to a function that draws from it. */
import { assert, assertNever } from './assert.js';
import type { Distribution } from './distribution.js';
import { exp, log, normalQuantile } from './math.js';

/** From a number in the open interval (0, 1) to whole microseconds. */
export type Quantile = (u: number) => number;

/** The longest sample, so that adding one to a time stays exact: 2^52 microseconds, 142 years. */
export const longestSampleUs = 0x10000000000000;

/**
 * The inverse of a distribution's cumulative function: one uniform number makes one sample, whole
 * microseconds of 0 to {@link longestSampleUs}, and a larger number never makes a smaller sample.
 *
 * A mixture has no cheap inverse. There u picks the part, and where it fell within that part's
 * share is what the part draws from: the samples are distributed as they should be, but rise with u
 * only within a part.
 */
export function compileQuantile(d: Distribution): Quantile {
  switch (d.kind) {
    case 'constant': {
      const valueUs = roundUs(d.valueUs);
      return () => valueUs;
    }
    case 'uniform': {
      const { minUs, maxUs } = d;
      return (u) => roundUs(minUs + u * (maxUs - minUs));
    }
    case 'normal': {
      const { meanUs, stdDevUs } = d;
      return tabulate((u) => meanUs + stdDevUs * normalQuantile(u));
    }
    case 'lognormal': {
      const { medianUs: scaleUs, sigma } = d;
      return tabulate((u) => scaleUs * exp(sigma * normalQuantile(u)));
    }
    case 'exponential': {
      const { meanUs } = d;
      return tabulate((u) => -meanUs * log(1 - u));
    }
    case 'pareto': {
      const { scaleUs, shape } = d;
      return tabulate((u) => scaleUs * exp(-log(1 - u) / shape));
    }
    case 'mixture':
      return compileMixture(listLeaves(d, 1));
    case 'empirical':
      return compileEmpirical(d.valuesUs);
    default:
      return assertNever(d);
  }
}

/** The sample that half of all samples do not exceed. Of a mixture it is searched: ask once. */
export function medianUs(d: Distribution): number {
  return d.kind === 'mixture' ? searchMedian(listLeaves(d, 1)) : compileQuantile(d)(0.5);
}

/** A part of a mixture that is none itself. */
interface Leaf {
  readonly share: number;
  readonly quantile: Quantile;
}

/** The open interval's first and last number, for what rounding put on its border. */
const firstUnit = 1 / 0x40000000000000;
const lastUnit = 1 - 1 / 0x20000000000000;

/** Cells of a table over (0, 1), and the share at either end that is computed for each draw. */
const cells = 2048;
const tail = 1 / 64;

/**
 * A smooth quantile through a table that fills as it is used: straight lines between exact values, which in
 * the middle differ from the exact curve by less than a ten-thousandth; the tails are exact. A lognormal
 * draw costs a tenth, and the result is the same in whatever order draws come.
 */
function tabulate(exact: (u: number) => number): Quantile {
  const table = new Float64Array(cells + 1);
  const at = (i: number): number => (table[i] === 0 ? (table[i] = exact(i / cells)) : table[i]);
  return (u) => {
    if (u < tail || u > 1 - tail) return roundUs(exact(u));
    const x = u * cells;
    const i = Math.floor(x);
    const low = at(i);
    return roundUs(low + (x - i) * (at(i + 1) - low));
  };
}

function roundUs(us: number): number {
  if (!(us > 0)) return 0;
  return us < longestSampleUs ? Math.round(us) : longestSampleUs;
}

function compileEmpirical(valuesUs: readonly number[]): Quantile {
  const count = valuesUs.length;
  assert(count > 0, 'empirical distribution without values');
  const sorted = Float64Array.from(valuesUs, roundUs).sort();
  return (u) => sorted[Math.max(0, Math.ceil(u * count) - 1)];
}

/** The parts of a mixture, and of mixtures among them, in order; without those that never come. */
function listLeaves(d: Distribution, share: number): readonly Leaf[] {
  if (d.kind !== 'mixture') return [{ share, quantile: compileQuantile(d) }];
  const total = d.parts.reduce((sum, part) => sum + part.weight, 0);
  assert(total > 0, 'mixture without weight');
  return d.parts
    .filter((part) => part.weight > 0)
    .flatMap((part) => listLeaves(part.of, (share * part.weight) / total));
}

function compileMixture(leaves: readonly Leaf[]): Quantile {
  const last = leaves.length - 1;
  const starts = new Float64Array(leaves.length);
  for (let i = 1; i <= last; i++) starts[i] = starts[i - 1] + leaves[i - 1].share;
  return (u) => {
    let i = last;
    while (u < starts[i]) i--;
    const { share, quantile } = leaves[i];
    return quantile(Math.min(Math.max((u - starts[i]) / share, firstUnit), lastUnit));
  };
}

/** The smallest value that at least half of the mixture does not exceed. */
function searchMedian(leaves: readonly Leaf[]): number {
  let low = 0;
  let high = longestSampleUs;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const below = leaves.reduce((sum, leaf) => sum + leaf.share * shareUpTo(leaf, middle), 0);
    if (below >= 0.5 - 1e-12) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The share of a leaf's samples that do not exceed a value: its quantile inverted by bisection. */
function shareUpTo(leaf: Leaf, us: number): number {
  if (leaf.quantile(firstUnit) > us) return 0;
  if (leaf.quantile(lastUnit) <= us) return 1;
  let low = firstUnit;
  let high = lastUnit;
  for (let i = 0; i < 53; i++) {
    const middle = (low + high) / 2;
    if (leaf.quantile(middle) <= us) low = middle;
    else high = middle;
  }
  return low;
}
