/** A finished run once more, with all that happened in it, for the HTML report. */
import { sliceScenario } from '../scenarios/index.js';
import type { LoadedScenario, Override } from '../scenarios/index.js';
import type { Run } from '../sim/simulate.js';
import type { ResolverModule } from './load-resolver.js';
import { recordRun } from './record-run.js';
import type { ShownRun } from './report/html/shown-run.js';
import type { RunResult } from './report/result.js';
import { tellStory } from './view/story/tell-story.js';

/** A run that is to be shown. */
export interface RunToShow {
  readonly loaded: LoadedScenario;
  readonly resolver: ResolverModule | null;
  readonly run: Run;
  readonly result: RunResult;
  /** The document's text. */
  readonly text: string;
  readonly overrides: readonly Override[];
}

/** Repeats it and records. */
export function recordShown({ loaded, resolver, run, result, text, overrides }: RunToShow): ShownRun {
  const { scenario } = loaded;
  const recorded = recordRun(scenario, { resolver, known: run.report });
  const { trace } = recorded;
  return {
    result,
    recorded,
    about: loaded.about,
    document: sliceScenario(text, scenario.name) ?? text,
    overrides,
    resolverFile: loaded.resolverFile?.path ?? null,
    warnings: loaded.warnings,
    tell: trace === null ? () => null : (write) => tellStory({ scenario, run: recorded.run, trace }, write),
  };
}
