/** The ranges of a check's options: how far anybody may ask to look. */

/** What is asked for, with defaults filled in. */
export interface SearchOptions {
  readonly replicas: number;
  readonly writes: number;
  readonly runs: number;
  readonly engineRuns: number;
  readonly seed: string;
}

/** Throws a RangeError that names the option, its range, and what was found. */
export function requireSearchOptions({ replicas, writes, runs, engineRuns, seed }: SearchOptions): void {
  requireWhole('replicas', replicas, { least: 2, most: 4 });
  requireWhole('writes', writes, { least: 1, most: 5 });
  requireWhole('runs', runs, { least: 0, most: mostRuns });
  requireWhole('engineRuns', engineRuns, { least: 0, most: mostEngineRuns });
  if (typeof seed !== 'string' || seed === '' || seed.length > longestSeed) {
    throw new RangeError(`seed: expected a text of 1 to ${longestSeed} characters, found ${describe(seed)}`);
  }
}

/** A day's work on one core. */
const mostRuns = 1_000_000_000;
const mostEngineRuns = 1_000_000;

/** Characters that a seed may have. */
export const longestSeed = 100;

interface Range {
  readonly least: number;
  readonly most: number;
}

function requireWhole(name: string, value: unknown, { least, most }: Range): void {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${name}: expected a whole number from ${least} to ${most}, found ${describe(value)}`);
}

/** Callers without types may hand anything in. */
function describe(value: unknown): string {
  if (typeof value === 'string') return value.length > longestSeed ? 'a longer one' : JSON.stringify(value);
  return typeof value === 'number' ? String(value) : `a ${typeof value}`;
}
