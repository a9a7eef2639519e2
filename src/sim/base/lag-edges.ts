/** How lags are sorted by length where they are drawn. */

/** Two steps a doubling, from a millisecond to two minutes. */
export const lagEdgesUs: readonly number[] = Array.from({ length: 34 }, (_, step) =>
  500 * (1 << Math.floor(step / 2)) * (step % 2 === 0 ? 2 : 3),
);
