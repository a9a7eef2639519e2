/** From the first run that failed to a small scenario file: shrink, make sure that it fails alone, write. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bound } from '../scenarios/fuzz/bounded.js';
import type { Found, Search } from '../scenarios/fuzz/bounded.js';
import { failureDocument, failureFileName } from '../scenarios/fuzz/failure-document.js';
import { materializeFaults } from '../scenarios/fuzz/materialize-faults.js';
import { haveSameQuorums } from '../scenarios/fuzz/quorums.js';
import { reduceCase } from '../scenarios/fuzz/reduce-case.js';
import { shrinkCase } from '../scenarios/fuzz/shrink-case.js';
import { describeNeeded, describeUnneeded } from '../scenarios/fuzz/shrink-words.js';
import { spellOut } from '../scenarios/fuzz/spell-out.js';
import { caseDocument, expecting } from '../scenarios/fuzz/subject.js';
import type { TestCase } from '../scenarios/fuzz/test-case.js';
import type { TraceEvent } from '../sim/record/trace.js';
import { assert } from '../sim/base/assert.js';
import type { CaseOutcome, CaseRunner } from './fuzz-runs.js';
import { printable } from './printable.js';
import { explainSystemError } from './system-error.js';

/** A failure to shrink. */
export interface FailingRun {
  readonly expectation: string;
  readonly expected: string;
  /** The number of the run. */
  readonly run: number;
  readonly testCase: TestCase;
  /** How many runs failed so. */
  readonly failed: number;
}

/** A failure that was shrunk. */
export interface ShrunkFailure extends FailingRun {
  /** What the small scenario shows. */
  readonly actual: string;
  readonly fileName: string;
  /** The text of the file. */
  readonly document: string;
  /** What makes it fail, beside the workload. */
  readonly needed: readonly string[];
  /** What it fails without. */
  readonly unneeded: readonly string[];
  /** Runs that shrinking took. */
  readonly asked: number;
  /** Nothing can be left out of it by itself. */
  readonly isMinimal: boolean;
}

/** How to shrink, and what to say. */
export interface ShrinkOptions {
  readonly runner: CaseRunner;
  readonly name: string;
  /** Most runs. */
  readonly most: number;
  /** The command that finds this run again. */
  readonly foundBy: string;
  readonly onAsked: (asked: number) => void;
}

/** Shrinks one failure; null when somebody asked to stop. */
export async function shrinkFailure(failing: FailingRun, options: ShrinkOptions): Promise<ShrunkFailure | null> {
  const { runner, name, most } = options;
  const { expectation } = failing;
  const start = expecting(failing.testCase, expectation);
  const first = await judgedRun(runner, start);
  if (first === null) return null;
  const explicit = materializeFaults(start, first.run.report.faults);
  const isSame = explicit.base !== start.base && (await runner.fails(explicit, expectation));

  const reduced = await answer(bound(reduceCase(isSame ? explicit : start), most), failing, options, 0);
  const spelt = await spellOutRun(reduced.result, expectation, runner);
  const left = Math.max(0, most - reduced.asked);
  const shrunk = await answer(bound(shrinkCase(spelt ?? reduced.result), left), failing, options, reduced.asked);
  const last = await judgedRun(runner, shrunk.result);
  if (last === null) return null;

  const actual = last.judged.find((one) => one.name === expectation)?.actual ?? 'unknown';
  const writes = [first, last].map(({ run }) => run.report.writes.attempted);
  const unneeded = describeUnneeded(start, shrunk.result, { before: writes[0], after: writes[1] });
  const needed = describeNeeded(shrunk.result);
  const asked = reduced.asked + shrunk.asked;
  const document = failureDocument(shrunk.result, {
    scenario: name, expectation, expected: failing.expected, actual, foundBy: options.foundBy, run: failing.run,
    shrunk: unneeded.length === 0 ? [] : [`Not needed: ${unneeded.join(', ')}.`],
  });
  const fileName = failureFileName(expectation, caseDocument(name, shrunk.result));
  const isMinimal = !shrunk.isCut && !reduced.isCut;
  return { ...failing, actual, fileName, document, needed, unneeded, asked, isMinimal };
}

/** Writes the file; returns one sentence about why it could not, or null. */
export function writeFailure(folder: string, { fileName, document }: ShrunkFailure): string | null {
  const path = join(folder, fileName);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, document);
    return null;
  } catch (error) {
    return `${printable(path)}: ${explainSystemError(error, 'write')}`;
  }
}

type Judged = CaseOutcome & { readonly kind: 'judged' };

async function judgedRun(
  runner: CaseRunner,
  testCase: TestCase,
  trace?: (event: TraceEvent) => void,
): Promise<Judged | null> {
  const outcome = await runner.run(testCase, trace);
  assert(outcome.kind !== 'impossible', 'a case that ran before cannot run');
  return outcome.kind === 'judged' ? outcome : null;
}

/** A smaller majority fails for reasons of its own: a case of which fewer decide is another failure. */
async function answer(
  search: Search<Found<TestCase>>,
  { expectation, testCase }: FailingRun,
  { runner, onAsked }: ShrinkOptions,
  asked: number,
): Promise<Found<TestCase>> {
  const found = runner.scenarioOf(testCase);
  let count = asked;
  let step = search.next();
  while (step.done !== true) {
    const smaller = runner.isInterrupted ? null : runner.scenarioOf(step.value);
    const isLike = found !== null && smaller !== null && haveSameQuorums(found, smaller);
    const fails = isLike && (await runner.fails(step.value, expectation));
    onAsked(++count);
    step = search.next(fails);
  }
  return step.value;
}

/** The first case with a script in place of clients that fails as well. */
async function spellOutRun(
  testCase: TestCase,
  expectation: string,
  runner: CaseRunner,
): Promise<TestCase | null> {
  const events: TraceEvent[] = [];
  await judgedRun(runner, testCase, (event) => {
    if (event.kind === 'accept' || event.kind === 'read') events.push(event);
  });
  for (const candidate of spellOut(testCase, events)) {
    if (await runner.fails(candidate, expectation)) return candidate;
  }
  return null;
}
