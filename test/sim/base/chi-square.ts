/** Goodness of fit for tests with fixed seeds. */

/**
 * How many standard deviations Pearson's statistic lies above its mean; about normal for many
 * cells.
 * Cells that expect fewer than ten are counted together.
 */
export function chiSquareScore(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let statistic = 0;
  let cells = 0;
  let pooledObserved = 0;
  let pooledExpected = 0;
  const add = (o: number, e: number): void => {
    statistic += ((o - e) * (o - e)) / e;
    cells++;
  };
  for (let i = 0; i < observed.length; i++) {
    if (expected[i] >= 10) {
      add(observed[i], expected[i]);
    } else {
      pooledObserved += observed[i];
      pooledExpected += expected[i];
    }
  }
  if (pooledExpected > 0) add(pooledObserved, pooledExpected);
  const freedom = cells - 1;
  return (statistic - freedom) / Math.sqrt(2 * freedom);
}

/** The score of numbers in (0, 1) against the uniform distribution over equal cells. */
export function uniformityScore(units: readonly number[], cells: number): number {
  const observed = new Float64Array(cells);
  for (const u of units) observed[Math.floor(u * cells)]++;
  return chiSquareScore(observed, new Float64Array(cells).fill(units.length / cells));
}

/** The score of each number and its successor, as a point of the unit square. */
export function pairScore(units: readonly number[], cellsPerSide: number): number {
  const observed = new Float64Array(cellsPerSide * cellsPerSide);
  for (let i = 0; i + 1 < units.length; i++) {
    const row = Math.floor(units[i] * cellsPerSide);
    observed[row * cellsPerSide + Math.floor(units[i + 1] * cellsPerSide)]++;
  }
  const each = (units.length - 1) / observed.length;
  return chiSquareScore(observed, new Float64Array(observed.length).fill(each));
}

/** How many standard deviations the correlation of two equally long samples of (0, 1) is from 0. */
export function correlationScore(xs: readonly number[], ys: readonly number[]): number {
  const sum = xs.reduce((total, x, i) => total + (x - 0.5) * (ys[i] - 0.5), 0);
  return (sum * 12) / Math.sqrt(xs.length);
}
