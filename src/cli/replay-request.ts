/** What `quarrel replay` was asked to do. */
import type { Override } from './run-request.js';

/** A request whose words are not checked yet. */
export interface ReplayRequest {
  /** A token, a file, or a folder of files; null: the folder in which failures are kept. */
  readonly target: string | null;
  /** The resolver of a counterexample's token. */
  readonly resolver: string | null;
  /** The document that holds the scenario of a run's token; null: the catalogue. */
  readonly file: string | null;
  /** What was laid over the scenario. */
  readonly overrides: readonly Override[];
  /** Goes on though the resolver or scenario is not what it was. */
  readonly changed: boolean;
  readonly json: boolean;
  readonly ascii: boolean;
}
