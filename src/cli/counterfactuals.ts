/** What would have kept a write: runs of the same scenario under the same seed, with one thing changed in each. */
import { setImmediate as giveWay } from 'node:timers/promises';
import { isolateScenario, parseScenarios } from '../scenarios/index.js';
import type { Override } from '../scenarios/index.js';
import { listCandidates } from '../scenarios/counterfactual/candidates.js';
import type { Counterfactual } from '../scenarios/counterfactual/counterfactual.js';
import { LossWatch } from '../scenarios/counterfactual/loss.js';
import type { Outcome } from '../scenarios/counterfactual/outcome.js';
import { documentOf } from '../scenarios/counterfactual/scenario-document.js';
import { fateOfRequest, recognize } from '../scenarios/counterfactual/same-request.js';
import { bound, searchCounterfactuals } from '../scenarios/counterfactual/search.js';
import { isOwnResolver } from '../sim/scenario.js';
import type { Scenario } from '../sim/scenario.js';
import { Simulation } from '../sim/simulate.js';
import type { Ending, SimulateOptions } from '../sim/simulate.js';
import type { ResolverModule } from './load-resolver.js';

/** A write of a run, and how to make that run. */
export interface CounterfactualRequest {
  /** The document. */
  readonly text: string;
  /** The scenario in it. */
  readonly name: string;
  readonly overrides: readonly Override[];
  /** The scenario's own resolver; null: none. */
  readonly resolver: Pick<ResolverModule, 'open'> | null;
  readonly write: number;
}

/** How to search. */
export interface CounterfactualOptions {
  readonly isStopped: () => boolean;
  /** Called while runs go on, and after each. */
  readonly onProgress: (progress: SearchProgress) => void;
  /** Most runs; default: 100, fewer where runs are long. */
  readonly mostRuns?: number;
  /** Tells also what would have kept the client from being told of success; default: false. */
  readonly tellsUnacknowledged?: boolean;
}

/** How far a search is. */
export interface SearchProgress {
  /** Runs that are over, without the one that is looked into. */
  readonly tried: number;
  /** More there will not be; often it ends before. */
  readonly most: number;
}

/** Most runs of a search, and most events in all of them together. */
const mostRuns = 100;
const mostEvents = 20_000_000;
const leastRuns = 20;

/**
 * Finds what would have kept a write, best first; nothing where it was not lost, or cannot be known again in another
 * run. Where it is stopped, what was found until then.
 */
export async function findCounterfactuals(
  request: CounterfactualRequest,
  options: CounterfactualOptions,
): Promise<readonly Counterfactual[]> {
  const text = isolateScenario(request.text, request.name) ?? request.text;
  const subject = { ...request, text };
  const scenario = parseWith(subject, []);
  const document = documentOf(text, request.name, request.overrides);
  if (scenario === null || document === null) return [];
  const watch = new LossWatch(request.write);
  const run = await runToEnd(scenario, { ...openFor(scenario, subject), trace: watch.hear }, options);
  const loss = run === null ? null : watch.describe(scenario, document, run);
  if (run === null || loss === null) return [];
  const asked = recognize(run, request.write, watch.accepted);
  if (asked === null) return [];
  const { events, settled } = run;
  const outcomeOf = (made: Ending): Outcome => ({
    fingerprint: made.fingerprint,
    fate: fateOfRequest(made, asked),
    lostWrites: made.lostWrites.length,
    isSettled: made.settled || !settled,
  });
  const affordable = Math.max(leastRuns, Math.floor(mostEvents / Math.max(1, events)));
  const most = Math.min(options.mostRuns ?? mostRuns, affordable);
  let tried = 0;
  const onSlice = (): void => options.onProgress({ tried, most });
  const search = bound(searchCounterfactuals(listCandidates(loss), outcomeOf(run), options.tellsUnacknowledged), most);
  let step = search.next();
  while (step.done !== true) {
    const changed = options.isStopped() ? null : parseWith(subject, step.value);
    const made = changed === null ? null : await runToEnd(changed, openFor(changed, subject), { ...options, onSlice });
    if (made !== null) {
      tried++;
      onSlice();
    }
    step = search.next(made === null ? null : outcomeOf(made));
  }
  return step.value;
}

/** Null where the changes do not go with the scenario. */
function parseWith({ text, name, overrides }: CounterfactualRequest, changes: readonly Override[]): Scenario | null {
  const parsed = parseScenarios(text, { only: name, overrides: [...overrides, ...changes] });
  return parsed.ok ? (parsed.scenarios.at(0)?.scenario ?? null) : null;
}

function openFor({ conflicts }: Scenario, { resolver }: CounterfactualRequest): SimulateOptions {
  return isOwnResolver(conflicts.resolve) && resolver !== null ? resolver.open() : {};
}

/** Most simulated events between two looks at whether to stop. */
const sliceEvents = 20_000;

/** Null where it was stopped. */
async function runToEnd(
  scenario: Scenario,
  options: SimulateOptions,
  { isStopped, onSlice }: Pick<CounterfactualOptions, 'isStopped'> & { readonly onSlice?: () => void },
): Promise<Ending | null> {
  const simulation = new Simulation(scenario, options);
  for (let isGoing = true; isGoing; ) {
    for (let i = 0; i < sliceEvents && isGoing; i++) isGoing = simulation.step();
    onSlice?.();
    await giveWay();
    if (isStopped()) return null;
  }
  return simulation.finishWrites();
}
