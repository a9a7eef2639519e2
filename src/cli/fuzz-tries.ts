/** Run after run of one scenario under what is drawn for it, and how often each expectation was violated. */
import { caseOf, ceaseToJudge } from '../scenarios/fuzz/subject.js';
import type { FuzzSubject } from '../scenarios/fuzz/subject.js';
import type { TestCase } from '../scenarios/fuzz/test-case.js';
import type { JudgedExpectation } from '../scenarios/index.js';
import type { CaseRunner } from './fuzz-runs.js';
import type { FailingRun } from './fuzz-shrinking.js';
import type { TriedExpectation } from './report/fuzzing.js';

/** What all runs came to. */
export interface Tries {
  /** With what is judged after all. */
  readonly subject: FuzzSubject;
  /** Runs with something drawn. */
  readonly runs: number;
  readonly expectations: readonly TriedExpectation[];
  /** The first run that violated each expectation. */
  readonly failing: readonly FailingRun[];
  /** The scenario fails as it is; nothing was drawn. */
  readonly failsAlone: boolean;
}

/** How many runs, and what to say between them. */
export interface TryOptions {
  readonly seed: string;
  /** Whether another run may begin after so many. */
  readonly goesOn: (runs: number) => boolean;
  readonly onRun: (runs: number, violated: number) => void;
}

/** Runs the scenario as it is, and then as often as it may. */
export async function tryRuns(subject: FuzzSubject, runner: CaseRunner, options: TryOptions): Promise<Tries> {
  const asIs = new Tally(subject);
  const quiet: TestCase = { base: subject.base, changes: [] };
  const first = await runner.run(quiet);
  if (first.kind !== 'judged') return { ...asIs.summary(0), subject, failsAlone: false };
  asIs.count(first.judged, 0, quiet);
  if (asIs.violated > 0) return { ...asIs.summary(0), failing: [], subject, failsAlone: true };

  const judged = subject.isByDefault ? ceaseToJudge(subject, namesOfUnknown(first.judged)) : subject;
  const tally = new Tally(judged);
  let runs = 0;
  while (!runner.isInterrupted && options.goesOn(runs)) {
    const testCase = caseOf(judged, { seed: options.seed, run: runs + 1 });
    const outcome = await runner.run(testCase);
    if (outcome.kind !== 'judged') break;
    runs += 1;
    tally.count(outcome.judged, runs, testCase);
    options.onRun(runs, tally.violated);
  }
  return { ...tally.summary(runs), subject: judged, failsAlone: false };
}

/** What a scenario does not promise and its plain run cannot tell is not asked of others. */
function namesOfUnknown(judged: readonly JudgedExpectation[]): readonly string[] {
  return judged.filter(({ verdict }) => verdict === 'unknown').map(({ name }) => name);
}

/** Counts verdicts by expectation. */
class Tally {
  readonly #rows = new Map<string, TriedExpectation>();
  readonly #firsts = new Map<string, { readonly run: number; readonly testCase: TestCase }>();

  constructor({ expectations }: FuzzSubject) {
    for (const { name, expected } of expectations) {
      this.#rows.set(name, { name, expected, failed: 0, unknown: 0, firstRun: 0 });
    }
  }

  /** Expectations that some run violated. */
  get violated(): number {
    return this.#firsts.size;
  }

  count(judged: readonly JudgedExpectation[], run: number, testCase: TestCase): void {
    for (const { name, expected, verdict } of judged) {
      const row = this.#rows.get(name) ?? { name, expected, failed: 0, unknown: 0, firstRun: 0 };
      const isViolated = verdict === 'violated';
      if (isViolated && !this.#firsts.has(name)) this.#firsts.set(name, { run, testCase });
      this.#rows.set(name, {
        ...row,
        failed: row.failed + (isViolated ? 1 : 0),
        unknown: row.unknown + (verdict === 'unknown' ? 1 : 0),
        firstRun: this.#firsts.get(name)?.run ?? 0,
      });
    }
  }

  summary(runs: number): Pick<Tries, 'runs' | 'expectations' | 'failing'> {
    const expectations = [...this.#rows.values()];
    const failing = expectations.flatMap(({ name, expected, failed }) => {
      const first = this.#firsts.get(name);
      return first === undefined ? [] : [{ expectation: name, expected, failed, ...first }];
    });
    return { runs, expectations, failing };
  }
}
