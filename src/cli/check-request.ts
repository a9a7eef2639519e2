/** What `quarrel check` was asked to do. */
import type { ShardPlace } from './shard-place.js';

/** A request whose numbers are in their ranges; words are not checked yet. */
export interface CheckRequest {
  readonly file: string;
  /** Another version of the resolver; null: none. */
  readonly against: string | null;
  readonly replicas: number;
  readonly writes: number;
  /** Random histories. */
  readonly runs: number;
  readonly seed: string;
  /** Names of properties; none: all. */
  readonly only: readonly string[];
  /** A duration. */
  readonly time: string;
  /** Null: what suits where it runs. */
  readonly format: CheckFormat | null;
  readonly shard: ShardPlace | null;
  /** Where a shard is written. */
  readonly out: string | null;
  readonly watch: boolean;
  readonly ascii: boolean;
  /** Shows a test for each counterexample. */
  readonly test: boolean;
}

/** How a check is shown. */
export type CheckFormat = (typeof checkFormats)[number];

/** Every format there is. */
export const checkFormats = ['text', 'json', 'junit', 'markdown', 'github'] as const;
