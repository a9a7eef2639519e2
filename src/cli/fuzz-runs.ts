/** Runs of test cases, one after the other, until somebody asks to stop. */
import { canonicalJson, judgeExpectations } from '../scenarios/index.js';
import type { JudgedExpectation } from '../scenarios/index.js';
import { loadCase } from '../scenarios/fuzz/case-document.js';
import { expecting, isViolated } from '../scenarios/fuzz/subject.js';
import type { TestCase } from '../scenarios/fuzz/test-case.js';
import { isFault, withoutFaults } from '../scenarios/fuzz/test-case.js';
import type { TraceEvent } from '../sim/record/trace.js';
import type { Scenario } from '../sim/scenario.js';
import { Simulation } from '../sim/simulate.js';
import type { Run } from '../sim/simulate.js';
import { drive } from './drive.js';
import type { InterruptWatch } from './interrupts.js';
import type { ResolverModule } from './load-resolver.js';

/** What became of a case. */
export type CaseOutcome =
  | { readonly kind: 'judged'; readonly judged: readonly JudgedExpectation[]; readonly run: Run }
  /** Its parts do not fit each other. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'interrupted' };

/** Runs the cases of one scenario. */
export class CaseRunner {
  readonly #name: string;
  readonly #resolver: ResolverModule | null;
  readonly #interrupts: InterruptWatch;
  /** Whether a scenario without faults violates an expectation, by both. */
  readonly #knownViolated = new Map<string, boolean>();

  constructor(name: string, resolver: ResolverModule | null, interrupts: InterruptWatch) {
    this.#name = name;
    this.#resolver = resolver;
    this.#interrupts = interrupts;
  }

  /** Whether somebody has asked to stop. */
  get isInterrupted(): boolean {
    return this.#interrupts.exitCode() !== null;
  }

  /** Runs and judges. */
  async run(testCase: TestCase, trace?: (event: TraceEvent) => void): Promise<CaseOutcome> {
    const loaded = loadCase(this.#name, testCase);
    if (loaded === null) return { kind: 'impossible' };
    const options = { ...this.#resolver?.open(), ...(trace === undefined ? {} : { trace }) };
    const outcome = await drive(new Simulation(loaded.scenario, options), {
      interruptedBy: this.#interrupts.exitCode,
      onSlice: () => undefined,
      nowMs: () => performance.now(),
    });
    if (outcome.kind === 'interrupted') return { kind: 'interrupted' };
    const judged = judgeExpectations(loaded.expectations, outcome.run.report);
    return { kind: 'judged', judged, run: outcome.run };
  }

  /**
   * Whether a case violates the expectation, and would not without its faults: else shrinking would end at
   * something else that fails by itself. A case whose workload alone is to blame is held against the one before
   * its workload was changed.
   */
  async fails(testCase: TestCase, name: string): Promise<boolean> {
    if (!(await this.violates(testCase, name))) return false;
    const { base, changes } = testCase;
    if (changes.length === 0) return true;
    const quiet = changes.some(isFault) ? withoutFaults(testCase) : { base, changes: [] };
    const key = `${name} ${canonicalJson(quiet)}`;
    const known = this.#knownViolated.get(key);
    const violated = known ?? (await this.violates(quiet, name));
    if (!this.isInterrupted) this.#knownViolated.set(key, violated);
    return !violated;
  }

  /** What a case is to the engine; null where its parts do not fit each other. */
  scenarioOf(testCase: TestCase): Scenario | null {
    return loadCase(this.#name, testCase)?.scenario ?? null;
  }

  /** Whether a case violates the expectation. */
  async violates(testCase: TestCase, name: string): Promise<boolean> {
    const outcome = await this.run(expecting(testCase, name));
    return outcome.kind === 'judged' && isViolated(outcome.judged, name);
  }
}
