/** From a recorded run to what the HTML report shows of it. */
import { sliceScenario } from '../../../scenarios/index.js';
import type { LoadedScenario, Override } from '../../../scenarios/index.js';
import type { RecordedRun } from '../../recording/record-run.js';
import { tellStory } from '../../view/story/tell-story.js';
import type { RunResult } from '../result.js';
import type { ShownRun } from './shown-run.js';

/** A run that is to be shown. */
export interface RunToShow {
  readonly loaded: LoadedScenario;
  readonly recorded: RecordedRun;
  readonly result: RunResult;
  /** The document's text. */
  readonly text: string;
  readonly overrides: readonly Override[];
}

/** Adds where the run comes from, and who tells its stories. */
export function showRun({ loaded, recorded, result, text, overrides }: RunToShow): ShownRun {
  const { scenario, run, trace } = recorded;
  return {
    result,
    recorded,
    about: loaded.about,
    document: sliceScenario(text, scenario.name) ?? text,
    overrides,
    resolverFile: loaded.resolverFile?.path ?? null,
    warnings: loaded.warnings,
    tell: trace === null ? () => null : (write) => tellStory({ scenario, run, trace }, write),
  };
}
