/**
 * What a judge says about a history: a verdict, the evidence for it, and what it could not tell.
 */
import type { HistoryOperation } from '../../record/history.js';
import type { Verdict } from '../../report.js';

/** The models that a history can be judged by. `sessions` is the four after it, held together. */
export const consistencyModels = [
  'linearizable',
  'sequential',
  'causal-convergence',
  'causal-memory',
  'causal',
  'sessions',
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
  'set',
  'counter',
  'bounded-staleness',
] as const;

/** One of {@link consistencyModels}. */
export type ConsistencyModel = (typeof consistencyModels)[number];

/** One way in which a history breaks a model. */
export interface Finding {
  /** One plain sentence. */
  readonly what: string;
  /** The name that the literature has for it, such as `WriteCORead`. */
  readonly pattern: string;
  readonly key: string | null;
  /** Operations that show it: without any of them it would not show; in order of invocation. */
  readonly operations: readonly HistoryOperation[];
}

/** A verdict on one model. */
export interface Judgement {
  readonly model: ConsistencyModel;
  readonly verdict: Verdict;
  /** The first findings, in order of place; empty unless violated. */
  readonly findings: readonly Finding[];
  /** How many there are in all. */
  readonly violations: number;
  /**
   * What could not be told and why, one sentence each; more than empty where the verdict is
   * unknown.
   */
  readonly unknowns: readonly string[];
  /** Figures that belong to the model, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** How a history is to be judged. */
export interface JudgeOptions {
  /**
   * Most states that a search looks at, for each model; a search that would need more is unknown.
   */
  readonly states: number;
  /**
   * `mismatch`: a cas that failed saw another value than it expected. `none`: it did not happen.
   */
  readonly failedCas: 'none' | 'mismatch';
  /** Most findings that a judgement carries; without any, whoever asks wants verdicts and counts alone. */
  readonly findings: number;
  /** What `bounded-staleness` allows. */
  readonly staleness: StalenessBound;
}

/** How old a read may be; null: as old as it likes. */
export interface StalenessBound {
  /** t-visibility: an answered write is seen by every read that begins this much later. */
  readonly maxAgeUs: number | null;
  /** k-staleness: every read returns one of so many newest versions. */
  readonly maxVersions: number | null;
}

/** Most findings that people are shown. */
const mostFindings = 20;

/** What is assumed where nothing is said. */
export const defaultJudgeOptions: JudgeOptions = {
  states: 5_000_000,
  failedCas: 'none',
  findings: mostFindings,
  staleness: { maxAgeUs: null, maxVersions: null },
};

/** Collects what a judge finds, and turns it into a judgement. */
export class Verdicts {
  private readonly model: ConsistencyModel;
  private readonly mostFindings: number;
  private readonly findings: Finding[] = [];
  private readonly unknowns = new Map<string, number>();
  private violations = 0;
  readonly figures: Record<string, number> = {};

  constructor(model: ConsistencyModel, { findings }: Pick<JudgeOptions, 'findings'>) {
    this.model = model;
    this.mostFindings = findings;
  }

  /** Whether another finding would still be shown; its words need not be made otherwise. */
  get wantsFindings(): boolean {
    return this.findings.length < this.mostFindings;
  }

  get isViolated(): boolean {
    return this.violations > 0;
  }

  /** Notes a violation. */
  violate(finding: Finding): void {
    this.violations++;
    if (this.wantsFindings) this.findings.push(finding);
  }

  /** Notes a violation that is not shown any more. */
  count(): void {
    this.violations++;
  }

  /**
   * Notes that something could not be told, so many times; the same reason is counted, not
   * repeated.
   */
  doubt(reason: string, times = 1): void {
    this.unknowns.set(reason, (this.unknowns.get(reason) ?? 0) + times);
  }

  /** A violation outweighs every doubt, and any doubt a promise. */
  conclude(): Judgement {
    const { model, violations, figures } = this;
    const unknowns = [...this.unknowns].map(([reason, times]) =>
      times === 1 ? reason : `${reason} (${times} times)`,
    );
    const findings = [...this.findings].sort((a, b) => placeOf(a) - placeOf(b));
    const isUnknown = unknowns.length > 0;
    const verdict = violations > 0 ? 'violated' : isUnknown ? 'unknown' : 'holds';
    return { model, verdict, findings, violations, unknowns, figures };
  }
}

/** Where a finding shows: the last place of its operations. */
function placeOf({ operations }: Finding): number {
  return Math.max(
    0,
    ...operations.map(({ invokedAt, answeredAt }) =>
      answeredAt === Infinity ? invokedAt : answeredAt,
    ),
  );
}
