/** Run after run of one scenario under what is drawn for it, and how often each expectation was violated. */
import { caseOf, ceaseToJudge } from '../scenarios/fuzz/subject.js';
import type { FuzzSubject } from '../scenarios/fuzz/subject.js';
import type { JudgedExpectation } from '../scenarios/index.js';
import type { CaseRunner } from './fuzz-runs.js';
import type { FailingRun } from './fuzz-shrinking.js';
import { runCases } from './many-runs/case-pool.js';
import type { ResolverBundle } from './open-resolver.js';
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
  /** The scenario's own resolver; null where it has none. */
  readonly bundle: ResolverBundle | null;
  /** How many runs at once; null: one a processor. */
  readonly threads: number | null;
  /** Whether another run may begin after so many. */
  readonly goesOn: (runs: number) => boolean;
  readonly onRun: (runs: number, violated: number) => void;
}

/** Runs the scenario as it is, and then as often as it may: the same comes of it however many threads there are. */
export async function tryRuns(subject: FuzzSubject, runner: CaseRunner, options: TryOptions): Promise<Tries> {
  const { seed, bundle, threads, goesOn, onRun } = options;
  const asIs = new Tally(subject);
  const first = await runner.run({ base: subject.base, changes: [] });
  if (first.kind !== 'judged') return { ...asIs.summary(), runs: 0, failing: [], subject, failsAlone: false };
  asIs.count(first.judged, 0);
  if (asIs.violated > 0) return { ...asIs.summary(), runs: 0, failing: [], subject, failsAlone: true };

  const judged = subject.isByDefault ? ceaseToJudge(subject, namesOfUnknown(first.judged)) : subject;
  const tally = new Tally(judged);
  let drawn = 0;
  let runs = 0;
  await runCases({
    subject: judged,
    seed,
    bundle,
    threads,
    draw: () => (goesOn(drawn) ? ++drawn : null),
    isStopped: () => runner.isInterrupted,
    onRun: (run, verdicts) => {
      runs += 1;
      tally.count(verdicts, run);
      onRun(runs, tally.violated);
    },
  });
  const summary = tally.summary();
  const failing = summary.expectations.flatMap(({ name, expected, failed, firstRun }) => {
    if (failed === 0) return [];
    return [{ expectation: name, expected, failed, run: firstRun, testCase: caseOf(judged, { seed, run: firstRun }) }];
  });
  return { ...summary, runs, failing, subject: judged, failsAlone: false };
}

/** What a scenario does not promise and its plain run cannot tell is not asked of others. */
function namesOfUnknown(judged: readonly JudgedExpectation[]): readonly string[] {
  return judged.filter(({ verdict }) => verdict === 'unknown').map(({ name }) => name);
}

/** Counts verdicts by expectation; runs come in order. */
class Tally {
  readonly #rows = new Map<string, TriedExpectation>();

  constructor({ expectations }: FuzzSubject) {
    for (const { name, expected } of expectations) {
      this.#rows.set(name, { name, expected, failed: 0, unknown: 0, firstRun: 0 });
    }
  }

  /** Expectations that some run violated. */
  get violated(): number {
    return [...this.#rows.values()].filter(({ failed }) => failed > 0).length;
  }

  count(judged: readonly JudgedExpectation[], run: number): void {
    for (const { name, expected, verdict } of judged) {
      const row = this.#rows.get(name) ?? { name, expected, failed: 0, unknown: 0, firstRun: 0 };
      const isViolated = verdict === 'violated';
      this.#rows.set(name, {
        ...row,
        failed: row.failed + (isViolated ? 1 : 0),
        unknown: row.unknown + (verdict === 'unknown' ? 1 : 0),
        firstRun: isViolated && row.failed === 0 ? run : row.firstRun,
      });
    }
  }

  summary(): Pick<Tries, 'expectations'> {
    return { expectations: [...this.#rows.values()] };
  }
}
