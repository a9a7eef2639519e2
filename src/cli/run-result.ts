/** A finished run and its verdict, as reports show them. */
import { replayToken } from '../scenarios/digest.js';
import { judgeExpectations, overallVerdict } from '../scenarios/expectations.js';
import type { LoadedScenario } from '../scenarios/index.js';
import type { Disorder, Run } from '../sim/simulate.js';
import type { ResolverModule } from './load-resolver.js';
import type { RunResult, StatedPlace } from './report/result.js';
import { replayCommand } from './run-request.js';
import type { RunRequest } from './run-request.js';
import { parseTarget } from './target.js';

/** A run that has ended. */
export interface EndedRun {
  readonly loaded: LoadedScenario;
  readonly run: Run;
  /** As {@link RunResult} has it. */
  readonly disorder?: Disorder | null;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: Pick<ResolverModule, 'digest'> | null;
  /** The command that repeats it. */
  readonly repeat: string;
}

/** What of a request says what was run. */
export type RunChoice = Pick<RunRequest, 'target' | 'scenario' | 'seed' | 'overrides'>;

/** Judges it. */
export function resultOf(choice: RunChoice, { loaded, resolver, run, disorder = null, repeat }: EndedRun): RunResult {
  const expectations = judgeExpectations(loaded.expectations, run.report);
  const replay = tokenOf(choice, loaded, resolver);
  return {
    scenario: loaded.scenario,
    report: run.report,
    lostWrites: run.lostWrites,
    disorder,
    systems: loaded.systems,
    source: loaded.source,
    expectations,
    places: expectations.map((_, at) => placeOf(choice, loaded.expectations.at(at)?.line ?? 0)),
    verdict: overallVerdict(expectations),
    replay,
    replayCommand: replayCommand(choice, replay),
    repeat,
  };
}

/** What a run finds without being asked, and what `--set` says, stand in no line. */
function placeOf({ target }: RunChoice, line: number): StatedPlace | null {
  const named = parseTarget(target);
  return named.kind === 'file' && line > 0 ? { file: named.path, line } : null;
}

/** The token that repeats a run exactly, or says that it is another one by now. */
export function tokenOf(choice: RunChoice, { scenario }: LoadedScenario, resolver: EndedRun['resolver']): string {
  return replayToken(scenario, { isShipped: isShipped(choice), resolverDigest: resolver?.digest ?? null });
}

/** Whether name and seed alone say what was run. */
function isShipped({ target, overrides }: RunChoice): boolean {
  return parseTarget(target).kind === 'catalogue' && overrides.length === 0;
}
