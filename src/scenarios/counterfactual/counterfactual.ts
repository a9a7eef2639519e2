/**
 * What would have kept a write, found by running the same scenario under the same seed with one thing
 * changed.
 */
import type { Fate } from '../../sim/simulate.js';
import type { Override } from '../overrides.js';

/** One change and what came of it; it has been run. */
export interface Counterfactual {
  /** As in "kept if us-east's clock were less than 12.4 ms ahead", without the "kept if". */
  readonly words: string;
  /**
   * What the rule is called where the change is one of how conflicts are resolved: as in "kept under
   * OR-Set".
   */
  readonly rule?: string;
  /** The change at the very edge, or the change itself where it has no size. */
  readonly kept: CounterfactualRun;
  /** Just on the other side of the edge; null where the change has no size. */
  readonly lost: CounterfactualRun | null;
  /** Writes of the whole run that are lost with the change. */
  readonly lostWrites: number;
}

/** A run with a change. */
export interface CounterfactualRun {
  readonly changes: readonly Override[];
  readonly fingerprint: string;
  /**
   * What became of the write. Null where nobody acknowledged it: with the change its client was not told
   * of success, and nothing that was promised is lost.
   */
  readonly fate: Fate | null;
}
