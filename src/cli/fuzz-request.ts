/** What `quarrel fuzz` was asked to do, and the command that asks for it again. */
import type { Override } from './run-request.js';
import { joinWords } from './shell-words.js';

/** A checked request; paths, values and names are as the person wrote them. */
export interface FuzzRequest {
  /** A scenario of the catalogue, `file.yaml` or `file.yaml#name`. */
  readonly target: string;
  /** Which one, in a file with several. */
  readonly scenario: string | null;
  /** So many runs; null: as many as there is time for. */
  readonly runs: number | null;
  /** A duration: no run begins later; null: there is time for all of them. */
  readonly time: string | null;
  /** Of what is drawn. */
  readonly seed: string;
  readonly overrides: readonly Override[];
  /** Groups of what is drawn; null: all of it. */
  readonly only: readonly string[] | null;
  /** Kinds of faults; null: those that a system recovers from. */
  readonly kinds: readonly string[] | null;
  /** Expectations that are judged in place of what the scenario promises. */
  readonly expect: readonly ExpectRequest[];
  /** Most runs that shrinking one failure may take. */
  readonly shrinkRuns: number;
  /** How many runs at once; null: one a processor. */
  readonly threads: number | null;
  /** The folder that failures are written to. */
  readonly out: string;
  readonly json: boolean;
  /** No redrawing. */
  readonly plain: boolean;
  readonly ascii: boolean;
}

/** `--expect name` or `--expect name=condition`. */
export interface ExpectRequest {
  readonly name: string;
  /** YAML; null: as the scenario has it. */
  readonly condition: string | null;
}

/** Runs without `--runs` and `--time`. */
export const defaultRuns = 200;
/** Where failures are kept. */
export const defaultOut = '.quarrel/failures';
/** Runs that shrinking may take. */
export const defaultShrinkRuns = 500;

/** What stands under `expect` because of `--expect`. */
export function expectOverrides(request: Pick<FuzzRequest, 'expect'>) {
  return request.expect.flatMap(({ name, condition }) =>
    condition === null
      ? []
      : [{ path: `expect.${name}`, value: condition, origin: { name: `--expect ${name}`, line: 0, column: 0 } }],
  );
}

/** The command that draws the same schedules, the first `runs` of them. */
export function repeatFuzz(request: FuzzRequest, runs: number): string {
  const { target, scenario, overrides, only, kinds, expect, seed } = request;
  return joinWords([
    'quarrel', 'fuzz', target,
    ...(scenario === null ? [] : ['--scenario', scenario]),
    '--seed', seed,
    '--runs', String(runs),
    ...(only === null ? [] : ['--only', only.join(',')]),
    ...(kinds === null ? [] : ['--kinds', kinds.join(',')]),
    ...overrides.flatMap(({ path, value }) => ['--set', `${path}=${value}`]),
    ...expect.flatMap(({ name, condition }) => ['--expect', condition === null ? name : `${name}=${condition}`]),
  ]);
}
