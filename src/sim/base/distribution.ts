/** Probability distributions of non-negative durations, as data. */

/** Durations in microseconds. Samples are truncated at 0 and rounded to whole microseconds. */
export type Distribution =
  | { readonly kind: 'constant'; readonly valueUs: number }
  | { readonly kind: 'uniform'; readonly minUs: number; readonly maxUs: number }
  | { readonly kind: 'normal'; readonly meanUs: number; readonly stdDevUs: number }
  /** `sigma` is the standard deviation of the logarithm. */
  | { readonly kind: 'lognormal'; readonly medianUs: number; readonly sigma: number }
  | { readonly kind: 'exponential'; readonly meanUs: number }
  /** Smallest value `scaleUs`, tail exponent `shape`. */
  | { readonly kind: 'pareto'; readonly scaleUs: number; readonly shape: number }
  /** Each part is chosen with probability proportional to its weight. */
  | { readonly kind: 'mixture'; readonly parts: readonly { readonly weight: number; readonly of: Distribution }[] }
  /** Each observed value alike. */
  | { readonly kind: 'empirical'; readonly valuesUs: readonly number[] };
