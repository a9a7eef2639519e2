/** A run as the HTML report shows it: what was run, what came of it, and all that happened in between. */
import type { Override, Warning } from '../../../scenarios/index.js';
import type { RecordedRun } from '../../recording/record-run.js';
import type { WriteStory } from '../../view/story/write-story.js';
import type { RunResult } from '../result.js';

/** All that the report is made from; the same one gives the same bytes. */
export interface ShownRun {
  readonly result: RunResult;
  readonly recorded: RecordedRun;
  /** What the scenario says about itself; may be empty. */
  readonly about: string;
  /** A document with this scenario, before {@link overrides}: with them it parses to what was run. */
  readonly document: string;
  /** What was changed about the document, the seed included. */
  readonly overrides: readonly Override[];
  /** The file of the scenario's own resolver, as the document names it; null where it has none. */
  readonly resolverFile: string | null;
  readonly warnings: readonly Warning[];
  /** The story of a write; null where none can be told. */
  readonly tell: (write: number) => WriteStory | null;
}
